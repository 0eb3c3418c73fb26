import { sql } from 'kysely';
import { tableName } from '../projection.js';
import { inViews, type Executor } from '../table.js';
import { caseIndex } from './projection.js';

/** The table of every case, which queries of other views look their case up in. */
export const cases = inViews(tableName(caseIndex.name, caseIndex.version));

/**
 * Open cases, for whoever must look at every one of them.
 *
 * @param after last stream already seen; '' for the beginning
 * @returns stream ids in their order; empty at the end
 */
export async function openStreams(
  db: Executor,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ stream: string }>`
    select stream from ${cases}
    where not closed and key > ${after} order by key limit ${limit}`.execute(db);
  return rows.map(({ stream }) => stream);
}

/** A case and its next due moment, an ISO instant. */
export interface DueCase {
  readonly stream: string;
  readonly number: string;
  readonly at: string;
}

/**
 * Cases whose next due moment has come.
 *
 * @param until ISO instant, included
 * @returns earliest moment first
 */
export async function dueCases(db: Executor, until: string): Promise<readonly DueCase[]> {
  const { rows } = await sql<{ stream: string; number: string; next_at: string | Date }>`
    select stream, number, next_at from ${cases}
    where next_at is not null and next_at <= ${until}
    order by next_at, stream`.execute(db);
  return rows.map(({ stream, number, next_at }) => ({
    stream,
    number,
    at: new Date(next_at).toISOString(),
  }));
}
