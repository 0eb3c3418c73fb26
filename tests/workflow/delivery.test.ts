import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { Registry } from 'prom-client';
import { createCases } from '../../activities/cases.js';
import { addAccounts } from '../../api/access/accounts.js';
import type { Connection } from '../../database/connection.js';
import { mailbox } from '../../domain/mailbox/index.js';
import type { ChannelKind, MailboxState } from '../../domain/mailbox/state.js';
import type { Role } from '../../domain/shared/roles.js';
import { armFailpoints } from '../../event-store/failpoint.js';
import { createRuleBooks } from '../../rule-book/index.js';
import { createDispatch, type Dispatched } from '../../worker/dispatcher.js';
import { createWorkerMetrics } from '../../worker/metrics.js';
import { headerOf, startMailServer, textOf, type MailServer } from '../support/mail-server.js';
import { eventually } from '../support/process.js';
import { robotAnswer, startReceiver, type Receiver } from '../support/receiver.js';
import { dayOf, message, proposedRound, runsOf, type CaseRuns } from '../support/runs.js';
import { startTestStack, type TestStack } from '../support/stack.js';

const MINUTE_MILLIS = 60_000;

let mails: MailServer;
let receiver: Receiver;
let stack: TestStack;
let access: Connection;
let dispatch: () => Promise<Dispatched>;
beforeAll(async () => {
  mails = await startMailServer();
  receiver = await startReceiver();
  process.env['XUNCHA_SMTP_URL'] = mails.url;
  process.env['XUNCHA_MAIL_FROM'] = 'xuncha@example.org';
  process.env['XUNCHA_PUBLIC_URL'] = 'https://xuncha.example.org/';
  stack = await startTestStack();
  access = stack.database.as('api_ro', { size: 2 });
  const database = stack.database.as('worker_rw', { size: 3 });
  const activities = { cases: createCases(database.db), books: createRuleBooks(database.db) };
  const metrics = createWorkerMetrics(new Registry());
  const log = pino({ level: 'silent' });
  const { temporal, taskQueue } = stack;
  dispatch = createDispatch({
    database,
    temporal: { ...temporal, taskQueue },
    activities,
    metrics,
    log,
  });
});
beforeEach(() => {
  mails.behave('accept');
  receiver.answer({ status: 200 });
});
afterEach(async () => {
  armFailpoints(undefined);
  // What one test left open is nobody's business in the next.
  await access.db.updateTable('access.account').set({ disabled: true }).execute();
  for (const round of rounds.splice(0)) {
    await round.nominate();
    const data = { rejectedOn: await dayOf(stack), reason: '重新选题' };
    await round.accept(message('RejectRound', data));
  }
});
afterAll(async () => {
  await stack.stop();
  await mails.close();
  await receiver.close();
});

const rounds: CaseRuns[] = [];

interface Way {
  readonly kind: ChannelKind;
  readonly target: string;
  readonly secret?: string;
}

/** A new account of the office director's, told by these ways. @returns its mailbox */
async function directorToldBy(...ways: readonly Way[]): Promise<CaseRuns> {
  return holderOf('officeDirector', ways);
}

async function holderOf(role: Role, ways: readonly Way[] = []): Promise<CaseRuns> {
  const name = `${role}-${randomUUID()}`;
  await addAccounts(access.db, [{ name, password: randomUUID(), posts: [{ role, scope: 'all' }] }]);
  const { id } = await access.db
    .selectFrom('access.account')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  for (const { kind, target, secret = null } of ways)
    await access.db
      .insertInto('access.channel')
      .values({ account: id, kind, target, secret, created_at: new Date().toISOString() })
      .execute();
  return runsOf(stack, `mailbox-${id}`);
}

/** A round whose first reminder the clock has just issued: it is two minutes past the office time. */
async function remindedRound(): Promise<CaseRuns> {
  const round = await proposedRound(stack);
  rounds.push(round);
  const due = Date.parse((await round.status()).wakeAt ?? '');
  await stack.rehearsal.advanceTo(due + 2 * MINUTE_MILLIS);
  expect(await round.types()).toContain('ReminderIssued');
  return round;
}

