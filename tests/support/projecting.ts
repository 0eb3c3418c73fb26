import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Database } from '../../database/schema.js';
import { createAppender, type Appender } from '../../event-store/appender.js';
import { head } from '../../event-store/read.js';
import type { StoredEvent } from '../../event-store/event.js';
import { standingOf } from '../../projections/checkpoint.js';
import {
  startProjections,
  type ProjectionHooks,
  type Projections,
} from '../../projections/main.js';
import type { Projection } from '../../projections/projection.js';
import type { Stop } from '../../projections/runner.js';
import { loadRows } from '../../projections/table.js';
import { tableName } from '../../projections/projection.js';
import type { FreshDatabase } from './database.js';
import { plantedCatalog } from './planted-view.js';

/** Appends to the log of a test's database. */
export function appenderOf(database: FreshDatabase): Appender {
  return createAppender(database.as('worker_rw', { size: 3 }).pool);
}

export interface Planted {
  readonly stream: string;
  readonly type: string;
  readonly data?: unknown;
  readonly schemaVersion?: number;
}

/** Appends single events in their order. */
export async function appendAll(appender: Appender, events: readonly Planted[]): Promise<void> {
  for (const { stream, type, data = {}, schemaVersion = 1 } of events)
    await appender.submit({
      id: randomUUID(),
      stream,
      expected: null,
      events: [{ type, schemaVersion, data }],
      now: '2022-12-30T04:00:00.000Z',
      actor: { id: 'a1', posts: [{ role: 'officeStaff', scope: 'all' }] },
      cause: null,
      request: '0'.repeat(64),
    });
}

/** Appends decided events in batches of a stream, as the product's own commands would have. */
export async function appendStory(
  appender: Appender,
  events: readonly StoredEvent[],
): Promise<void> {
  for (const { stream, type, schemaVersion, data, now, actor } of events)
    await appender.submit({
      id: randomUUID(),
      stream,
      expected: null,
      events: [{ type, schemaVersion, data }],
      now,
      actor,
      cause: null,
      request: '0'.repeat(64),
    });
}

/** Starts projectors over planted views and remembers what stopped. */
export async function project(
  database: FreshDatabase,
  views: readonly Projection[],
  options: { batchSize?: number; hooks?: ProjectionHooks; catalog?: typeof plantedCatalog } = {},
): Promise<Projections & { readonly stops: Stop[] }> {
  const stops: Stop[] = [];
  const { hooks, catalog = plantedCatalog, ...rest } = options;
  const projections = await startProjections({
    databaseUrl: database.url,
    secret: database.secret,
    views,
    catalog,
    hooks: { ...hooks, onStopped: (stop) => stops.push(stop) },
    ...rest,
  });
  return { ...projections, stops };
}

/** Waits until a condition holds. @throws Error after ten seconds */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('what the test waits for did not happen');
    await sleep(20);
  }
}

/** Waits until every view has taken the whole log. */
export async function caughtUp(db: Kysely<Database>, views: readonly Projection[]): Promise<void> {
  const { position } = await head(db);
  for (const { name } of views)
    await until(async () => ((await standingOf(db, name))?.position ?? -1) >= position);
}

/** The row of a key as the database holds it. */
export async function rowOf(db: Kysely<Database>, projection: Projection, key: string) {
  const table = tableName(projection.name, projection.version);
  const [found] = await loadRows(db, projection, table, { keys: [key] });
  return found?.[1];
}
