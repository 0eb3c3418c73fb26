import { deadlineLadder } from '../../domain/clock/ladder.js';
import { lampOn, yellowFrom } from '../../domain/clock/lamp.js';
import { openRungs } from '../../domain/clock/rungs.js';
import type { Deadline, WithClock } from '../../domain/clock/state.js';
import { packName, ruleOf } from '../../domain/shared/policy.js';
import { TARGET_ROLES } from '../../domain/shared/roles.js';
import { recorded } from '../case-state.js';
import { date, flag, instant, integer, json, text, type RowOf } from '../column.js';
import { change, defineProjection, type LogEvent } from '../projection.js';
import { GROUP_READERS, OFFICE_READERS, SUPERVISION_READERS, TARGET_READERS } from '../readers.js';

const columns = {
  stream: text(),
  deadline: text(),
  rule: text(),
  title: text(),
  owner: text(),
  status: text(),
  anchorOn: date(),
  originalDueOn: date(),
  dueOn: date(),
  estimated: flag(),
  missed: flag(),
  metOn: date().nullable(),
  late: flag(),
  extensions: integer(),
  lastRung: text().nullable(),
  running: flag(),
  paused: flag(),
  /** From this day it is due soon; null once it no longer runs. */
  yellowOn: date().nullable(),
  /** The next rung and its moment; null once the deadline no longer runs. */
  nextRung: text().nullable(),
  nextAt: instant().nullable(),
  pack: text(),
  calendarVersion: text(),
  ownedByTarget: flag(),
  detail: json<Deadline>(),
};

type DeadlineRow = RowOf<typeof columns>;
type LadderEvent = LogEvent<{ readonly deadline: string }>;

const kit = deadlineLadder<WithClock>(() => []);

/** The deadline after a ladder event, by the ladder kit's own `evolve`. */
function deadlineAfter(before: Deadline | undefined, event: LadderEvent): Deadline | undefined {
  const name = event.data.deadline;
  const state = { clock: { deadlines: before ? { [name]: before } : {} } };
  const after = kit.evolve[event.type]?.(state, event.data as never, recorded(event));
  return after?.clock.deadlines[name];
}

const keyOf = ({ stream, data }: LadderEvent): string => `${stream}/${data.deadline}`;

/** Columns that come from the deadline itself; the rest of the row follows when it is written. */
function rowOf(stream: string, detail: Deadline, before: DeadlineRow | undefined): DeadlineRow {
  return {
    late: false,
    ...before,
    stream,
    deadline: detail.deadline,
    rule: detail.rule,
    title: before?.title ?? '',
    owner: detail.owner,
    status: detail.status,
    anchorOn: detail.anchorOn,
    originalDueOn: detail.originalDueOn,
    dueOn: detail.dueOn,
    estimated: detail.estimated,
    missed: detail.missed,
    metOn: detail.metOn ?? null,
    extensions: detail.extensions,
    lastRung: detail.fired.at(-1) ?? null,
    running: detail.status === 'running',
    paused: detail.status === 'paused',
    yellowOn: null,
    nextRung: null,
    nextAt: null,
    pack: packName(detail.pack),
    calendarVersion: detail.calendarVersion,
    ownedByTarget: TARGET_ROLES.includes(detail.owner),
    detail,
  };
}

/** @param more what the event says beyond the deadline's own state */
function follow(
  event: LadderEvent,
  more: (row: DeadlineRow) => Partial<DeadlineRow> = () => ({}),
): readonly ReturnType<typeof change<DeadlineRow>>[] {
  return [
    change<DeadlineRow>(keyOf(event), (row) => {
      const detail = deadlineAfter(row?.detail, event);
      if (!detail) return row;
      const next = rowOf(event.stream, detail, row);
      return { ...next, ...more(next) };
    }),
  ];
}

/** Every deadline of every case: due day, original due day, ladder; one row per case and deadline. */
export const deadlineList = defineProjection({
  name: 'deadline-list',
  version: 2,
  title: { zh: '期限台账', en: 'Deadlines' },
  columns,
  filters: ['stream', 'rule', 'owner', 'status', 'missed', 'estimated', 'dueOn', 'yellowOn'],
  orders: ['dueOn', 'originalDueOn', 'nextAt'],
  hidden: ['detail', 'ownedByTarget'],
  readableBy: [...OFFICE_READERS, ...GROUP_READERS, ...SUPERVISION_READERS, ...TARGET_READERS],
  scopedBy: 'case',
  // The office's own limits are no business of the unit that is inspected.
  withheld: { from: TARGET_ROLES, unless: 'ownedByTarget' },
  joinCase: true,
  onDay: (row, today) => ({ ...row, lamp: lampOn(today, row) }),
  on: {
    DeadlineSet: (event: LadderEvent) => follow(event),
    DeadlineMet: (event: LogEvent<{ readonly deadline: string; readonly late: boolean }>) =>
      follow(event, () => ({ late: event.data.late })),
    DeadlineExtended: (event: LadderEvent) => follow(event),
    DeadlinePaused: (event: LadderEvent) => follow(event),
    DeadlineResumed: (event: LadderEvent) => follow(event),
    DeadlineRecalculated: (event: LadderEvent) => follow(event),
    DeadlineMissed: (event: LadderEvent) => follow(event),
    DeadlineWaived: (event: LadderEvent) => follow(event),
    ReminderIssued: (event: LadderEvent) => follow(event),
    EscalationRaised: (event: LadderEvent) => follow(event),
  },
  derive: (row, book) => {
    const next = openRungs(row.detail, book)[0];
    return {
      ...row,
      title: ruleOf(book.packs(row.detail.pack), row.rule).title,
      yellowOn: yellowFrom(row.detail, book),
      nextRung: next?.key ?? null,
      nextAt: next?.at ?? null,
    };
  },
});
