import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { newRound, today } from '../support/office.js';
import { eventually } from '../support/process.js';
import { message, proposalOf, proposedRound, runsOf } from '../support/runs.js';
import { startTestStack, type TestStack } from '../support/stack.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const nomination = (unit: string) => ({ unit, name: unit, category: '党政机关', type: 'regular' });

describe('a command id', () => {
  test('sent again gets the same answer, without new history', async () => {
    const round = await proposedRound(stack);
    const nominate = {
      ...message('NominateTarget', nomination('W-T1')),
      commandId: randomUUID(),
    };
    const first = await round.send(nominate);
    await round.nominate();
    const before = await round.run();
    expect(await round.send(nominate)).toEqual(first);
    expect(await round.run()).toEqual(before);
    expect(first).toMatchObject({ kind: 'accepted', accepted: { version: 3 } });
  });

  test('sent again after its run is gone gets the same answer from the log', async () => {
    const round = await proposedRound(stack);
    const nominate = {
      ...message('NominateTarget', nomination('W-T1')),
      commandId: randomUUID(),
    };
    const first = await round.send(nominate);
    await round.terminate();
    expect(await round.send(nominate)).toEqual(first);
    expect(await round.types()).toEqual(['RoundProposed', 'DeadlineSet', 'TargetNominated']);
  });

  test.each(['in its run', 'in the log'])('with another body is refused: %s', async (where) => {
    const round = await proposedRound(stack);
    const commandId = randomUUID();
    await round.accept({ ...message('NominateTarget', nomination('W-T1')), commandId });
    if (where === 'in the log') await round.terminate();
    const other = await round.send({ ...message('NominateTarget', nomination('W-T2')), commandId });
    expect(other).toEqual({ kind: 'reused' });
    expect(await round.events()).toHaveLength(3);
  });
});

describe('a refused command', () => {
  test('leaves no event and says what it found', async () => {
    const round = await proposedRound(stack);
    const refused = await round.refuse(
      message('WithdrawTarget', { unit: 'W-T9', reason: 'unknown' }),
    );
    expect(refused).toMatchObject({ code: 'target-unknown', status: 'proposed', version: 2 });
    expect(await round.events()).toHaveLength(2);
  });

  test('that should have opened a case ends its run', async () => {
    const round = runsOf(stack, newRound());
    const backwards = { ...proposalOf(today()), plannedTo: '2001-01-01' };
    expect(await round.refuse(message('ProposeRound', backwards))).toMatchObject({
      code: 'period-reversed',
      status: 'none',
      version: 0,
    });
    await eventually('the end of the run', async () => (await round.run()).name === 'COMPLETED');
    expect(await round.events()).toEqual([]);
  });
});

test('a closed case ends its run, and a later command learns that it is closed', async () => {
  const round = await proposedRound(stack);
  await round.nominate();
  await round.accept(message('RejectRound', { rejectedOn: today(), reason: '重新选题' }));
  await eventually('the end of the run', async () => (await round.run()).name === 'COMPLETED');
  const before = await round.events();
  const refused = await round.refuse(message('NominateTarget', nomination('W-T2')));
  expect(refused).toMatchObject({ code: 'case-closed', status: 'rejected' });
  await eventually('the end of that run', async () => (await round.run()).name === 'COMPLETED');
  expect(await round.events()).toEqual(before);
});

test('many senders at once are decided one after the other, each on the state before it', async () => {
  const round = await proposedRound(stack);
  const answers = await Promise.all(Array.from({ length: 8 }, () => round.nominate()));
  const versions = answers.map(({ version }) => version).sort((a, b) => a - b);
  expect(versions).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
});

test('the status of a run says what it waits for', async () => {
  const round = await proposedRound(stack);
  const status = await round.status();
  expect(status).toMatchObject({
    waiting: 0,
    draining: false,
    control: { version: 2, closed: false, summary: '巡察轮次 XC-10-12', effects: [] },
  });
  expect(status.control?.due.map(({ type }) => type)).toEqual(Array(5).fill('FireRung'));
  expect(status.wakeAt).toBe(status.control?.due[0]?.at);
  expect(Date.parse(status.wakeAt ?? '')).toBeGreaterThan(Date.now());
});
