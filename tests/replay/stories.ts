import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLogLocked } from '../support/locked-log.js';
import {
  dayOf,
  message,
  pendingEffects,
  proposedRound,
  targetOfRound,
  type CaseRuns,
} from '../support/runs.js';
import type { TestStack } from '../support/stack.js';

const DAY_MILLIS = 24 * 3_600_000;

/** A short story that a stack has played; every run of its cases is kept, in order. */
export interface Played {
  readonly name: string;
  readonly cases: readonly { readonly runs: CaseRuns; readonly from: string }[];
}

type Story = (stack: TestStack) => Promise<Played>;

const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await sleep(50);
};

async function opened(stack: TestStack): Promise<{ runs: CaseRuns; from: string }> {
  const runs = await proposedRound(stack);
  return { runs, from: (await runs.run()).runId };
}

/** Opening, commands, a refusal, the same command twice, and the end of the case. */
const commands: Story = async (stack) => {
  const one = await opened(stack);
  const { commandId } = await one.runs.nominate();
  await one.runs.nominate(commandId);
  await one.runs.refuse(message('WithdrawTarget', { unit: 'W-T9', reason: '另行安排' }));
  await Promise.all([one.runs.nominate(), one.runs.nominate(), one.runs.nominate()]);
  await one.runs.accept(
    message('RejectRound', { rejectedOn: await dayOf(stack), reason: '重新选题' }),
  );
  await until(async () => (await one.runs.run()).name === 'COMPLETED');
  return { name: 'commands', cases: [one] };
};

/** Due moments that fire by skipped time, one after another. */
const dueMoments: Story = async (stack) => {
  const one = await opened(stack);
  await stack.rehearsal.advanceTo((await stack.rehearsal.now()) + 45 * DAY_MILLIS);
  await one.runs.nominate();
  return { name: 'due-moments', cases: [one] };
};

/** A run that is recycled with a timer pending, and one that learns of its case from the log alone. */
const recycled: Story = async (stack) => {
  const one = await opened(stack);
  await one.runs.nominate();
  await one.runs.recycle();
  await until(async () => (await one.runs.run()).runId !== one.from);
  await one.runs.nominate();
  return { name: 'recycled', cases: [one] };
};

/** Eight senders on a run that must hand over: it drains, the next one takes what comes. */
const drained: Story = async (stack) => {
  const one = await opened(stack);
  await one.runs.terminate();
  await one.runs.startWithLimits({ soft: 1_000, hard: 6 });
  const from = (await one.runs.run()).runId;
  await Promise.all(Array.from({ length: 8 }, () => one.runs.nominate()));
  await until(async () => (await one.runs.run()).runId !== from);
  await one.runs.nominate();
  return { name: 'drained', cases: [{ runs: one.runs, from }] };
};

/** The database stops to answer: the regular activity takes over from the local one. */
const fallback: Story = async (stack) => {
  const one = await opened(stack);
  const { answer } = await withLogLocked(stack.database, async () => {
    const answer = one.runs.nominate();
    await until(async () => (await one.runs.historyTypes()).includes('activityTaskScheduled'));
    return { answer };
  });
  await answer;
  await one.runs.nominate();
  return { name: 'fallback', cases: [one] };
};

/** A round that opens its targets and cancels them again: effects on their way in both directions. */
const effects: Story = async (stack) => {
  const one = await opened(stack);
  const day = await dayOf(stack);
  const target = { unit: 'W-T1', name: '县财政局', category: '党政机关', type: 'regular' };
  await one.runs.accept(message('NominateTarget', target));
  await one.runs.accept(message('ApproveRound', { approvedOn: day, deploymentOn: day }));
  const group = {
    ...{ group: 1, name: '县委第一巡察组', head: 'head-1', deputy: 'deputy-1' },
    ...{ liaison: 'liaison-1', members: [], units: ['W-T1'] },
  };
  await one.runs.accept(message('FormGroup', group));
  const plan = { group: 1, filedOn: day, document: '0'.repeat(64) };
  await one.runs.accept(message('FileGroupSafetyPlan', plan));
  await until(async () => (await pendingEffects(stack, one.runs.stream)) === 0);
  const runs = targetOfRound(stack, one.runs.stream, 'W-T1');
  const { runId } = await runs.run();
  await one.runs.accept(message('CancelRound', { reason: '上级统一部署' }));
  for (const ending of [one.runs, runs])
    await until(async () => (await ending.run()).name === 'COMPLETED');
  return { name: 'effects', cases: [one, { runs, from: runId }] };
};

/** What a history must hold for its story to have been told: otherwise the recording proves nothing. */
const expected: Readonly<Record<string, readonly (readonly [name: string, atLeast: number])[]>> = {
  commands: [
    ['workflowExecutionUpdateCompleted', 6],
    ['workflowExecutionCompleted', 1],
  ],
  'due-moments': [['timerFired', 4]],
  recycled: [['workflowExecutionContinuedAsNew', 1]],
  drained: [['workflowExecutionContinuedAsNew', 1]],
  fallback: [['activityTaskScheduled', 1]],
  effects: [
    ['activityTaskCompleted', 4],
    ['workflowExecutionCompleted', 2],
  ],
};

/** Every story of the lane. */
export const stories: readonly Story[] = [
  commands,
  dueMoments,
  recycled,
  drained,
  fallback,
  effects,
];

/** @throws Error when something that the story is about is in none of its histories */
export function expectTold(name: string, types: readonly string[]): void {
  const wanted = expected[name];
  if (!wanted) throw new Error(`nothing is expected of ${name}`);
  const found = wanted.map(([type]) => [type, types.filter((one) => one === type).length] as const);
  const isTold = found.every(([, count], index) => count >= (wanted[index]?.[1] ?? 0));
  if (!isTold || isDeepStrictEqual(types, []))
    throw new Error(`${name} was not told: ${JSON.stringify({ wanted, found })}`);
}
