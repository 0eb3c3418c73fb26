import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { sql } from 'kysely';
import type { createActivities } from '../activities/index.js';
import { pendingOf } from '../activities/control.js';
import type { Connection } from '../database/connection.js';
import { readClock } from '../database/rehearsal-clock.js';
import { UnknownEvent } from '../domain/process.js';
import { processNamed } from '../domain/processes.js';
import { parseStream } from '../domain/shared/ids.js';
import { clockJump, readClocks } from './clock-jump.js';
import { failpoint } from '../event-store/failpoint.js';
import { head } from '../event-store/read.js';
import { openStreams } from '../projections/case-index/queries.js';
import { overdueStreams } from '../projections/deadline-list/queries.js';
import type { TemporalHandle } from '../temporal/connection.js';
import { poke } from '../temporal/poke.js';
import type { WorkerMetrics } from './metrics.js';

const EVERY_MILLIS = 15_000;
const DUE_LATE_MILLIS = 30_000;
/** So late that an operator should look: waking alone did not help. */
const ALERT_LATE_MILLIS = 600_000;
const EFFECT_LATE_MILLIS = 60_000;
const POKES_PER_SECOND = 20;
const BATCH = 200;
/** One watchdog at a time over all worker processes. */
const LOCK = 7_283_001;

export interface WatchdogDeps {
  readonly database: Connection;
  readonly temporal: TemporalHandle;
  readonly activities: Pick<ReturnType<typeof createActivities>, 'cases' | 'acknowledgements'>;
  readonly metrics: WorkerMetrics;
  readonly log: Logger;
}

/**
 * Looks outside Temporal for what should have happened: due moments more than 30 s past and effects that
 * wait longer than a minute. It reads the log and its projections, never Temporal's timers, so a lost timer,
 * wake-up, run or whole Temporal database is found and cured by waking the stream.
 */
