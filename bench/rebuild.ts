import { shippedBook } from '../domain/policy/packs.js';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { connect } from '../database/connection.js';
import { createAppender } from '../event-store/appender.js';
import type { NewEvent } from '../event-store/event.js';
import { readLog } from '../event-store/read.js';
import { applyBatch } from '../projections/batch.js';
import { saveCheckpoint } from '../projections/checkpoint.js';
import { integer, text, type RowOf } from '../projections/column.js';
import type { EventCatalog } from '../projections/event-catalog.js';
import { tableName } from '../projections/projection.js';
import { change, defineProjection, type LogEvent } from '../projections/projection.js';
import { rebuildView } from '../projections/rebuild.js';
import { addIndexes, createTable, dropTable } from '../projections/table.js';

export interface RebuildBenchUrls {
  /** URL of the admin of a migrated database whose log is empty. */
  readonly admin: string;
  readonly secret: string;
}

/** Rates are events per second. */
export interface RebuildBench {
  readonly events: number;
  /** Each event in a transaction of its own: load, fold, upsert, checkpoint, commit. */
  readonly perEvent: number;
  /** The same fold as one SQL statement over `jsonb`, into a bare table. */
  readonly sqlFold: number;
  readonly rebuild: number;
  readonly timesPerEvent: number;
  readonly timesSqlFold: number;
}

const columns = { stream: text(), status: text(), changes: integer(), amount: integer() };
type BenchRow = RowOf<typeof columns>;

const view = defineProjection({
  name: 'bench-rows',
  version: 1,
  title: { zh: '测量', en: 'Bench' },
  columns,
  filters: ['status'],
  orders: ['stream'],
  readableBy: ['historyAuditor'],
  on: {
    Moved: ({ stream, data }: LogEvent<{ readonly status: string; readonly amount: number }>) => [
      change<BenchRow>(stream, (row) => ({
        stream,
        status: data.status,
        changes: (row?.changes ?? 0) + 1,
        amount: (row?.amount ?? 0) + data.amount,
      })),
    ],
  },
});

const catalog: EventCatalog = { schemaVersionOf: () => 1 };
const eventsOfStream = 4;
const perEventSample = 1_000;

/**
 * Measures a rebuild against one upsert per event and against a fold in SQL, each round over the same log.
 *
 * @param events length of the log, a multiple of 400
 * @returns the median over the rounds of each rate and ratio
 */
export async function benchRebuild(
  { admin, secret }: RebuildBenchUrls,
  rounds: number,
  events = 100_000,
): Promise<RebuildBench> {
  await fill(admin, secret, events);
  const { db, close } = connect(admin, 'projector_rw', { secret, size: 4 });
  const table = tableName(view.name, view.version);
  try {
    const measured: RebuildBench[] = [];
    for (let round = 0; round < rounds; round++) {
      await dropTable(db, table);
      await createTable(db, view, table);
      await addIndexes(db, view, table);
      const perEvent = await rateOf(perEventSample, () => upsertEach(db, table));
      await sql`drop table if exists views.bench_fold`.execute(db);
      const sqlFold = await rateOf(events, () => foldInSql(db));
      const rebuild = await rateOf(events, () => rebuildView({ db, projection: view, catalog }));
      measured.push({
        events,
        perEvent,
        sqlFold,
        rebuild,
        timesPerEvent: rebuild / perEvent,
        timesSqlFold: rebuild / sqlFold,
      });
    }
    await sql`drop table if exists views.bench_fold`.execute(db);
    await dropTable(db, table);
    await sql`delete from views.checkpoint where name = ${view.name}`.execute(db);
    return medianOf(measured);
  } finally {
    await close();
  }
}

async function fill(admin: string, secret: string, events: number): Promise<void> {
  const { pool, close } = connect(admin, 'worker_rw', { secret, size: 3 });
  const appender = createAppender(pool);
  const batch: NewEvent[] = Array.from({ length: eventsOfStream }, (_, step) => ({
    type: 'Moved',
    schemaVersion: 1,
    data: { status: `step-${step}`, amount: step * 10, note: '整改事项按期推进' },
  }));
  const one = (): Promise<unknown> =>
    appender.submit({
      id: randomUUID(),
      stream: `bench-${randomUUID()}`,
      expected: 0,
      events: batch,
      now: '2026-05-20T01:00:00.000Z',
      actor: { id: 'bench', posts: [{ role: 'officeStaff', scope: 'all' }] },
      cause: null,
      request: '0'.repeat(64),
    });
  for (let done = 0; done < events; done += 100 * eventsOfStream)
    await Promise.all(Array.from({ length: 100 }, one));
  await close();
}

type Db = ReturnType<typeof connect>['db'];

async function upsertEach(db: Db, table: string): Promise<void> {
  const { epoch } = await db.selectFrom('es.head').select('epoch').executeTakeFirstOrThrow();
  const events = await readLog(db, 0, perEventSample);
  for (const event of events)
    await db.transaction().execute(async (trx) => {
      await applyBatch(trx, view, table, [event], catalog, shippedBook);
      const { position } = event;
      await saveCheckpoint(trx, { view: view.name, version: view.version, epoch, position });
    });
}

async function foldInSql(db: Db): Promise<void> {
  await sql`
    create table views.bench_fold as
    select stream as key, stream, count(*) as changes,
      (array_agg(body::jsonb ->> 'status' order by ver desc))[1] as status,
      sum((body::jsonb ->> 'amount')::bigint) as amount
    from es.log group by stream`.execute(db);
  await sql`alter table views.bench_fold add primary key (key)`.execute(db);
}

async function rateOf(events: number, work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return events / ((performance.now() - started) / 1000);
}

function medianOf(measured: readonly RebuildBench[]): RebuildBench {
  const of = (name: keyof RebuildBench): number => {
    const sorted = measured.map((each) => each[name]).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  };
  return {
    events: of('events'),
    perEvent: Math.round(of('perEvent')),
    sqlFold: Math.round(of('sqlFold')),
    rebuild: Math.round(of('rebuild')),
    timesPerEvent: of('timesPerEvent'),
    timesSqlFold: of('timesSqlFold'),
  };
}
