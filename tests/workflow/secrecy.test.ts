import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { testDatabaseUrl } from '../support/servers.js';
import { message, proposedRound, type CaseRuns } from '../support/runs.js';
import { startTestStack, type TestStack } from '../support/stack.js';

/** Stands for what an office would not want to find in a scheduler: a unit's name, a reason, a person's id. */
const canary = `canary-${randomUUID()}`;

let stack: TestStack;
let round: CaseRuns;
let firstRun: string;
beforeAll(async () => {
  stack = await startTestStack();
  round = await proposedRound(stack);
  firstRun = (await round.run()).runId;
  const target = { unit: 'W-T1', name: canary, category: '党政机关', type: 'regular' };
  const by = { id: canary, posts: [{ role: 'officeStaff', scope: 'all' }] };
  await round.accept({ ...message('NominateTarget', target), by });
  await round.accept(message('WithdrawTarget', { unit: 'W-T1', reason: canary }));
  await round.refuse(message('WithdrawTarget', { unit: canary, reason: canary }));
  await round.recycle();
});
afterAll(() => stack.stop());

/** Every text and every byte of a structure, in one string. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return `${value}\n`;
  if (value instanceof Uint8Array) return `${Buffer.from(value).toString('latin1')}\n`;
  if (Array.isArray(value)) return value.map(textOf).join('');
  if (value !== null && typeof value === 'object')
    return Object.entries(value)
      .map(([name, held]) => `${name} ${textOf(held)}`)
      .join('');
  return '';
}

test('a history holds no content: neither of commands, nor of answers, nor of refusals', async () => {
  const histories = (await round.chainFrom(firstRun)).map((runId) => round.history(runId));
  const joined = (await Promise.all(histories)).map(textOf).join('');
  // The look reaches the bytes: what may be read is found.
  expect(joined).toContain('inspectionRound');
  expect(joined).toContain('binary/xuncha-aes-256-gcm');
  expect(joined).not.toContain(canary);
  expect(joined).not.toContain(Buffer.from(canary).toString('base64').slice(0, 40));
});

test('a run shows its id, its process and nothing else', async () => {
  const { workflowService, options } = stack.temporal.client;
  const described = await workflowService.describeWorkflowExecution({
    namespace: options.namespace,
    execution: { workflowId: round.stream },
  });
  expect(textOf(described)).not.toContain(canary);
  const { memo, searchAttributes } = described.workflowExecutionInfo ?? {};
  expect(Object.keys(memo?.fields ?? {})).toEqual([]);
  const attributes = Object.keys(searchAttributes?.indexedFields ?? {});
  expect(attributes.filter((name) => name !== 'BuildIds')).toEqual([]);
});

/** Databases of a Temporal server that somebody else runs are out of our reach. */
const testOfOwnServer = process.env['TEMPORAL_ADDRESS'] === undefined ? test : test.skip;

testOfOwnServer('the database of Temporal holds no content', async () => {
  const rowsOf = async (database: string, query: string): Promise<string> => {
    const url = new URL(testDatabaseUrl());
    url.pathname = `/${database}`;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      const { rows } = await client.query<Record<string, unknown>>(query);
      return textOf(rows);
    } finally {
      await client.end();
    }
  };
  const held = [
    await rowsOf('temporal', 'select data from history_node'),
    await rowsOf('temporal', 'select data, state from executions'),
    await rowsOf('temporal_visibility', 'select e::text as row from executions_visibility e'),
  ];
  for (const text of held) {
    expect(text).toContain(round.stream);
    expect(text).not.toContain(canary);
  }
});
