import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Fired } from '../../cli/rehearsal.js';
import { virtualNow } from '../../temporal/fast-forward.js';
import { eventually } from '../support/process.js';
import { dayOf, message, proposedRound } from '../support/runs.js';
import { startTestStack, type TestStack } from '../support/stack.js';

const DAY_MILLIS = 24 * 3_600_000;

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

/** What a proposal that nobody decides on leads to, in the order of ladder R. */
const LADDER = [
  ['ReminderIssued', 'yellow'],
  ['ReminderIssued', 'due'],
  ['DeadlineMissed', undefined],
  ['EscalationRaised', 'red-3'],
  ['EscalationRaised', 'red-7'],
];

test('reminders and escalations fire by the timers of the run, each once and in their order', async () => {
  const silent = await proposedRound(stack);
  const decided = await proposedRound(stack);
  await decided.nominate();
  const told: Fired[] = [];
  const start = Date.now();

  // Half of the way: the round that is decided in time is reminded, and never escalated.
  const firstDue = Date.parse((await decided.status()).wakeAt ?? '');
  await stack.rehearsal.advanceTo(firstDue + DAY_MILLIS, (due) => told.push(due));
  await decided.accept(
    message('RejectRound', { rejectedOn: await dayOf(stack), reason: '重新选题' }),
  );
  const end = start + 45 * DAY_MILLIS;
  await stack.rehearsal.advanceTo(end, (due) => told.push(due));

  const events = (await silent.events()).slice(2);
  const claims = events.map(({ type, data }) => [type, (data as { rung?: string }).rung]);
  expect(claims).toEqual(LADDER);
  expect((await decided.types()).filter((type) => type !== 'DeadlineMet')).toEqual([
    'RoundProposed',
    'DeadlineSet',
    'TargetNominated',
    'ReminderIssued',
    'RoundRejected',
  ]);

  // Each came at its own moment by the workflow's clock, months before the wall clock gets there.
  const moments = told.filter(({ event }) => event.stream === silent.stream).map(({ at }) => at);
  expect(events.map(({ now }) => Math.floor(Date.parse(now) / 60_000))).toEqual(
    moments.map((at) => Math.floor(Date.parse(at) / 60_000)),
  );
  expect(told.map(({ at }) => at)).toEqual([...told.map(({ at }) => at)].sort());
  expect(events.every(({ actor }) => actor.id === 'clock')).toBe(true);
  const fired = (await silent.historyTypes()).filter((type) => type === 'timerFired');
  expect(fired.length).toBeGreaterThanOrEqual(LADDER.length);
  expect(await stack.rehearsal.now()).toBe(end);
});

test('what has fired does not fire again in the next run, whose clock goes on', async () => {
  const round = await proposedRound(stack);
  const { client } = stack.temporal;
  const due = Date.parse((await round.status()).wakeAt ?? '');
  await stack.rehearsal.advanceTo(due + DAY_MILLIS);
  const { runId } = await round.run();
  const reached = await virtualNow(client, round.stream);
  await round.recycle();
  await eventually('the next run', async () => (await round.run()).runId !== runId);
  expect(await virtualNow(client, round.stream)).toBeGreaterThanOrEqual(reached);
  await round.nominate();
  await stack.rehearsal.advanceTo(due + 40 * DAY_MILLIS);
  const claims = (await round.types()).filter((type) =>
    ['ReminderIssued', 'EscalationRaised', 'DeadlineMissed'].includes(type),
  );
  expect(claims).toEqual(LADDER.map(([type]) => type));
});