/** Looks again and again, as the dispatcher does, until the mailbox has such an event. */
async function dispatchedUntil(box: CaseRuns, type: string): Promise<void> {
  await eventually(type, async () => {
    if ((await box.types()).includes(type)) return true;
    await dispatch();
    return false;
  });
}

const stateOf = async (box: CaseRuns) =>
  (await createCases(stack.database.admin.db).load(box.stream, true)).state as MailboxState;

/** Lives on to the next attempt of the mailbox, and waits for what becomes of it. */
async function nextAttempt(box: CaseRuns): Promise<void> {
  const [message] = Object.values((await stateOf(box)).deliveries['1']?.messages ?? {});
  const at = Date.parse(message?.retryAt ?? '');
  await stack.rehearsal.advanceTo(at + 1_000);
  await eventually('the answer to an attempt', async () =>
    Object.values((await stateOf(box)).deliveries).every(({ messages }) =>
      Object.values(messages).every(({ status }) => status !== 'sending'),
    ),
  );
}

const dataOf = async (box: CaseRuns, type: string) =>
  (await box.events())
    .filter((event) => event.type === type)
    .map(({ data }) => data as Record<string, unknown>);

test('a reminder reaches the holder of its post by mail, in one page without content', async () => {
  const target = 'director@example.org';
  const box = await directorToldBy({ kind: 'mail', target });
  const round = await remindedRound();
  await dispatchedUntil(box, 'MessageDelivered');
  expect(await box.types()).toEqual(['MailboxOpened', 'DeliveryStarted', 'MessageDelivered']);
  const mail = mails.mails.at(-1)!;
  expect(mail.recipients).toEqual([target]);
  const text = textOf(mail);
  expect(text).toContain('今日须办 1 项');
  expect(text).toContain('XC-10-12');
  expect(text).toContain('巡察方案报批');
  expect(text).toContain('等谁：巡察办主任');
  expect(text).toContain(`https://xuncha.example.org/cases/${round.stream}`);
  // The address is in no event; the row says that it arrived.
  expect(JSON.stringify(await box.events())).not.toContain(target);
  await eventually('the row of the inbox', async () => {
    const { body } = await stack.get(
      'officeDirector',
      `/api/views/reminder-inbox?stream=${round.stream}`,
    );
    const [row] = body['rows'] as Record<string, unknown>[];
    return row?.['deliveredBy'] === 'mail' && row['box'] === 'toDo';
  });
  // A second look on the same morning finds nothing more to say.
  await dispatch();
  expect(await dataOf(box, 'DeliveryStarted')).toHaveLength(1);
  const { body } = await stack.get('systemOperator', '/api/views/delivery-log');
  expect(body['rows']).toContainEqual(
    expect.objectContaining({ stream: box.stream, channel: 'mail', status: 'delivered' }),
  );
});

test('a mail that bounces climbs at once to those of the next rung', async () => {
  mails.behave('bounce');
  const box = await directorToldBy({ kind: 'mail', target: 'gone@example.org' });
  const deputy = await holderOf('executiveDeputyHead');
  const round = await remindedRound();
  await dispatchedUntil(box, 'DeliveryFailed');
  expect(await dataOf(box, 'MessageFailed')).toMatchObject([
    { attempt: 1, reason: 'bounced', retryAt: null },
  ]);
  await eventually('the word of the ladder', async () =>
    (await round.types()).includes('ReminderUndelivered'),
  );
  expect(await dataOf(round, 'ReminderUndelivered')).toMatchObject([
    {
      rung: 'yellow',
      of: { role: 'officeDirector' },
      why: 'bounced',
      to: [{ role: 'executiveDeputyHead', scope: 'all' }],
    },
  ]);
  // Without an address the list inside the product is the deputy's way, and it has arrived there.
  await dispatchedUntil(deputy, 'MessageDelivered');
  const [told] = await dataOf(deputy, 'MessageDelivered');
  expect(told).toMatchObject({ channel: 'inApp' });
});

