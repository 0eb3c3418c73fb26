import type { Claim, Receiver } from '../../domain/clock/ladder-events.js';
import type { MailboxNotice } from '../../domain/mailbox/state.js';
import { countyDefault } from '../../domain/policy/county-default.js';
import { date, flag, instant, integer, text, type RowOf } from '../column.js';
import {
  change,
  defineProjection,
  put,
  update,
  updateGroup,
  type Change,
  type LogEvent,
} from '../projection.js';
import { GROUP_READERS, OFFICE_READERS, SUPERVISION_READERS, TARGET_READERS } from '../readers.js';

const columns = {
  stream: text(),
  deadline: text(),
  /** Case and deadline together: what a met deadline settles. */
  thread: text(),
  rule: text(),
  rung: text(),
  kind: text<'reminder' | 'escalation'>(),
  /** 待办 for the post that owes the deadline, 待阅 for everyone else who is told. */
  box: text<'toDo' | 'toRead'>(),
  role: text(),
  scope: text(),
  lamp: text(),
  dueOn: date(),
  issuedAt: instant(),
  /** Of the event that tells; a mailbox has taken up everything up to its own position. */
  position: integer(),
  paper: text().nullable(),
  /** When it reached somebody holding the post, and by which channel. */
  deliveredAt: instant().nullable(),
  deliveredBy: text().nullable(),
  /** It reached nobody holding the post; the next audience was told instead. */
  undeliveredAt: instant().nullable(),
  readAt: instant().nullable(),
  acknowledgedAt: instant().nullable(),
  /** The deadline was met, waived, moved or paused since: nothing is left to do about this reminder. */
  done: flag(),
  doneAt: instant().nullable(),
  doneBy: text().nullable(),
};

type ReminderRow = RowOf<typeof columns>;
type ReminderChange = Change<ReminderRow>;

/** A pack changes amounts, not duties: who owes what stands in the shipped one. */
const OWNERS = new Map<string, string>(
  countyDefault.rules.map(({ rule, owner }) => [rule, owner] as const),
);

const threadOf = (stream: string, deadline: string): string => `${stream}/${deadline}`;

type Told = Pick<Claim, 'deadline' | 'rung' | 'dueOn'>;

/** The due day is part of the key, since an extension starts anew. */
const keyOf = (stream: string, { deadline, rung, dueOn }: Told, role: string): string =>
  `${threadOf(stream, deadline)}/${rung}/${dueOn}/${role}`;

/** Those told because somebody else could not be have a row beside the one of their own rung. */
const climbedKeyOf = (stream: string, told: Told, role: string): string =>
  `${keyOf(stream, told, role)}/climbed`;

function rowOf(
  { stream, now, position, data }: LogEvent<Claim>,
  { role, scope }: Receiver,
  kind: ReminderRow['kind'],
): ReminderRow {
  const { deadline, rule, rung, dueOn, lamp, paper } = data;
  return {
    stream,
    deadline,
    thread: threadOf(stream, deadline),
    rule,
    rung,
    kind,
    box: OWNERS.get(rule) === role ? 'toDo' : 'toRead',
    role,
    scope,
    lamp,
    dueOn,
    issuedAt: now,
    position,
    paper,
    deliveredAt: null,
    deliveredBy: null,
    undeliveredAt: null,
    readAt: null,
    acknowledgedAt: null,
    done: false,
    doneAt: null,
    doneBy: null,
  };
}

/** One row for each role that is told. */
function issued(kind: ReminderRow['kind']) {
  return (event: LogEvent<Claim>) =>
    event.data.to.map((to) =>
      put(keyOf(event.stream, event.data, to.role), rowOf(event, to, kind)),
    );
}

/** Marks what reached nobody; whoever was told of the same rung by climbing before is not told again. */
function climbed(event: LogEvent<Claim & { readonly of: Receiver }>): readonly ReminderChange[] {
  const { stream, now, data } = event;
  const unreached = [keyOf, climbedKeyOf].map((key) =>
    undelivered(key(stream, data, data.of.role), now),
  );
  const told = data.to.map((to) =>
    change<ReminderRow>(climbedKeyOf(stream, data, to.role), (row) =>
      // The last audience there is may be the one that was not reached: it stays on the list, unmarked.
      row && !row.done ? { ...row, undeliveredAt: null } : rowOf(event, to, 'escalation'),
    ),
  );
  return [...unreached, ...told];
}

function undelivered(key: string, at: string): ReminderChange {
  return update<ReminderRow>(key, (row) =>
    row.deliveredAt === null ? { ...row, undeliveredAt: at } : row,
  );
}

/** The first arrival counts: several people may hold one post. */
function delivered({
  now,
  data,
}: LogEvent<{ readonly channel: string; readonly notices: readonly string[] }>) {
  return data.notices.map((key) =>
    update<ReminderRow>(key, (row) =>
      row.deliveredAt === null ? { ...row, deliveredAt: now, deliveredBy: data.channel } : row,
    ),
  );
}

function failed({ now, data }: LogEvent<{ readonly notices: readonly MailboxNotice[] }>) {
  return data.notices.map(({ key }) => undelivered(key, now));
}

/** A reader marks what their own posts were told, and nothing else. */
function read({ now, actor, data }: LogEvent<{ readonly keys: readonly string[] }>) {
  const isTheirs = ({ role, scope }: ReminderRow) =>
    actor.posts.some(
      (post) => post.role === role && (post.scope === 'all' || post.scope === scope),
    );
  return data.keys.map((key) =>
    update<ReminderRow>(key, (row) =>
      row.readAt === null && isTheirs(row) ? { ...row, readAt: now } : row,
    ),
  );
}

function acknowledged({
  stream,
  now,
  data,
}: LogEvent<{ readonly deadline: string; readonly rung: string; readonly role: string }>) {
  return [
    updateGroup<ReminderRow>(threadOf(stream, data.deadline), (row) =>
      row.rung === data.rung && row.role === data.role ? { ...row, acknowledgedAt: now } : row,
    ),
  ];
}

function settled(event: LogEvent<{ readonly deadline: string }>) {
  return [
    updateGroup<ReminderRow>(threadOf(event.stream, event.data.deadline), (row) =>
      row.done ? row : { ...row, done: true, doneAt: event.now, doneBy: event.type },
    ),
  ];
}

/** Who was told of which deadline, whether it reached them, and whether it still wants something done. */
export const reminderInbox = defineProjection({
  name: 'reminder-inbox',
  version: 2,
  title: { zh: '提醒与升级', en: 'Reminders and escalations' },
  columns,
  filters: [
    'stream',
    'deadline',
    'rule',
    'rung',
    'kind',
    'box',
    'role',
    'scope',
    'lamp',
    'done',
    'dueOn',
    'deliveredAt',
    'undeliveredAt',
  ],
  orders: ['issuedAt', 'dueOn', 'position'],
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
    ReminderUndelivered: climbed,
    ReminderAcknowledged: acknowledged,
    MessageDelivered: delivered,
    DeliveryFailed: failed,
    NoticesRead: read,
    DeadlineMet: settled,
    DeadlineWaived: settled,
    DeadlineExtended: settled,
    DeadlinePaused: settled,
  },
});
