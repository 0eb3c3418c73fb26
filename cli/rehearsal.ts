import type { Client } from '@temporalio/client';
import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../database/connection.js';
import { readClock, setClock } from '../database/rehearsal-clock.js';
import { CLOCK } from '../domain/shared/roles.js';
import type { StoredEvent } from '../event-store/event.js';
import { head, readLog } from '../event-store/read.js';
import { allViews } from '../projections/index.js';
import { dueCases } from '../projections/case-index/queries.js';
import { fastForward } from '../temporal/fast-forward.js';

/** The moment itself and the task that handles it. */
const PAST_MILLIS = 1_000;
const PARALLEL = 8;
/** More events than one due moment can bring. */
const MOMENT_EVENTS = 10_000;
const PATIENCE_MILLIS = 60_000;
/** The view that knows the next due moment of every case. */
const CASES = 'case-index';

export interface Rehearsal {
  /** Where the rehearsal stands, milliseconds since the epoch. */
  now(): Promise<number>;
  /** Waits until every view shows what the log holds now. @throws Error after a minute */
  caughtUp(): Promise<void>;
  /**
   * Moves every open case to a moment, the one with the earliest due moment first, so that reminders and
   * escalations fire by their own timers in the order they would have in life.
   *
   * @param to milliseconds since the epoch
   * @throws Error when a due moment does not move on within a minute
   */
  advanceTo(to: number, onFired?: (fired: Fired) => void): Promise<void>;
}

/** What the clock did at a due moment: a reminder, a missed day, an escalation. */
export interface Fired {
  /** Number of the case. */
  readonly number: string;
  /** The due moment, an ISO instant; the event's own clock is a little later. */
  readonly at: string;
  readonly event: StoredEvent;
}

/** @param client reaches a Temporal server that allows time skipping */
export function createRehearsal(client: Client, { db }: Pick<Connection, 'db'>): Rehearsal {
  const caughtUp = async (views: readonly string[]) => {
    const { position } = await head(db);
    await waitFor('the projections', async () => {
      const { rows } = await sql<{ reached: number }>`
        select count(*)::int as reached from views.checkpoint
        where name = any(${views}) and pos >= ${position}`.execute(db);
      return Number(rows[0]?.reached) === views.length;
    });
  };
  return {
    now: () => readClock(db),
    caughtUp: () => caughtUp(allViews.map(({ name }) => name)),
    async advanceTo(to, onFired) {
      let { position } = await head(db);
      const limit = new Date(to).toISOString();
      for (;;) {
        await caughtUp([CASES]);
        const due = await dueCases(db, limit);
        const first = due[0];
        if (first === undefined) break;
        const together = due.filter(({ at }) => at === first.at);
        const moment = Date.parse(first.at);
        await setClock(db, Math.max(moment, await readClock(db)));
        for (let from = 0; from < together.length; from += PARALLEL)
          await Promise.all(
            together
              .slice(from, from + PARALLEL)
              .map(({ stream }) => fastForward(client, stream, moment + PAST_MILLIS)),
          );
        await waitFor(`the due moment ${first.at}`, async () => {
          const still = await dueCases(db, first.at);
          return !still.some(({ stream, at }) =>
            together.some((entry) => entry.stream === stream && entry.at === at),
          );
        });
        for (const event of await readLog(db, position, MOMENT_EVENTS)) {
          position = event.position;
          const number = together.find(({ stream }) => stream === event.stream)?.number;
          if (event.actor.id === CLOCK.id && number) onFired?.({ number, at: first.at, event });
        }
      }
      await setClock(db, Math.max(to, await readClock(db)));
    },
  };
}

async function waitFor(what: string, condition: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + PATIENCE_MILLIS;
  while (!(await condition())) {
    if (Date.now() > until) throw new Error(`${what} did not move on within a minute`);
    await sleep(20);
  }
}
