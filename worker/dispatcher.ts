import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Activities } from '../activities/index.js';
import type { Connection } from '../database/connection.js';
import { readClock } from '../database/rehearsal-clock.js';
import { instantFromMillis } from '../domain/shared/instant.js';
import type { TemporalHandle } from '../temporal/connection.js';
import { createClimbing } from './dispatcher-climbing.js';
import { createDeliveries } from './dispatcher-deliveries.js';
import { readAccounts } from './dispatcher-accounts.js';
import { createSender } from './dispatcher-sender.js';
import { createUndeliveredWatch } from './dispatcher-watch.js';
import type { WorkerMetrics } from './metrics.js';
import { waitingPosts } from '../projections/reminder-inbox/queries.js';

const EVERY_MILLIS = 15_000;
/** One dispatcher at a time over all worker processes. */
const LOCK = 7_283_002;

export interface DispatcherDeps {
  readonly database: Connection;
  readonly temporal: TemporalHandle;
  readonly activities: Pick<Activities, 'cases' | 'books'>;
  readonly metrics: WorkerMetrics;
  readonly log: Logger;
}

/** What one look at everything led to. */
export interface Dispatched {
  /** Deliveries started. */
  readonly started: number;
  /** Notices said to have reached nobody. */
  readonly climbed: number;
  /** Notices whose digest was due more than a day ago and that nobody has heard of. */
  readonly undelivered: number;
}

/**
 * Brings what the ladders say to the people who hold the posts: one digest a working day for each account, and
 * what has turned red since. It only sends commands, each under an id made from what it is about, so it may be
 * killed, repeated or run twice; mailbox and ladder decide.
 */
export function startDispatcher(deps: DispatcherDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const dispatch = createDispatch(deps, stopping.signal);
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await dispatch();
      } catch (error) {
        if (stopping.signal.aborted) return;
        deps.log.warn({ error: String(error) }, 'a dispatch failed; the next one follows');
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

const NOTHING: Dispatched = { started: 0, climbed: 0, undelivered: 0 };

/**
 * One look at everything, as the loop above repeats it; it does nothing while another process looks.
 *
 * @param signal ends a look before its next command
 */
export function createDispatch(
  deps: DispatcherDeps,
  signal?: AbortSignal,
): () => Promise<Dispatched> {
  const { pool } = deps.database;
  const look = createLook(deps, signal);
  return async () => {
    const client = await pool.connect();
    try {
      const lock = await client.query<{ mine: boolean }>(
        'select pg_try_advisory_lock($1) as mine',
        [LOCK],
      );
      if (!lock.rows[0]?.mine) return NOTHING;
      try {
        return await look();
      } finally {
        await client.query('select pg_advisory_unlock($1)', [LOCK]);
      }
    } finally {
      client.release();
    }
  };
}

function createLook(deps: DispatcherDeps, signal?: AbortSignal): () => Promise<Dispatched> {
  const { db } = deps.database;
  const send = createSender(deps.temporal, signal);
  const deliver = createDeliveries(deps, send);
  const climb = createClimbing(deps, send);
  const watch = createUndeliveredWatch(deps);
  return async () => {
    const { any, reachable } = await readAccounts(db);
    // Programs alone have no mailbox: a rehearsal without accounts tells nobody, and nothing climbs.
    if (!any) return NOTHING;
    const now = instantFromMillis(await readClock(db));
    const waiting = await waitingPosts(db);
    const { mailboxes, started } = await deliver(reachable, waiting, now);
    const climbed = await climb(mailboxes, waiting, now);
    const undelivered = await watch(mailboxes, now);
    return { started, climbed, undelivered };
  };
}
