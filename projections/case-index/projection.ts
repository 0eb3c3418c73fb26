import { processOfStream, stateAfter } from '../case-state.js';
import { flag, instant, integer, json, list, text, type RowOf } from '../column.js';
import { change, defineProjection, type LogEvent } from '../projection.js';
import { GROUP_READERS, OFFICE_READERS, SUPERVISION_READERS } from '../readers.js';

const columns = {
  stream: text(),
  process: text(),
  number: text(),
  name: text().nullable(),
  status: text(),
  unit: text().nullable(),
  round: text().nullable(),
  scopes: list(),
  /** Ids of those who must keep away from the case; they see neither it nor a row of it in any view. */
  recused: list(),
  openedAt: instant(),
  changedAt: instant(),
  version: integer(),
  closed: flag(),
  /** Head of the case's due list: the next moment at which its clock sends a command. */
  nextAt: instant().nullable(),
  state: json<unknown>(),
};

type CaseRow = RowOf<typeof columns>;

/** What the opening event of any case may say of it; a process that has no such member leaves it out. */
interface Opening {
  readonly unit?: unknown;
  readonly name?: unknown;
  readonly round?: unknown;
}

const textOr = (value: unknown, otherwise: string | null): string | null =>
  typeof value === 'string' ? value : otherwise;

function opened(event: LogEvent, state: unknown): CaseRow {
  const { stream, data, now, version } = event;
  const process = processOfStream(stream)?.name ?? '';
  const { unit, name, round } = (data ?? {}) as Opening;
  return {
    stream,
    process,
    unit: textOr(unit, null),
    name: textOr(name, null),
    round: textOr(round, process === 'inspection-round' ? stream : null),
    openedAt: now,
    changedAt: now,
    version,
    state,
    ...UNDERIVED,
  };
}

const UNDERIVED = { number: '', status: '', scopes: [], recused: [], closed: false, nextAt: null };

/** Every case of every process, one row a stream; it needs no line for a new process. */
export const caseIndex = defineProjection({
  name: 'case-index',
  version: 3,
  title: { zh: '事项总表', en: 'All cases' },
  columns,
  filters: ['process', 'status', 'unit', 'round', 'closed', 'number'],
  orders: ['number', 'openedAt', 'changedAt', 'nextAt'],
  hidden: ['state', 'scopes', 'recused'],
  readableBy: [...OFFICE_READERS, ...GROUP_READERS, ...SUPERVISION_READERS],
  scopedBy: 'scopes',
  every: (event) => [
    change<CaseRow>(event.stream, (row) => {
      const state = stateAfter(row?.state, event);
      if (state === undefined) return row;
      if (!row) return opened(event, state);
      return { ...row, state, version: event.version, changedAt: event.now };
    }),
  ],
  derive: (row, book) => {
    const process = processOfStream(row.stream);
    if (!process) return row;
    const { state } = row;
    return {
      ...row,
      number: process.number(state),
      status: process.status(state),
      scopes: [...process.reach(state)].sort(),
      recused: [...(process.recused?.(state) ?? [])].sort(),
      closed: process.closed(state),
      nextAt: process.dueList(state, book)[0]?.at ?? null,
    };
  },
});
