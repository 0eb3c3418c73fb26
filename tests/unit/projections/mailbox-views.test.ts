import { describe, expect, test } from '@jest/globals';
import { CLOCK } from '../../../domain/shared/roles.js';
import type { StoredEvent } from '../../../event-store/event.js';
import { deliveryLog } from '../../../projections/delivery-log/projection.js';
import { mailboxList } from '../../../projections/mailbox-list/projection.js';
import { reminderInbox } from '../../../projections/reminder-inbox/projection.js';
import { actor, uuid, type Step } from '../../support/given.js';
import * as item from '../../support/item.js';
import {
  arrived,
  digest,
  HOLDER,
  mailboxOf,
  mailboxStream,
  noted,
  notice,
  type Life,
} from '../../support/mailbox.js';
import { rowsAfter, storyEvents } from '../../support/stored-events.js';

const itemStream = `rectification-${uuid(1)}`;
const deadline = 'rectification-item';
const key = (rung: string, role: string) => `${itemStream}/${deadline}/${rung}/2021-11-05/${role}`;

const opened = item.opened.map((step) => ({ ...step, on: '2021-09-10' }));
const rung = (name: string, on: string): Step => ({
  type: 'FireRung',
  data: { deadline, rung: name, dueOn: '2021-11-05' },
  on,
  by: CLOCK,
});
const overdue = [
  ...opened,
  rung('green', '2021-10-18'),
  rung('yellow', '2021-10-27'),
  rung('missed', '2021-11-06'),
  rung('red', '2021-11-09'),
];
const unreached = (role: string, scope: string, why = 'bounced'): Step => ({
  type: 'NoteReminderUndelivered',
  data: { deadline, rung: 'red', of: { role, scope }, why },
  on: '2021-11-10',
  by: actor('process'),
});

/** The mailbox's events behind those of the case, as the log would hold them. */
const stored = ({ events }: Life): StoredEvent[] =>
  events.map((event, index) => ({
    position: 1_000 + index,
    stream: mailboxStream,
    commandId: uuid(index),
    n: 1,
    schemaVersion: 1,
    at: event.now,
    cause: null,
    request: '',
    ...event,
    actor: event.actor.id === HOLDER.id ? HOLDER : { id: event.actor.id, posts: [] },
  }));

const inboxAfter = (story: readonly Step[], life?: Life) =>
  rowsAfter(reminderInbox, [...storyEvents(itemStream, story), ...(life ? stored(life) : [])]);

