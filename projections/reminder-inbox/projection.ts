import { date, flag, instant, text, type RowOf } from '../column.js';
import { defineProjection, put, updateGroup, type LogEvent } from '../projection.js';
import { GROUP_READERS, OFFICE_READERS, SUPERVISION_READERS, TARGET_READERS } from '../readers.js';

const columns = {
  stream: text(),
  deadline: text(),
  /** Case and deadline together: what a met deadline settles. */
  thread: text(),
  rule: text(),
  rung: text(),
  kind: text<'reminder' | 'escalation'>(),
  role: text(),
  scope: text(),
  lamp: text(),
  dueOn: date(),
  issuedAt: instant(),
  paper: text().nullable(),
  /** The deadline was met, waived or moved since: nothing is left to do about this reminder. */
  done: flag(),
  doneAt: instant().nullable(),
  doneBy: text().nullable(),
};

type ReminderRow = RowOf<typeof columns>;

/** What a rung of the ladder says: whom it tells of which deadline. */
interface Claim {
  readonly deadline: string;
  readonly rule: string;
  readonly rung: string;
  readonly dueOn: string;
  readonly lamp: string;
  readonly to: readonly { readonly role: string; readonly scope: string }[];
  readonly paper: string | null;
}

const threadOf = (stream: string, deadline: string): string => `${stream}/${deadline}`;

/** One row for each role that is told; the due day is part of the key, since an extension starts anew. */
function issued(kind: ReminderRow['kind']) {
  return ({ stream, now, data }: LogEvent<Claim>) =>
    data.to.map(({ role, scope }) => {
      const { deadline, rule, rung, dueOn, lamp, paper } = data;
      const thread = threadOf(stream, deadline);
      return put<ReminderRow>(`${thread}/${rung}/${dueOn}/${role}`, {
        stream,
        deadline,
        thread,
        rule,
        rung,
        kind,
        role,
        scope,
        lamp,
        dueOn,
        issuedAt: now,
        paper,
        done: false,
        doneAt: null,
        doneBy: null,
      });
    });
}

function settled(event: LogEvent<{ readonly deadline: string }>) {
  return [
    updateGroup<ReminderRow>(threadOf(event.stream, event.data.deadline), (row) =>
      row.done ? row : { ...row, done: true, doneAt: event.now, doneBy: event.type },
    ),
  ];
}

/** Who was told of which deadline, and whether it still wants something done: one row per rung and role. */
export const reminderInbox = defineProjection({
  name: 'reminder-inbox',
  version: 1,
  title: { zh: '提醒与升级', en: 'Reminders and escalations' },
  columns,
  filters: ['stream', 'deadline', 'rule', 'rung', 'kind', 'role', 'scope', 'lamp', 'done', 'dueOn'],
  orders: ['issuedAt', 'dueOn'],
  hidden: ['thread'],
  group: 'thread',
  readableBy: [...OFFICE_READERS, ...GROUP_READERS, ...SUPERVISION_READERS, ...TARGET_READERS],
  addressee: {
    role: 'role',
    scope: 'scope',
    overseers: ['officeDirector', 'officeStaff', 'executiveDeputyHead', 'historyAuditor'],
  },
  joinCase: true,
  on: {
    ReminderIssued: issued('reminder'),
    EscalationRaised: issued('escalation'),
    DeadlineMet: settled,
    DeadlineWaived: settled,
    DeadlineExtended: settled,
  },
});
