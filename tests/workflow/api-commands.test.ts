import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { proposal } from '../support/api.js';
import { withAppendsHeld } from '../support/locked-log.js';
import { eventually } from '../support/process.js';
import { startTestStack, type TestStack } from '../support/stack.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const nomination = (unit: string) => ({ unit, name: unit, category: 'party', type: 'regular' });
const path = (id: string, command: string) => `/api/inspection-round/${id}/commands/${command}`;

async function proposedRound(): Promise<string> {
  const id = randomUUID();
  const answer = await stack.send('officeStaff', path(id, 'ProposeRound'), proposal());
  expect(answer).toMatchObject({ status: 200, body: { version: 2 } });
  return id;
}

describe('a command over HTTP', () => {
  test('is decided by its workflow, and the view shows it once asked to wait', async () => {
    const id = randomUUID();
    const key = randomUUID();
    const answer = await stack.send('officeStaff', path(id, 'ProposeRound'), proposal(), { key });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      commandId: key,
      version: 2,
      position: expect.any(Number),
      events: ['RoundProposed', 'DeadlineSet'],
    });
    const after = Number(answer.body['position']);
    const board = await stack.get('officeStaff', `/api/views/round-board?after=${after}`);
    expect(board.status).toBe(200);
    const rows = board.body['rows'] as { stream: string }[];
    expect(rows.map(({ stream }) => stream)).toContain(`inspection-round-${id}`);
  });

  test('sent again with its key changes nothing and gets the same answer, also both at once', async () => {
    const id = await proposedRound();
    const key = randomUUID();
    const send = () =>
      stack.send('officeStaff', path(id, 'NominateTarget'), nomination('U-1'), { key });
    const [one, other] = await Promise.all([send(), send()]);
    const third = await send();
    expect(one.status).toBe(200);
    expect([other.body, third.body]).toEqual([one.body, one.body]);
    const found = await stack.get('officeStaff', `/api/inspection-round/${id}`);
    expect(found.body).toMatchObject({ version: 3 });
  });

  test('out of order is 409 with the code and the state it found', async () => {
    const id = await proposedRound();
    const data = { approvedOn: '2021-05-01', deploymentOn: '2021-05-20' };
    const answer = await stack.send('leadingGroupHead', path(id, 'ApproveRound'), data);
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'no-targets', found: { status: 'proposed', version: 2 } },
    });
  });

  test('refused, and its key then used for another body: 422, not the old refusal', async () => {
    const id = await proposedRound();
    const key = randomUUID();
    const withdraw = (unit: string) =>
      stack.send('officeStaff', path(id, 'WithdrawTarget'), { unit, reason: 'x' }, { key });
    expect(await withdraw('U-1')).toMatchObject({ status: 409, body: { code: 'target-unknown' } });
    expect(await withdraw('U-1')).toMatchObject({ status: 409 });
    expect(await withdraw('U-2')).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });

  test('of two people at once one wins, and the other is decided on the new state', async () => {
    const id = await proposedRound();
    const send = () => stack.send('officeStaff', path(id, 'NominateTarget'), nomination('U-1'));
    const answers = await Promise.all([send(), send()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({
      code: 'target-already-nominated',
      found: { version: 3 },
    });
  });

  test('heals a case whose workflow was terminated', async () => {
    const id = await proposedRound();
    const handle = stack.temporal.client.workflow.getHandle(`inspection-round-${id}`);
    await handle.terminate('lost in a test');
    const answer = await stack.send('officeStaff', path(id, 'NominateTarget'), nomination('U-1'));
    expect(answer).toMatchObject({ status: 200, body: { version: 3 } });
  });

  test('while no worker runs is 503, and the same key works once one does', async () => {
    const id = await proposedRound();
    await stack.stopWorker();
    const key = randomUUID();
    const nominate = () =>
      stack.send('officeStaff', path(id, 'NominateTarget'), nomination('U-1'), { key });
    const refused = await nominate();
    expect(refused).toMatchObject({ status: 503, body: { code: 'not-taken' } });
    expect(refused.headers.get('retry-after')).toBe('5');
    await stack.startWorker();
    expect(await nominate()).toMatchObject({ status: 200, body: { commandId: key, version: 3 } });
  });

  test('while appends wait is 202, and found under its address once they go on', async () => {
    const id = await proposedRound();
    const key = randomUUID();
    const { pending } = await withAppendsHeld(stack.database, async () => ({
      pending: await stack.send('officeStaff', path(id, 'NominateTarget'), nomination('U-1'), {
        key,
      }),
    }));
    expect(pending).toMatchObject({ status: 202, body: { commandId: key, status: 'pending' } });
    const location = pending.headers.get('location') ?? '';
    expect(location).toBe(`/api/commands/${key}`);
    await eventually('the command to be decided', async () => {
      const { status } = await stack.get('officeStaff', location);
      return status === 200;
    });
    expect(await stack.get('officeStaff', location)).toMatchObject({
      body: { commandId: key, version: 3 },
    });
  });
});