describe('reminder-inbox', () => {
  test('is a to-do for the post that owes the deadline, and to be read by all others', () => {
    const rows = [...inboxAfter(overdue).values()];
    expect(rows.filter(({ box }) => box === 'toDo').map(({ role }) => role)).toEqual(
      rows.filter(({ role }) => role === 'targetOwner').map(({ role }) => role),
    );
    expect(rows.map(({ box }) => box)).toContain('toRead');
    for (const { position } of rows) expect(position).toBeGreaterThan(0);
  });

  test('a notice that reached nobody is marked, and those of a later rung have a row', () => {
    const rows = inboxAfter([...overdue, unreached('targetOwner', 'unit:W-T1')]);
    expect(rows.get(key('red', 'targetOwner'))).toMatchObject({
      undeliveredAt: '2021-11-10T04:00:00.000Z',
      done: false,
    });
    const climbed = [...rows].filter(([name]) => name.endsWith('/climbed'));
    expect(climbed.map(([, { role, kind, lamp }]) => [role, kind, lamp])).toEqual([
      ['supervisingLeader', 'escalation', 'red'],
      ['officeDirector', 'escalation', 'red'],
      ['dailySupervisor', 'escalation', 'red'],
    ]);
  });

  test('two notices that climb to the same post tell it once', () => {
    const once = inboxAfter([...overdue, unreached('targetOwner', 'unit:W-T1')]);
    const twice = inboxAfter([
      ...overdue,
      unreached('targetOwner', 'unit:W-T1'),
      unreached('targetPrincipal', 'unit:W-T1'),
    ]);
    const name = `${key('red', 'officeDirector')}/climbed`;
    expect(twice.get(name)).toEqual(once.get(name));
    expect(twice.size).toBe(once.size);
  });

  test('a row that climbed and still reached nobody is marked too', () => {
    const rows = inboxAfter([
      ...overdue,
      unreached('targetOwner', 'unit:W-T1'),
      unreached('supervisingLeader', 'all', 'no-holder'),
    ]);
    expect(rows.get(`${key('red', 'supervisingLeader')}/climbed`)).toMatchObject({
      undeliveredAt: '2021-11-10T04:00:00.000Z',
    });
  });

  test('shows by which way it arrived first', () => {
    const life = mailboxOf(['mail', 'webhook']);
    const notices = [notice({ key: key('red', 'targetOwner') })];
    life.send('2021-11-10 09:01', 'StartDelivery', digest({ notices }));
    life.send('2021-11-10 09:02', 'NoteDelivery', arrived(1, { channel: 'webhook' }));
    life.send('2021-11-10 09:03', 'NoteDelivery', arrived(1));
    expect(inboxAfter(overdue, life).get(key('red', 'targetOwner'))).toMatchObject({
      deliveredAt: '2021-11-10T01:02:00.000Z',
      deliveredBy: 'webhook',
      undeliveredAt: null,
    });
  });

  test('what bounced is undelivered, unless it had arrived before', () => {
    const life = mailboxOf();
    const notices = [notice({ key: key('red', 'targetOwner') })];
    life.send('2021-11-10 09:01', 'StartDelivery', digest({ notices }));
    life.send('2021-11-10 09:01', 'NoteDelivery', noted(1, { permanent: true }));
    const row = () => inboxAfter(overdue, life).get(key('red', 'targetOwner'));
    expect(row()).toMatchObject({ undeliveredAt: '2021-11-10T01:01:00.000Z', deliveredAt: null });
    life.send('2021-11-11 09:01', 'StartDelivery', digest({ notices }));
    life.send('2021-11-11 09:01', 'NoteDelivery', arrived(1, { delivery: 2 }));
    expect(row()).toMatchObject({ deliveredAt: '2021-11-11T01:01:00.000Z' });
  });

  test('a reader marks the notices of their own posts, and no others', () => {
    const life = mailboxOf();
    const keys = [key('red', 'targetOwner'), key('red', 'officeStaff'), 'nothing'];
    life.send('2021-11-10 10:00', 'MarkRead', { throughPosition: 100, keys }, HOLDER);
    const rows = inboxAfter(overdue, life);
    expect(rows.get(keys[0] ?? '')).toMatchObject({ readAt: '2021-11-10T02:00:00.000Z' });
    expect(rows.get(keys[1] ?? '')).toMatchObject({ readAt: null });
  });

  test('an acknowledgment marks its own rung and role, a pause settles all', () => {
    const acknowledge = {
      type: 'AcknowledgeReminder',
      data: { deadline, rung: 'red', role: 'targetOwner' },
      on: '2021-11-10',
      by: actor('targetOwner', 'unit:W-T1'),
    };
    const rows = inboxAfter([...overdue, acknowledge]);
    const marked = [...rows].filter(([, row]) => row['acknowledgedAt'] !== null);
    expect(marked.map(([name]) => name)).toEqual([key('red', 'targetOwner')]);
    const pause = {
      type: 'PauseDeadline',
      data: { deadline, pausedOn: '2021-10-27', reason: '停工' },
      on: '2021-10-27',
      by: actor('officeDirector'),
    };
    const paused = inboxAfter([...opened, rung('green', '2021-10-18'), pause]);
    expect([...paused.values()]).toEqual([
      expect.objectContaining({ done: true, doneBy: 'DeadlinePaused' }),
    ]);
  });
});

describe('delivery-log and mailbox-list', () => {
  test('have a row for each channel of a delivery, with its last attempt', () => {
    const life = mailboxOf(['mail', 'webhook']);
    life.send('2021-11-10 09:01', 'StartDelivery', digest({ more: 3 }));
    life.send('2021-11-10 09:01', 'NoteDelivery', arrived(1));
    life.send('2021-11-10 09:02', 'NoteDelivery', noted(1, { channel: 'webhook' }));
    const rows = () => rowsAfter(deliveryLog, stored(life));
    expect(rows().get(`${mailboxStream}/1/mail`)).toMatchObject({
      kind: 'digest',
      status: 'delivered',
      attempts: 1,
      notices: 1,
      more: 3,
      deliveredAt: '2021-11-10T01:01:00.000Z',
    });
    const name = `${mailboxStream}/1/webhook`;
    expect(rows().get(name)).toMatchObject({
      status: 'waiting',
      reason: 'postponed',
      detail: 'SMTP 451',
      retryAt: '2021-11-10T01:03:00.000Z',
    });
    life.fire();
    expect(rows().get(name)).toMatchObject({ status: 'sending', attempts: 2, retryAt: null });
    const last = noted(2, { channel: 'webhook', permanent: true, reason: 'receiver-refused' });
    life.send('2021-11-10 09:04', 'NoteDelivery', last);
    expect(rows().get(name)).toMatchObject({ status: 'failed', reason: 'receiver-refused' });
  });

  test('the list shows who can be told, and hides the state', () => {
    const life = mailboxOf(['mail']);
    life.send('2021-11-10 09:01', 'StartDelivery', digest());
    expect(rowsAfter(mailboxList, stored(life)).get(mailboxStream)).toMatchObject({
      holder: HOLDER.id,
      status: 'open',
      channels: ['mail'],
      quiet: '20:00–08:00',
      underWay: 1,
      deliveredAt: null,
    });
    expect(mailboxList.hidden).toContain('state');
  });
});
