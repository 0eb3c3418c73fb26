import pg from 'pg';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database/schema.js';
import type { RuleBook } from '../domain/shared/rule-book.js';
import { failpoint } from '../event-store/failpoint.js';
import { head, readLog } from '../event-store/read.js';
import { createRuleBooks, type RuleBooks } from '../rule-book/index.js';
import { applyBatch } from './batch.js';
import { lockCheckpoint, notifyMoved, saveCheckpoint } from './checkpoint.js';
import { productCatalog, type EventCatalog } from './event-catalog.js';
import { assertDense } from './fold.js';
import { foldLog } from './fold-log.js';
import { tableName, type Projection } from './projection.js';
import {
  addIndexes,
  analyze,
  createTable,
  dropTable,
  insertRows,
  swapTable,
  type Executor,
} from './table.js';

/** How far a rebuild has come, in events; `total` grows while the log does, and `done` ends at it. */
export interface RebuildProgress {
  readonly view: string;
  readonly done: number;
  readonly total: number;
}

export interface RebuildOptions {
  /** Connections of the role that owns the views. */
  readonly db: Kysely<Database>;
  readonly projection: Projection;
  readonly catalog?: EventCatalog;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/** One rebuild with the rules that its rows are derived by. */
type Building = RebuildOptions & { readonly books: RuleBooks };

export interface Rebuilt {
  readonly view: string;
  readonly position: number;
  readonly millis: number;
}

/** Any fixed number: beside it, the view's name makes the lock of one rebuild. */
const lockSpace = 786_174;
const batchEvents = 1_000;
const swapAttempts = 20;

/**
 * Builds a view anew from the first event beside the running one, catches up, and takes its place in one
 * transaction; readers see the old rows until then, and a rebuild that is broken off leaves them as they were.
 *
 * @throws Error when an event cannot be handled; the old table stays
 */
export async function rebuildView(options: RebuildOptions): Promise<Rebuilt> {
  const { db, projection } = options;
  const started = performance.now();
  return db.connection().execute(async (session) => {
    await sql`select pg_advisory_lock(${lockSpace}, hashtext(${projection.name}))`.execute(session);
    try {
      const position = await buildAndSwap(session, options);
      const view = projection.name;
      await notifyMoved(session, { view, position });
      return { view, position, millis: Math.round(performance.now() - started) };
    } finally {
      await sql`select pg_advisory_unlock(${lockSpace}, hashtext(${projection.name}))`.execute(
        session,
      );
    }
  });
}

async function buildAndSwap(session: Kysely<Database>, options: RebuildOptions): Promise<number> {
  const { projection, catalog = productCatalog, onProgress } = options;
  const view = projection.name;
  const books = createRuleBooks(session);
  const next = tableName(view, projection.version, '_next');
  const total = (await head(session)).position;
  await dropTable(session, next);
  await createTable(session, projection, next);
  try {
    await foldLog({
      db: session,
      projection,
      catalog,
      books,
      upTo: total,
      take: (rows) => insertRows(session, next, rows),
      onProgress: (done) => onProgress?.({ view, done, total }),
    });
    await addIndexes(session, projection, next);
    await analyze(session, next);
    const position = await catchUp(session, { ...options, books }, next, total);
    return await swap(session, { ...options, books }, next, position);
  } catch (error) {
    await dropTable(session, next);
    throw error;
  }
}

/** Follows the log until less than a batch is left. @returns the position reached */
async function catchUp(
  session: Kysely<Database>,
  { projection, catalog = productCatalog, books, onProgress }: Building,
  next: string,
  from: number,
): Promise<number> {
  let position = from;
  for (;;) {
    // The book is looked up before the transaction: both use the session's one connection.
    const taken = await books.consult((book) =>
      session.transaction().execute(async (trx) => {
        const events = await readLog(trx, position, batchEvents);
        assertDense(position, events);
        await applyBatch(trx, projection, next, events, catalog, book);
        return events.length;
      }),
    );
    position += taken;
    onProgress?.({ view: projection.name, done: position, total: position });
    if (taken < batchEvents) return position;
  }
}

/** Readers and the live runner may hold the old table for a moment; the lock is asked for again. */
async function swap(
  session: Kysely<Database>,
  options: Building,
  next: string,
  from: number,
): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await options.books.consult((book) =>
        session.transaction().execute((trx) => swapOnce(trx, { ...options, book }, next, from)),
      );
    } catch (error) {
      const busy = error instanceof pg.DatabaseError && error.code === '55P03';
      if (!busy || attempt === swapAttempts) throw error;
      await sleep(50 * attempt);
    }
  }
}

async function swapOnce(
  trx: Executor,
  { projection, catalog = productCatalog, book }: RebuildOptions & { readonly book: RuleBook },
  next: string,
  from: number,
): Promise<number> {
  const { name: view, version } = projection;
  await sql`set local lock_timeout = '1s'`.execute(trx);
  await lockCheckpoint(trx, view);
  // No event can be lost between this read and the swap: the live runner waits for the checkpoint.
  let position = from;
  for (;;) {
    const events = await readLog(trx, position, batchEvents);
    if (events.length === 0) break;
    assertDense(position, events);
    await applyBatch(trx, projection, next, events, catalog, book);
    position += events.length;
    if (events.length < batchEvents) break;
  }
  const { epoch } = await head(trx);
  await failpoint('rebuild.before-swap');
  await swapTable(trx, next, tableName(view, version));
  await saveCheckpoint(trx, { view, version, epoch, position });
  return position;
}
