import type { Kysely } from 'kysely';
import { connect, roleUrl } from '../database/connection.js';
import type { Database } from '../database/schema.js';
import { head } from '../event-store/read.js';
import { createRuleBooks } from '../rule-book/index.js';
import { saveCheckpoint, saveStop, standingOf } from './checkpoint.js';
import { productCatalog, type EventCatalog } from './event-catalog.js';
import { allViews } from './index.js';
import { followLog } from './log-tail.js';
import { tableName, type Projection } from './projection.js';
import { rebuildView, type RebuildProgress } from './rebuild.js';
import { startRunner, type Runner, type RunnerHooks } from './runner.js';
import { addIndexes, createTable, dropOlderTables } from './table.js';

export interface ProjectionHooks extends RunnerHooks {
  /** A view is being built, because it is new or of a new version. */
  readonly onBuild?: (progress: RebuildProgress) => void;
}

export interface ProjectionsOptions {
  /** URL of the admin; the connections are those of the role that owns the views. */
  readonly databaseUrl: string;
  readonly secret: string;
  /** Connections at most; 4 when absent. */
  readonly poolSize?: number;
  /** Views to keep; all of the product when absent. */
  readonly views?: readonly Projection[];
  readonly catalog?: EventCatalog;
  readonly batchSize?: number;
  readonly hooks?: ProjectionHooks;
}

/** The projectors of one process; see `startProjections`. */
export interface Projections {
  /** Settles when every view is built and kept up, or stands still. */
  readonly ready: Promise<void>;
  /** Commits the batches under way and closes every connection. */
  stop(): Promise<void>;
}

/**
 * Keeps every view up with the log. Each has a runner of its own, so that a fault in one leaves the others
 * alone; views that are new, or of a new version, are built first, one after the other.
 */
export async function startProjections(options: ProjectionsOptions): Promise<Projections> {
  const { databaseUrl, secret, views = allViews, catalog = productCatalog, hooks = {} } = options;
  const { db, close } = connect(databaseUrl, 'projector_rw', {
    secret,
    size: options.poolSize ?? 4,
  });
  const ending = new AbortController();
  const runners: Runner[] = [];
  const onError = (error: unknown) => hooks.onRetry?.({ view: '', error });
  const tail = followLog(db, roleUrl(databaseUrl, 'projector_rw', secret), onError);
  const books = createRuleBooks(db);
  const run = (projection: Projection): void => {
    if (ending.signal.aborted) return;
    const { batchSize } = options;
    const more = batchSize === undefined ? {} : { batchSize };
    runners.push(startRunner({ db, projection, catalog, tail, books, hooks, ...more }));
  };
  const stop = async (): Promise<void> => {
    ending.abort();
    await ready;
    await Promise.all(runners.map((runner) => runner.stop()));
    await tail.close();
    await close();
  };

  let unbuilt: readonly Projection[] = [];
  const buildAll = async (): Promise<void> => {
    for (const projection of unbuilt) {
      if (ending.signal.aborted) return;
      await build(db, projection, catalog, hooks);
      run(projection);
    }
  };
  let ready = Promise.resolve();
  try {
    unbuilt = await runBuilt(db, views, run);
    ready = buildAll();
    ready.catch(() => undefined);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ready, stop };
}

/** Starts the views that are there. @returns those that are not */
async function runBuilt(
  db: Kysely<Database>,
  views: readonly Projection[],
  run: (projection: Projection) => void,
): Promise<readonly Projection[]> {
  const unbuilt: Projection[] = [];
  for (const projection of views) {
    const found = await standingOf(db, projection.name);
    // A newer version's checkpoint: the runner says so and stands aside.
    if (found && found.version >= projection.version) {
      await dropOlderTables(db, projection.name, found.version);
      run(projection);
    } else unbuilt.push(projection);
  }
  return unbuilt;
}

/** When an event stands in the way of a first build, the live runner goes as far as it can and reports it. */
async function build(
  db: Kysely<Database>,
  projection: Projection,
  catalog: EventCatalog,
  hooks: ProjectionHooks,
): Promise<void> {
  const { name: view, version } = projection;
  const { onBuild } = hooks;
  const onProgress = onBuild ? { onProgress: onBuild } : {};
  try {
    await rebuildView({ db, projection, catalog, ...onProgress });
  } catch (error) {
    hooks.onRetry?.({ view, error });
    const reason = error instanceof Error ? error.message : String(error);
    if (await standingOf(db, view)) {
      await saveStop(db, view, 0, reason);
      hooks.onStopped?.({ view, position: 0, error: reason });
      return;
    }
    await db.transaction().execute(async (trx) => {
      const table = tableName(view, version);
      await createTable(trx, projection, table);
      await addIndexes(trx, projection, table);
      const { epoch } = await head(trx);
      await saveCheckpoint(trx, { view, version, epoch, position: 0 });
    });
  }
}
