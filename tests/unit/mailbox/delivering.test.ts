import { describe, expect, test } from '@jest/globals';
import { shanghaiClock, type Instant } from '../../../domain/shared/instant.js';
import { uuid } from '../../support/given.js';
import { arrived, digest, mailboxOf, noted, notice, type Life } from '../../support/mailbox.js';

/** Moments of the attempts, as an office clock shows them; the attempt fails by itself at once. */
function failUntilTheEnd(life: Life): readonly string[] {
  const moments: string[] = [];
  for (let attempt = 1; life.state.deliveries['1']; attempt += 1) {
    const last = life.events.at(-1)?.now as Instant;
    moments.push(shanghaiClock(last));
    life.send(shanghaiClock(last), 'NoteDelivery', noted(attempt));
    if (life.state.deliveries['1']) life.fire();
  }
  return moments;
}

describe('starting', () => {
  test('goes out on every channel at once', () => {
    const life = mailboxOf(['dingtalk', 'mail']);
    expect(life.send('2021-11-08 09:01', 'StartDelivery', digest())).toEqual(['DeliveryStarted']);
    expect(life.effects).toEqual([
      { notify: { delivery: 1, channel: 'mail', attempt: 1 } },
      { notify: { delivery: 1, channel: 'dingtalk', attempt: 1 } },
    ]);
    expect(life.state).toMatchObject({ throughPosition: 10, digestOn: '2021-11-08' });
  });

  test('without a way out the list inside the product is the channel, and it never fails', () => {
    const life = mailboxOf([]);
    expect(life.send('2021-11-08 09:01', 'StartDelivery', digest())).toEqual([
      'DeliveryStarted',
      'MessageDelivered',
    ]);
    expect(life.events.at(-1)?.data).toEqual({
      delivery: 1,
      channel: 'inApp',
      attempt: 1,
      notices: [notice().key],
    });
    expect(life.effects).toEqual([]);
    expect(life.state).toMatchObject({ deliveries: {}, deliveredThrough: 10 });
  });

  test('what was taken up is not taken up again', () => {
    const life = mailboxOf([]);
    life.send('2021-11-08 09:01', 'StartDelivery', digest());
    expect(life.send('2021-11-08 09:02', 'StartDelivery', digest())).toEqual([]);
    expect(life.send('2021-11-09 09:01', 'StartDelivery', digest())).toEqual([]);
  });

  test('a day has one digest, and urgent messages after it, ten minutes apart', () => {
    const life = mailboxOf([]);
    const later = (throughPosition: number, kind = 'urgent') => digest({ throughPosition, kind });
    const start = (wall: string, data: object) => life.send(wall, 'StartDelivery', data);
    expect(start('2021-11-08 09:01', later(11))).toBe('digest-comes-first');
    expect(start('2021-11-08 09:01', digest())).toHaveLength(2);
    expect(start('2021-11-08 15:00', later(11, 'digest'))).toBe('digest-sent-today');
    expect(start('2021-11-08 15:00', later(11))).toHaveLength(2);
    expect(start('2021-11-08 15:09', later(12))).toBe('urgent-too-soon');
    expect(start('2021-11-08 15:10', later(12))).toHaveLength(2);
    // The digest of the next day takes up what only an urgent message has named so far.
    expect(life.state).toMatchObject({ throughPosition: 10, urgentThrough: 12 });
    expect(start('2021-11-09 09:01', later(12, 'digest'))).toHaveLength(2);
    expect(start('2021-11-09 20:30', later(13))).toBe('quiet-hours');
  });
});