test('a receiver that fails for a day is tried all day, under one key, and then the notice climbs', async () => {
  receiver.answer({ status: 500 });
  const before = receiver.requests.length;
  const target = `${receiver.url}/hook`;
  const box = await directorToldBy({ kind: 'webhook', target, secret: 'a-long-secret' });
  const round = await remindedRound();
  await dispatchedUntil(box, 'MessageFailed');
  for (let attempts = 1; !(await box.types()).includes('DeliveryFailed'); attempts += 1) {
    expect(attempts).toBeLessThan(12);
    await nextAttempt(box);
  }
  const failures = await dataOf(box, 'MessageFailed');
  expect(failures.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(failures.slice(0, -1).every(({ retryAt }) => typeof retryAt === 'string')).toBe(true);
  expect(failures.at(-1)).toMatchObject({ reason: 'receiver-failed', retryAt: null });
  const requests = receiver.requests.slice(before);
  expect(requests).toHaveLength(8);
  expect(new Set(requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  await eventually('the word of the ladder', async () =>
    (await round.types()).includes('ReminderUndelivered'),
  );
});

test('a robot that wants to be left alone is left alone, and then told', async () => {
  receiver.answer(robotAnswer(130_101, 'send too fast'), robotAnswer(0, 'ok'));
  const box = await directorToldBy({ kind: 'dingtalk', target: `${receiver.url}/robot` });
  await remindedRound();
  await dispatchedUntil(box, 'MessageFailed');
  const [failure] = await dataOf(box, 'MessageFailed');
  expect(failure).toMatchObject({ reason: 'robot-too-fast' });
  const failed = (await box.events()).find(({ type }) => type === 'MessageFailed');
  const wait = Date.parse(String(failure?.['retryAt'])) - Date.parse(failed?.now ?? '');
  expect(wait).toBe(MINUTE_MILLIS);
  await nextAttempt(box);
  expect((await box.types()).slice(-2)).toEqual(['MessageRetried', 'MessageDelivered']);
});

test('a receiver that never answers is given up for now, and tried again', async () => {
  receiver.answer('hang', { status: 204 });
  const target = `${receiver.url}/slow`;
  const box = await directorToldBy({ kind: 'webhook', target, secret: 'a-long-secret' });
  await remindedRound();
  await dispatchedUntil(box, 'MessageFailed');
  expect(await dataOf(box, 'MessageFailed')).toMatchObject([{ reason: 'timed-out' }]);
  await nextAttempt(box);
  expect((await box.types()).at(-1)).toBe('MessageDelivered');
});

test('a worker that dies between sending and writing down sends again under the same key', async () => {
  const box = await directorToldBy({ kind: 'mail', target: 'twice@example.org' });
  const before = mails.mails.length;
  await remindedRound();
  armFailpoints({ 'effect.done': { action: 'throw' } });
  await dispatchedUntil(box, 'MessageDelivered');
  const twice = mails.mails.slice(before);
  expect(twice).toHaveLength(2);
  expect(new Set(twice.map((mail) => headerOf(mail, 'message-id'))).size).toBe(1);
  expect(await dataOf(box, 'MessageDelivered')).toHaveLength(1);
});

test('a notice for a post that nobody holds climbs once', async () => {
  await holderOf('officeStaff');
  const round = await remindedRound();
  await eventually('the word of the ladder', async () => {
    await dispatch();
    return (await dataOf(round, 'ReminderUndelivered')).length >= 3;
  });
  for (let looks = 0; looks < 3; looks += 1) await dispatch();
  const climbed = await dataOf(round, 'ReminderUndelivered');
  expect(climbed.map(({ of }) => (of as { role: string }).role).sort()).toEqual([
    'executiveDeputyHead',
    'leadingGroupHead',
    'officeDirector',
  ]);
  expect(climbed.every(({ why }) => why === 'no-holder')).toBe(true);
});

test('an address that its holder gives up is no way any more', async () => {
  const box = await directorToldBy({ kind: 'mail', target: 'leaving@example.org' });
  const before = mails.mails.length;
  await remindedRound();
  await dispatchedUntil(box, 'MessageDelivered');
  await access.db.deleteFrom('access.channel').execute();
  await remindedRound();
  await dispatchedUntil(box, 'ChannelsSet');
  await eventually('the second digest', async () => {
    await dispatch();
    return (await dataOf(box, 'MessageDelivered')).length === 2;
  });
  expect(await dataOf(box, 'MessageDelivered')).toMatchObject([
    { channel: 'mail' },
    { channel: 'inApp' },
  ]);
  expect(mails.mails).toHaveLength(before + 1);
  expect(mailbox.status(await stateOf(box))).toBe('open');
});
