import { expect } from '@jest/globals';
import { sql } from 'kysely';
import { performance } from 'node:perf_hooks';
import { standings } from '../../projections/checkpoint.js';
import type { Installation } from './installation.js';
import { faultsOf } from './log-faults.js';
import type { Office } from './office.js';
import { eventually } from './process.js';

export { faultsOf } from './log-faults.js';

/** Within this time after the last fault the product works again. */
const recoveryMillis = 10_000;

/**
 * What must hold after every fault: a new command is accepted and shown within 10 s, and once the views
 * have caught up the checker finds nothing. Call it when every process that should run is running again.
 */
export async function expectSound({ database }: Installation, office: Office): Promise<void> {
  const started = performance.now();
  const { position, stream } = await office.propose();
  const left = recoveryMillis - (performance.now() - started);
  const rows = await office.view(`round-board?stream=${stream}`, position, Math.max(0, left));
  expect(performance.now() - started).toBeLessThan(recoveryMillis);
  expect(rows).toHaveLength(1);
  const { db } = database.admin;
  await eventually('every view at the end of the log', async () => {
    const all = await standings(db);
    return all.every((one) => one.position === one.logPosition && one.stoppedAt === null);
  });
  expect(await faultsOf(db, office.acknowledged)).toEqual([]);
}

/** How often an event of this type stands in a stream. */
export async function countEvents(
  { database }: Installation,
  stream: string,
  type?: string,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from es.log
    where stream = ${stream} and type = coalesce(${type ?? null}::text, type)`.execute(
    database.admin.db,
  );
  return rows[0]?.count ?? 0;
}
