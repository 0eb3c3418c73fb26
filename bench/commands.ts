import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker';
import type { Pool } from 'pg';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { createToken } from '../api/access/tokens.js';
import type { Sandbox } from '../cli/sandbox.js';
import { median, quantile, rounded } from './statistics.js';

/** One kind of work, in milliseconds; the ratio is its p50 over the reference's in the same round. */
export interface CommandBenchRow {
  readonly work: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly ratioMin: number;
  readonly ratioMedian: number;
  readonly ratioMax: number;
}

const REFERENCE = 'update + local activity with one INSERT';
const PER_ROUND = 40;
const WARM_UP = 10;

interface Work {
  readonly name: string;
  run(): Promise<unknown>;
}

/**
 * One caller, four kinds of work, turn about: an empty workflow, a bare update, an update with a local
 * activity that inserts one row, and our command over HTTP. The denominators run on a worker of their own
 * with the product's data converter, so that encryption is in every figure.
 *
 * @param admin connections that may create a table
 */
export async function benchCommands(
  sandbox: Sandbox,
  admin: Pool,
  rounds: number,
  onProgress: (line: string) => void,
): Promise<readonly CommandBenchRow[]> {
  const { client, address, namespace, dataConverter } = sandbox.temporal;
  const taskQueue = `bench-${randomUUID()}`;
  await admin.query('create table public.bench_row (id uuid primary key, at timestamptz not null)');
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    dataConverter,
    workflowBundle: await bundle(),
    activities: { insertOne: () => insertOne(admin) },
    workflowThreadPoolSize: 1,
  });
  const running = worker.run();
  const workflowId = `bench-${randomUUID()}`;
  const updated = await client.workflow.start('updatedWorkflow', { taskQueue, workflowId });
  const command = await ourCommand(sandbox);
  const works: readonly Work[] = [
    {
      name: 'empty workflow, start to complete',
      run: () =>
        client.workflow.execute('emptyWorkflow', {
          taskQueue,
          workflowId: `bench-${randomUUID()}`,
        }),
    },
    { name: 'bare accepted update', run: () => updated.executeUpdate('bare') },
    { name: REFERENCE, run: () => updated.executeUpdate('insert') },
    { name: 'our command, HTTP to answer', run: command },
  ];
  try {
    return await interleaved(works, rounds, onProgress);
  } finally {
    await updated.terminate();
    worker.shutdown();
    await running;
    await connection.close();
  }
}

async function bundle() {
  const workflowsPath = join(import.meta.dirname, 'workflows.ts');
  const quiet = () => undefined;
  const logger = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
  return bundleWorkflowCode({ workflowsPath, logger });
}

async function insertOne(admin: Pool): Promise<void> {
  await admin.query({
    name: 'bench-insert',
    text: 'insert into public.bench_row values ($1, now())',
    values: [randomUUID()],
  });
}

/**
 * Nominates one more target to a round: an append of one event, and a fresh round every 100 commands.
 *
 * @param patient sends again what a stack that is only warming up did not take
 */
export async function ourCommand(
  { url, access }: Sandbox,
  { patient = false } = {},
): Promise<() => Promise<void>> {
  const posts = [{ role: 'officeStaff' as const, scope: 'all' }];
  const { token } = await createToken(access.db, { posts, label: 'bench' });
  const send = async (path: string, data: unknown): Promise<void> => {
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify(data),
    });
    if (patient && [202, 503].includes(response.status)) {
      await sleep(500);
      return send(path, data);
    }
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    await response.arrayBuffer();
  };
  let round = '';
  let count = 0;
  return async () => {
    if (count % 100 === 0) {
      round = randomUUID();
      await send(`/api/inspection-round/${round}/commands/ProposeRound`, PROPOSAL);
    }
    count += 1;
    const target = { unit: `B-${count}`, name: '县审计局', category: '政府部门', type: 'regular' };
    await send(`/api/inspection-round/${round}/commands/NominateTarget`, target);
  };
}

const PROPOSAL = {
  number: 'BENCH-1',
  name: '第一轮',
  term: '第一届',
  sequence: 1,
  proposedOn: '2021-05-06',
  plannedFrom: '2021-05-22',
  plannedTo: '2021-06-22',
  pack: { pack: 'county-default', version: 1 },
};

async function interleaved(
  works: readonly Work[],
  rounds: number,
  onProgress: (line: string) => void,
): Promise<readonly CommandBenchRow[]> {
  for (let n = 0; n < WARM_UP; n += 1) for (const work of works) await work.run();
  const times = works.map(() => [] as number[][]);
  for (let round = 0; round < rounds; round += 1) {
    works.forEach((_work, index) => times[index]?.push([]));
    for (let n = 0; n < PER_ROUND; n += 1)
      for (let turn = 0; turn < works.length; turn += 1) {
        // Another order each time, so that no kind of work always follows the same other one.
        const index = (turn * (n % 2 === 0 ? 1 : 3) + n + round) % works.length;
        const began = performance.now();
        await works[index]?.run();
        times[index]?.[round]?.push(performance.now() - began);
      }
    onProgress(`commands: round ${round + 1} of ${rounds}`);
  }
  const p50s = times.map((perRound) => perRound.map((values) => quantile(values, 0.5)));
  const reference = p50s[works.findIndex(({ name }) => name === REFERENCE)] ?? [];
  return works.map(({ name }, index) => {
    const ratios = (p50s[index] ?? []).map((p50, round) => p50 / (reference[round] ?? Number.NaN));
    const all = times[index]?.flat() ?? [];
    return {
      work: name,
      p50Ms: rounded(quantile(all, 0.5)),
      p99Ms: rounded(quantile(all, 0.99)),
      ratioMin: rounded(Math.min(...ratios)),
      ratioMedian: rounded(median(ratios)),
      ratioMax: rounded(Math.max(...ratios)),
    };
  });
}
