import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eventually } from '../support/process.js';
import { message, proposedRound, type CaseRuns } from '../support/runs.js';
import { startTestStack, type TestStack } from '../support/stack.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const handedOver = (round: CaseRuns, from: string) =>
  eventually('the next run', async () => (await round.run()).runId !== from);

/** Nominates and withdraws in turn, so that the round stays small however many commands it takes. */
async function write(
  round: CaseRuns,
  unit: string,
  goesOn: (turn: number) => boolean,
): Promise<string[]> {
  const sent: string[] = [];
  for (let turn = 0; goesOn(turn); turn += 1) {
    const commandId = randomUUID();
    const nomination = { unit, name: unit, category: '党政机关', type: 'regular' };
    const next =
      turn % 2 === 0
        ? message('NominateTarget', nomination)
        : message('WithdrawTarget', { unit, reason: '另行安排' });
    await round.accept({ ...next, commandId });
    sent.push(commandId);
  }
  return sent;
}

/** What the log holds of these commands: each of them once, nothing beside the two of the proposal. */
async function expectEachOnce(round: CaseRuns, commands: readonly string[]): Promise<void> {
  const events = (await round.events()).slice(2);
  expect(events.map(({ commandId }) => commandId).sort()).toEqual([...commands].sort());
}

describe('a run hands over to the next', () => {
  test('when it is recycled, and the case goes on where it was', async () => {
    const round = await proposedRound(stack);
    const nominated = await round.nominate();
    const { runId } = await round.run();
    await round.recycle();
    await handedOver(round, runId);
    expect((await round.historyTypes(runId)).at(-1)).toBe('workflowExecutionContinuedAsNew');
    expect(await round.nominate(nominated.commandId)).toEqual(nominated);
    expect(await round.nominate()).toMatchObject({ version: 4 });
    expect(await round.status()).toMatchObject({ waiting: 0, control: { version: 4 } });
  });

  test('at the first idle moment after 150 commands', async () => {
    const round = await proposedRound(stack);
    const { runId } = await round.run();
    const writers = Array.from({ length: 8 }, (_, n) =>
      write(round, `W-${n}`, (turn) => turn < 20),
    );
    const commands = (await Promise.all(writers)).flat();
    await handedOver(round, runId);
    const taken = (await round.historyTypes(runId)).filter(
      (type) => type === 'workflowExecutionUpdateAccepted',
    );
    expect(taken.length).toBeGreaterThanOrEqual(150);
    await expectEachOnce(round, commands);
  });

  test('under load, when it must: what waits is finished, what comes goes to the next run', async () => {
    const round = await proposedRound(stack);
    await round.terminate();
    await round.startWithLimits({ soft: 1_000, hard: 25 });
    const first = (await round.run()).runId;
    const writers = Array.from({ length: 8 }, (_, n) =>
      write(round, `W-${n}`, (turn) => turn < 40),
    );
    const commands = (await Promise.all(writers)).flat();
    await expectEachOnce(round, commands);
    const chain = await round.chainFrom(first);
    expect(chain.length).toBeGreaterThan(5);
    expect(await round.nominate()).toMatchObject({ version: 2 + commands.length + 1 });
  });
});

test('a worker that is replaced amid commands loses none and doubles none', async () => {
  const round = await proposedRound(stack);
  const handled = async () => (await round.events()).length - 2;
  let writing = true;
  const writers = Promise.all(
    Array.from({ length: 4 }, (_, n) => write(round, `W-${n}`, () => writing)),
  );
  await eventually('the first commands', async () => (await handled()) > 4);
  await stack.stopWorker();
  const before = await handled();
  await stack.startWorker();
  await eventually('commands of the next worker', async () => (await handled()) > before + 4);
  writing = false;
  await expectEachOnce(round, (await writers).flat());
});
