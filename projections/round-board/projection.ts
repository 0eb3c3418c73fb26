import { inspectionRound } from '../../domain/inspection-round/index.js';
import {
  groupScope,
  groupsOf,
  targetsOf,
  type RoundState,
  type TargetMilestone,
} from '../../domain/inspection-round/state.js';
import { stateAfter } from '../case-state.js';
import { date, integer, json, list, text, type RowOf } from '../column.js';
import { change, defineProjection } from '../projection.js';
import { GROUP_READERS, OFFICE_READERS, SUPERVISION_READERS } from '../readers.js';

/** A group as the board shows it. */
interface GroupCard {
  readonly number: number;
  readonly name: string;
  readonly units: readonly string[];
}

const columns = {
  stream: text(),
  number: text(),
  name: text(),
  term: text(),
  sequence: integer(),
  status: text(),
  plannedFrom: date(),
  plannedTo: date(),
  approvedOn: date().nullable(),
  deployedOn: date().nullable(),
  assessedOn: date().nullable(),
  targets: integer(),
  lookBacks: integer(),
  stationed: integer(),
  withdrawn: integer(),
  reported: integer(),
  fedBack: integer(),
  closed: integer(),
  groups: json<readonly GroupCard[]>(),
  scopes: list(),
  state: json<RoundState>(),
};

type BoardRow = RowOf<typeof columns>;

/** What the board shows is what the round's own decisions see. */
function boardOf(stream: string, state: RoundState): BoardRow {
  const targets = targetsOf(state);
  const reached = (milestone: TargetMilestone) =>
    targets.filter((target) => target[milestone] !== undefined).length;
  const groups = groupsOf(state);
  const { number, name, term, sequence, status, plannedFrom, plannedTo } = state;
  const { approvedOn = null, deployedOn = null, assessedOn = null } = state;
  return {
    ...{ stream, number, name, term, sequence, status, plannedFrom, plannedTo },
    ...{ approvedOn, deployedOn, assessedOn },
    targets: targets.length,
    lookBacks: targets.filter(({ type }) => type === 'lookBack').length,
    stationed: reached('stationedOn'),
    withdrawn: reached('withdrawnOn'),
    reported: reached('reportAcceptedOn'),
    fedBack: reached('fedBackOn'),
    closed: reached('closedOn'),
    groups: groups.map((group) => ({
      number: group.number,
      name: group.name,
      units: group.units,
    })),
    scopes: groups.map((group) => groupScope(state, group.number)),
    state,
  };
}

/** Every round and how far its targets have come; one row a round. */
export const roundBoard = defineProjection({
  name: 'round-board',
  version: 2,
  title: { zh: '轮次看板', en: 'Round board' },
  columns,
  filters: ['stream', 'number', 'term', 'status', 'sequence'],
  orders: ['number', 'plannedFrom'],
  hidden: ['state', 'scopes'],
  readableBy: [...OFFICE_READERS, ...GROUP_READERS, ...SUPERVISION_READERS],
  scopedBy: 'scopes',
  every: (event) =>
    event.stream.startsWith(`${inspectionRound.name}-`)
      ? [
          change<BoardRow>(event.stream, (row) => {
            const state = stateAfter(row?.state, event);
            return state ? boardOf(event.stream, state) : row;
          }),
        ]
      : [],
});
