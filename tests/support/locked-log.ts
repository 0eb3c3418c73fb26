import pg from 'pg';
import type { FreshDatabase } from './database.js';

/**
 * Keeps every statement on the log waiting while `work` runs, as a database does that has stopped to answer.
 * A promise made in there that needs the log is to be returned inside an object: it settles only afterwards.
 */
export function withLogLocked<T>(
  database: Pick<FreshDatabase, 'url'>,
  work: () => Promise<T>,
): Promise<T> {
  return whileHolding(database, 'lock table es.log in access exclusive mode', work);
}

/** Keeps every append waiting while `work` runs; the log can be read meanwhile. */
export function withAppendsHeld<T>(
  database: Pick<FreshDatabase, 'url'>,
  work: () => Promise<T>,
): Promise<T> {
  return whileHolding(database, 'select from es.head for update', work);
}

async function whileHolding<T>(
  { url }: Pick<FreshDatabase, 'url'>,
  lock: string,
  work: () => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(lock);
    return await work();
  } finally {
    await client.end();
  }
}