export function startWatchdog(deps: WatchdogDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const sweep = createSweep(deps);
  let clocks = readClocks();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const now = readClocks();
      const seconds = clockJump(clocks, now);
      clocks = now;
      if (seconds !== 0)
        deps.log.error({ alert: 'clock-jumped', seconds }, 'the system clock was moved');
      try {
        await sweep();
      } catch (error) {
        deps.log.warn({ error: String(error) }, 'a watchdog sweep failed; the next one follows');
      }
      await sleep(EVERY_MILLIS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** One look at everything, as the loop above repeats it. @returns how many streams were poked */
export function createSweep(deps: WatchdogDeps): () => Promise<number> {
  const { temporal, metrics, log } = deps;
  const lateEffects = createLateEffects(deps);
  let before: readonly string[] = [];
  const wake = (streams: readonly string[], reason: 'due' | 'effect') =>
    pokeAll(temporal, streams, (stream) => {
      metrics.pokes.inc({ reason });
      log.warn({ stream, reason }, 'the watchdog woke a stream');
    });
  return async () => {
    const client = await deps.database.pool.connect();
    try {
      const lock = await client.query<{ mine: boolean }>(
        'select pg_try_advisory_lock($1) as mine',
        [LOCK],
      );
      if (!lock.rows[0]?.mine) return 0;
      try {
        const now = await readClock(deps.database.db);
        const limit = new Date(now - DUE_LATE_MILLIS).toISOString();
        const overdue = await overdueStreams(deps.database.db, limit, BATCH);
        const due = isShrinking(before, overdue) ? [] : overdue;
        before = overdue;
        await reportLate(deps, now);
        const effects = await lateEffects();
        return (await wake(due, 'due')) + (await wake(effects, 'effect'));
      } finally {
        await client.query('select pg_advisory_unlock($1)', [LOCK]);
      }
    } finally {
      client.release();
    }
  };
}

/**
 * More cases are late than one look takes in, and since the last look some were done: the backlog is being worked
 * off, and waking its cases would only add to it.
 */
export function isShrinking(before: readonly string[], overdue: readonly string[]): boolean {
  const known = new Set(before);
  return (
    before.length === BATCH &&
    overdue.length === BATCH &&
    overdue.some((stream) => !known.has(stream))
  );
}

/** One alert line a sweep while any due moment is more than ten minutes late. */
async function reportLate({ database, log, metrics }: WatchdogDeps, now: number): Promise<void> {
  const before = new Date(now - ALERT_LATE_MILLIS).toISOString();
  const late = await overdueStreams(database.db, before, BATCH);
  metrics.lateMoments.set(late.length);
  const [stream] = late;
  if (stream !== undefined)
    log.error({ alert: 'due-late', stream, streams: late.length }, 'a due moment is very late');
}

/** Wakes every open case: the cure for a Temporal database that is gone. @returns how many */
export async function pokeAllOpen(
  { db }: Pick<Connection, 'db'>,
  temporal: TemporalHandle,
  onPoke: (stream: string) => void,
): Promise<number> {
  let count = 0;
  for (let after = ''; ;) {
    const streams = await openStreams(db, after, BATCH);
    const last = streams.at(-1);
    if (last === undefined) return count;
    count += await pokeAll(temporal, streams, onPoke);
    after = last;
  }
}

/** Keeps to the allowed rate. @returns how many streams were woken */
async function pokeAll(
  { client, taskQueue }: TemporalHandle,
  streams: readonly string[],
  onPoke: (stream: string) => void,
): Promise<number> {
  let count = 0;
  for (const stream of streams) {
    const process = processNamed(parseStream(stream)?.process ?? '');
    if (!process) continue;
    await failpoint('watchdog.poke');
    const { workflowType, title } = process;
    await poke(client, { stream, workflowType, summary: title.zh }, taskQueue);
    onPoke(stream);
    count += 1;
    await sleep(1000 / POKES_PER_SECOND);
  }
  return count;
}

/**
 * Streams with an effect nobody acknowledged within a minute. Every open case is looked at once after the
 * start, later only the streams that the log has touched since, and those found waiting.
 */
function createLateEffects({ database, activities }: WatchdogDeps): () => Promise<string[]> {
  const suspects = new Set<string>();
  let opened = '';
  let listed = false;
  let position: number | null = null;
  /** A stream this version cannot read is left to the version that can. */
  const hasPending = async (stream: string) => {
    const found = await activities.cases.load(stream, false).catch((error: unknown) => {
      if (error instanceof UnknownEvent) return null;
      throw error;
    });
    return found !== null && (await pendingOf(found, activities.acknowledgements)).length > 0;
  };
  return async () => {
    position ??= (await head(database.db)).position;
    if (!listed) {
      const batch = await openStreams(database.db, opened, BATCH);
      for (const stream of batch) suspects.add(stream);
      opened = batch.at(-1) ?? opened;
      listed = batch.length < BATCH;
    }
    const touched = await touchedBetween(database, position);
    for (const stream of touched.streams) suspects.add(stream);
    position = touched.position;
    const late: string[] = [];
    for (const stream of suspects) {
      if (await hasPending(stream)) late.push(stream);
      else suspects.delete(stream);
    }
    return late;
  };
}

/** Streams of events that are older than the wait, past a position; @returns the last position looked at */
async function touchedBetween(
  { db }: Connection,
  after: number,
): Promise<{ streams: readonly string[]; position: number }> {
  const { rows } = await sql<{ stream: string; pos: number }>`
    select stream, max(pos)::float8 as pos from (
      select stream, pos from es.log
      where pos > ${after} and at < now() - ${EFFECT_LATE_MILLIS} * interval '1 ms'
      order by pos limit 5000) recent
    group by stream`.execute(db);
  const position = rows.reduce((highest, row) => Math.max(highest, Number(row.pos)), after);
  return { streams: rows.map(({ stream }) => stream), position };
}
