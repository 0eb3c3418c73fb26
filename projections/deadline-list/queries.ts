import { sql } from 'kysely';
import { caseIndex } from '../case-index/projection.js';
import { tableName } from '../projection.js';
import { inViews, type Executor } from '../table.js';

const cases = inViews(tableName(caseIndex.name, caseIndex.version));

/**
 * Open cases whose clock should have sent its command before a moment, by the head of each case's due list.
 *
 * @param before ISO instant
 * @returns stream ids, the longest overdue first
 */
export async function overdueStreams(
  db: Executor,
  before: string,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ stream: string }>`
    select stream from ${cases}
    where not closed and next_at < ${before} order by next_at, key limit ${limit}`.execute(db);
  return rows.map(({ stream }) => stream);
}
