import type { Deadline } from '../../domain/clock/state.js';
import { lampOn, yellowFrom } from '../../domain/clock/lamp.js';
import { rectification } from '../../domain/rectification/index.js';
import type { RectificationState } from '../../domain/rectification/state.js';
import { stateAfter } from '../case-state.js';
import { date, flag, integer, json, text, type RowOf } from '../column.js';
import { change, defineProjection, update, type LogEvent } from '../projection.js';
import { GROUP_READERS, OFFICE_READERS, SUPERVISION_READERS, TARGET_READERS } from '../readers.js';

const columns = {
  stream: text(),
  number: text(),
  target: text(),
  round: text(),
  unit: text(),
  item: text(),
  finding: text(),
  goal: text(),
  owner: text().nullable(),
  branchLeader: text().nullable(),
  leadDepartment: text(),
  mode: text(),
  status: text(),
  approvedOn: date().nullable(),
  /** Due day of the present attempt, and the one the plan first gave. */
  dueOn: date(),
  originalDueOn: date(),
  outerLimitOn: date(),
  /** The due day passed before the present attempt was done. */
  missed: flag(),
  /** From this day the item is due soon; null once nothing is owed for the present attempt. */
  yellowOn: date().nullable(),
  /** The present attempt is still owed. */
  running: flag(),
  /** Its clock stands still. */
  paused: flag(),
  extensionsRequested: integer(),
  extensionsGranted: integer(),
  extensionPending: flag(),
  attempt: integer(),
  percent: integer(),
  evidence: integer(),
  submittedOn: date().nullable(),
  verifiedOn: date().nullable(),
  verifiedBy: text().nullable(),
  closedOn: date().nullable(),
  reviews: integer(),
  state: json<RectificationState>(),
};

type LedgerRow = RowOf<typeof columns>;

/** Columns whose facts no decision needs: they come from single events and stay. */
type Noted = Pick<
  LedgerRow,
  | 'round'
  | 'finding'
  | 'goal'
  | 'owner'
  | 'branchLeader'
  | 'leadDepartment'
  | 'approvedOn'
  | 'originalDueOn'
  | 'dueOn'
  | 'percent'
>;

interface Planned extends Omit<
  Noted,
  'owner' | 'branchLeader' | 'approvedOn' | 'originalDueOn' | 'percent'
> {
  readonly owner?: string;
  readonly branchLeader?: string;
}

function notedOf(data: Planned): Noted {
  const { round, finding, goal, leadDepartment, dueOn } = data;
  return {
    ...{ round, finding, goal, leadDepartment, dueOn },
    owner: data.owner ?? null,
    branchLeader: data.branchLeader ?? null,
    approvedOn: null,
    originalDueOn: dueOn,
    percent: 0,
  };
}

/** The deadline of the present attempt. */
function presentOf({ clock, deadline }: RectificationState): Deadline | undefined {
  return clock.deadlines[deadline];
}

function ledgerRow(stream: string, state: RectificationState, noted: Noted): LedgerRow {
  const present = presentOf(state);
  const { number, target, unit, item, mode, status, outerLimitOn, attempt, reviews } = state;
  const { extensionsRequested, extensionsGranted } = state;
  return {
    ...noted,
    ...{ stream, number, target, unit, item, mode, status, outerLimitOn, attempt, reviews },
    ...{ extensionsRequested, extensionsGranted },
    dueOn: present?.dueOn ?? noted.dueOn,
    missed: present?.missed ?? false,
    running: present?.status === 'running',
    paused: present?.status === 'paused',
    yellowOn: null,
    extensionPending: state.pendingExtension !== null,
    evidence: state.evidence.length,
    submittedOn: state.submittedOn,
    verifiedOn: state.verifiedOn,
    verifiedBy: state.verifiedBy,
    closedOn: state.closedOn,
    state,
  };
}

const noted = <D>(facts: (data: D, row: LedgerRow) => Partial<Noted>) => {
  return ({ stream, data }: LogEvent<D>) => [
    update<LedgerRow>(stream, (row) => ({ ...row, ...facts(data, row) })),
  ];
};

/** Every rectification item: who answers for it, until when, and how far it is; one row an item. */
export const rectificationLedger = defineProjection({
  name: 'rectification-ledger',
  version: 2,
  title: { zh: '整改台账', en: 'Rectification ledger' },
  columns,
  filters: [
    'stream',
    'target',
    'round',
    'unit',
    'finding',
    'mode',
    'status',
    'running',
    'yellowOn',
    'missed',
    'dueOn',
    'extensionPending',
  ],
  orders: ['dueOn', 'number', 'closedOn'],
  hidden: ['state'],
  onDay: (row, today) => ({ ...row, lamp: lampOn(today, row) }),
  readableBy: [...OFFICE_READERS, ...GROUP_READERS, ...SUPERVISION_READERS, ...TARGET_READERS],
  scopedBy: 'case',
  every: (event) =>
    event.stream.startsWith(`${rectification.name}-`)
      ? [
          change<LedgerRow>(event.stream, (row) => {
            const state = stateAfter(row?.state, event);
            if (!state) return row;
            const facts = row ?? notedOf(event.data as Planned);
            return ledgerRow(event.stream, state, facts);
          }),
        ]
      : [],
  on: {
    ItemApproved: noted<{ approvedOn: string }>(({ approvedOn }) => ({ approvedOn })),
    ProgressReported: noted<{ percent: number }>(({ percent }) => ({ percent })),
  },
  derive: (row, book) => {
    const present = presentOf(row.state);
    return { ...row, yellowOn: present ? yellowFrom(present, book) : null };
  },
});
