import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { Registry } from 'prom-client';
import { createCases } from '../../activities/cases.js';
import { createAcknowledgements } from '../../activities/control.js';
import { createWorkerMetrics } from '../../worker/metrics.js';
import { createSweep } from '../../worker/watchdog.js';
import { openStreams } from '../../projections/case-index/queries.js';
import { poke } from '../../temporal/poke.js';
import { proposal } from '../support/api.js';
import { decideDirectly } from '../support/decide.js';
import { newRound, today } from '../support/office.js';
import { eventually } from '../support/process.js';
import { withLogLocked } from '../support/locked-log.js';
import {
  pendingEffects,
  proposalOf,
  proposedRound,
  runsOf,
  targetOfRound,
  type CaseRuns,
} from '../support/runs.js';
import { startTestStack, type TestStack } from '../support/stack.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const CLAIM_TYPES = ['ReminderIssued', 'EscalationRaised', 'DeadlineMissed'];
const claimsOf = async (round: CaseRuns) =>
  (await round.types()).filter((type) => CLAIM_TYPES.includes(type));

test('a database that does not answer: the server repeats the command until it is decided, once', async () => {
  const round = await proposedRound(stack);
  const scheduled = async () => (await round.historyTypes()).includes('activityTaskScheduled');
  expect(await scheduled()).toBe(false);
  const nominated = await withLogLocked(stack.database, async () => {
    const answer = round.nominate();
    await eventually('the regular activity', scheduled);
    return { answer };
  });
  expect(await nominated.answer).toMatchObject({ version: 3, events: ['TargetNominated'] });
  expect(await round.types()).toEqual(['RoundProposed', 'DeadlineSet', 'TargetNominated']);
});

test('a run that starts while the database does not answer waits for it', async () => {
  const round = await proposedRound(stack);
  await round.terminate();
  await withLogLocked(stack.database, async () => {
    await poke(stack.temporal.client, round.addressee, stack.taskQueue);
    await eventually('the regular activity', async () =>
      (await round.historyTypes()).includes('activityTaskScheduled'),
    );
    expect(await round.status()).toMatchObject({ control: null });
  });
  await eventually('the control state', async () => (await round.status()).control !== null);
  expect(await round.nominate()).toMatchObject({ version: 3 });
});

test('a run that was terminated is rebuilt by a poke, from the log alone', async () => {
  const round = await proposedRound(stack);
  await round.nominate();
  const before = await round.status();
  await round.terminate();
  await poke(stack.temporal.client, round.addressee, stack.taskQueue);
  await eventually('the control state', async () => (await round.status()).control !== null);
  expect(await round.status()).toEqual(before);
  expect(before.control?.version).toBe(3);
  expect((await round.run()).name).toBe('RUNNING');
});

/** A look as the worker repeats it, with what it counted. */
function watchdog() {
  const database = stack.database.as('worker_rw', { size: 3 });
  const registry = new Registry();
  const cases = createCases(database.db);
  const acknowledgements = createAcknowledgements(database.db);
  const sweep = createSweep({
    database,
    temporal: stack.temporal,
    activities: { cases, acknowledgements },
    metrics: createWorkerMetrics(registry),
    log: pino({ level: 'silent' }),
  });
  const pokes = async (reason: string) => {
    const counted = await registry.getSingleMetric('xuncha_watchdog_pokes_total')?.get();
    return counted?.values.find(({ labels }) => labels['reason'] === reason)?.value ?? 0;
  };
  return { database, sweep, pokes };
}

describe('the watchdog, while no worker looks for itself', () => {
  beforeAll(() => stack.stopWorker());
  afterAll(() => stack.startWorker());

  const inTheIndex = (round: CaseRuns) =>
    eventually('the case in the index', async () =>
      (await openStreams(stack.database.admin.db, '', 1_000)).includes(round.stream),
    );
  const untilHandled = async (what: string, isSo: () => Promise<boolean>) => {
    await stack.startWorker();
    await eventually(what, isSo);
    await stack.stopWorker();
  };

  test('wakes a case whose run was lost before its due moment', async () => {
    const { database, sweep, pokes } = watchdog();
    const round = runsOf(stack, newRound());
    await decideDirectly(database, round.stream, {
      type: 'ProposeRound',
      data: proposal(),
      by: 'officeStaff',
      now: '2021-05-01T02:00:00.000Z',
    });
    await poke(stack.temporal.client, round.addressee, stack.taskQueue);
    await round.terminate();
    await inTheIndex(round);

    expect(await sweep()).toBe(1);
    expect(await pokes('due')).toBe(1);
    expect((await round.run()).name).toBe('RUNNING');
    expect(await claimsOf(round)).toEqual([]);
    await untilHandled('every claim', async () => (await claimsOf(round)).length >= 5);
    expect(await claimsOf(round)).toHaveLength(5);
    await eventually('a quiet watchdog', async () => (await sweep()) === 0);
  });

  test('wakes a case whose effects were never delivered', async () => {
    const { database, sweep, pokes } = watchdog();
    const round = runsOf(stack, newRound());
    const now = new Date().toISOString();
    const nomination = { unit: 'W-T1', name: 'W-T1', category: '党政机关', type: 'regular' };
    const approval = { approvedOn: today(), deploymentOn: today() };
    for (const command of [
      { type: 'ProposeRound', data: proposalOf(today()), by: 'officeStaff' },
      { type: 'NominateTarget', data: nomination, by: 'officeStaff' },
      { type: 'ApproveRound', data: approval, by: 'leadingGroupHead' },
    ] as const)
      await decideDirectly(database, round.stream, { ...command, now });
    await inTheIndex(round);
    expect(await pendingEffects(stack, round.stream)).toBe(1);

    expect(await sweep()).toBe(1);
    expect([await pokes('due'), await pokes('effect')]).toEqual([0, 1]);
    await untilHandled(
      'the delivery',
      async () => (await pendingEffects(stack, round.stream)) === 0,
    );
    const target = targetOfRound(stack, round.stream, 'W-T1');
    expect((await target.types()).filter((type) => type === 'TargetListed')).toHaveLength(1);
    expect(await sweep()).toBe(0);
  });
});