describe('attempts', () => {
  test('come back after growing waits, not at night, and end after a day', () => {
    const life = mailboxOf();
    life.send('2021-11-08 09:01', 'StartDelivery', digest());
    expect(failUntilTheEnd(life)).toEqual([
      '2021-11-08 09:01',
      '2021-11-08 09:02',
      '2021-11-08 09:07',
      '2021-11-08 09:22',
      '2021-11-08 10:22',
      '2021-11-08 12:22',
      '2021-11-08 16:22',
      '2021-11-09 08:00',
    ]);
    expect(life.events.slice(-2)).toMatchObject([
      { type: 'MessageFailed', data: { attempt: 8, retryAt: null } },
      { type: 'DeliveryFailed', data: { delivery: 1, why: 'postponed' } },
    ]);
  });

  test('wait for as long as the receiver wants', () => {
    const life = mailboxOf();
    life.send('2021-11-08 09:01', 'StartDelivery', digest());
    life.send('2021-11-08 09:01', 'NoteDelivery', noted(1, { retryAfterSeconds: 600 }));
    expect(life.fire()).toEqual(['MessageRetried']);
    expect(life.events.at(-1)?.now).toBe('2021-11-08T01:11:00.000Z');
    expect(life.effects.at(-1)).toEqual({ notify: { delivery: 1, channel: 'mail', attempt: 2 } });
    expect(life.send('2021-11-08 09:12', 'NoteDelivery', arrived(2))).toEqual(['MessageDelivered']);
    expect(life.state.deliveries).toEqual({});
  });

  test('are made when they are due, once', () => {
    const life = mailboxOf();
    life.send('2021-11-08 09:01', 'StartDelivery', digest());
    const retry = { delivery: 1, channel: 'mail', attempt: 2 };
    const clock = { id: 'clock', posts: [{ role: 'clock' as const, scope: 'all' }] };
    expect(life.send('2021-11-08 09:01', 'RetryDelivery', retry, clock)).toEqual([]);
    life.send('2021-11-08 09:01', 'NoteDelivery', noted(1));
    expect(life.send('2021-11-08 09:01', 'RetryDelivery', retry, clock)).toBe('retry-not-due');
    expect(life.send('2021-11-08 09:02', 'RetryDelivery', retry, clock)).toHaveLength(1);
    expect(life.send('2021-11-08 09:02', 'RetryDelivery', retry, clock)).toEqual([]);
  });

  test('only the one that is being made is listened to', () => {
    const life = mailboxOf();
    life.send('2021-11-08 09:01', 'StartDelivery', digest());
    const note = (data: object) => life.send('2021-11-08 09:01', 'NoteDelivery', data);
    expect(note(noted(2))).toEqual([]);
    expect(note(arrived(1, { channel: 'webhook' }))).toEqual([]);
    expect(note(arrived(1, { delivery: 2 }))).toEqual([]);
    expect(note(noted(1))).toHaveLength(1);
    expect(note(noted(1))).toEqual([]);
    expect(note(arrived(1))).toEqual([]);
  });
});

describe('giving up', () => {
  test('a bounce climbs at once, by the ladder of each case', () => {
    const life = mailboxOf();
    const notices = [notice(), notice({ rung: 'red-5', stream: `inspection-round-${uuid(2)}` })];
    life.send('2021-11-08 09:01', 'StartDelivery', digest({ notices }));
    const bounced = noted(1, { reason: 'bounced', permanent: true });
    expect(life.send('2021-11-08 09:01', 'NoteDelivery', bounced)).toEqual([
      'MessageFailed',
      'DeliveryFailed',
    ]);
    const of = { role: 'targetOwner', scope: 'unit:W-T1' };
    const data = { deadline: 'rectification-item', rung: 'red', of, why: 'bounced' };
    const type = 'NoteReminderUndelivered';
    expect(life.effects.slice(1)).toEqual([
      { process: 'rectification', id: uuid(1), command: { type, data } },
      {
        process: 'inspection-round',
        id: uuid(2),
        command: { type, data: { ...data, rung: 'red-5' } },
      },
    ]);
  });

  test('one channel that arrived is enough, and one that still tries is waited for', () => {
    const failing = noted(1, { permanent: true });
    const two = () => {
      const life = mailboxOf(['mail', 'webhook']);
      life.send('2021-11-08 09:01', 'StartDelivery', digest());
      return life;
    };
    const note = (life: Life, data: object) => life.send('2021-11-08 09:01', 'NoteDelivery', data);
    const arriving = two();
    note(arriving, arrived(1, { channel: 'webhook' }));
    expect(note(arriving, failing)).toEqual(['MessageFailed']);
    expect(arriving.state.deliveries).toEqual({});
    const waiting = two();
    note(waiting, noted(1, { channel: 'webhook' }));
    expect(note(waiting, failing)).toEqual(['MessageFailed']);
    waiting.fire();
    const last = noted(2, { channel: 'webhook', permanent: true });
    expect(waiting.send('2021-11-08 09:02', 'NoteDelivery', last)).toEqual([
      'MessageFailed',
      'DeliveryFailed',
    ]);
  });

  test('the digest of the next day takes up again what reached nobody', () => {
    const life = mailboxOf();
    life.send('2021-11-08 09:01', 'StartDelivery', digest());
    life.send('2021-11-08 09:01', 'NoteDelivery', noted(1, { permanent: true }));
    expect(life.state).toMatchObject({ throughPosition: 0, deliveredThrough: 0, deliveries: {} });
    expect(life.send('2021-11-08 10:00', 'StartDelivery', digest())).toBe('digest-sent-today');
    expect(life.send('2021-11-09 09:01', 'StartDelivery', digest())).toEqual(['DeliveryStarted']);
  });

  test('what is on its way when a mailbox closes climbs', () => {
    const life = mailboxOf();
    life.send('2021-11-08 09:01', 'StartDelivery', digest());
    const operator = { id: 'o', posts: [{ role: 'systemOperator' as const, scope: 'all' }] };
    expect(life.send('2021-11-08 09:05', 'CloseMailbox', {}, operator)).toEqual(['MailboxClosed']);
    expect(life.effects.at(-1)).toMatchObject({ command: { data: { why: 'mailbox-closed' } } });
    expect(life.send('2021-11-08 09:06', 'NoteDelivery', arrived(1))).toBe('case-closed');
    expect(life.state).toMatchObject({ status: 'closed', deliveries: {} });
  });
});
