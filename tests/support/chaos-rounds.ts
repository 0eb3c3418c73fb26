import type { Client } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import { readStream } from '../../event-store/read.js';
import type { StoredEvent } from '../../event-store/event.js';
import { fastForward } from '../../temporal/fast-forward.js';
import { poke } from '../../temporal/poke.js';
import { proposal } from './api.js';
import { missingClaims, planOf, wrongClaims, type Followed } from './chaos-rungs.js';
import { createDecider, envelopeOf } from './decide.js';
import type { Installation } from './installation.js';
import { newRound, today } from './office.js';

const patienceMillis = 180_000;
const retryMillis = 250;
const callMillis = 8_000;
const mostWaiting = 16;
const hourMillis = 3_600_000;

/** Rounds that nobody decides on, so that every rung of their first deadline fires. */
export interface Rounds {
  /** Rounds told to the product so far, and how far each one's clock was told to go. */
  readonly followed: () => readonly Followed[];
  /** Claims that came before their clock did, seen while the clocks went on. */
  readonly early: () => readonly string[];
  /**
   * Proposes a round of years ago, all of whose moments have passed, and wakes its run; does nothing while many
   * such rounds still wait for their claims, so that rungs fire all the time and no heap of them is left.
   */
  release(): Promise<void>;
  /** Proposes a round of today and moves its own clock over every moment, one by one; ends with the last claim. */
  walk(pauseMillis: () => number): Promise<void>;
  /** From now on nothing is killed any more, and what was begun has three minutes to end. */
  expectCalm(): void;
}

export function createRounds({ database, temporal }: Installation): Rounds {
  const { client, taskQueue } = temporal;
  const decide = createDecider(database.as('worker_rw', { size: 3 }));
  const reached = new Map<string, string>();
  const early = new Set<string>();
  const waiting = new Set<string>();
  let until = Infinity;

  /** Repeats work that fails while a server is down. @throws the last error when it fails in calm, too */
  async function throughOutages<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (Date.now() > until) throw error;
        await sleep(retryMillis);
      }
    }
  }
  async function propose(now: string, days: Record<string, string>): Promise<string> {
    const stream = newRound();
    const data = proposal({ number: `XC-${stream.slice(-8)}`, ...days });
    const envelope = envelopeOf({ type: 'ProposeRound', data, by: 'officeStaff', now });
    const outcome = await throughOutages(() => decide(stream, envelope, now));
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    return stream;
  }
  const wake = (stream: string) =>
    throughOutages(() =>
      within(client, () =>
        poke(client, { stream, workflowType: 'inspectionRound', summary: '巡察轮次' }, taskQueue),
      ),
    );
  const eventsOf = (stream: string): Promise<StoredEvent[]> =>
    throughOutages(() => readStream(database.admin.db, stream));

  /**
   * Moves one round's clock, and notes before that how far it may have come. The clock stands still while a task
   * of the round is with a worker that died, so that this may take many attempts.
   */
  async function advance(stream: string, to: number): Promise<StoredEvent[]> {
    reached.set(stream, new Date(to).toISOString());
    await throughOutages(() => within(client, () => fastForward(client, stream, to)));
    return eventsOf(stream);
  }
  const isDone = async (stream: string): Promise<boolean> => {
    const missing = missingClaims(await eventsOf(stream), {
      stream,
      reached: reached.get(stream) ?? '',
    });
    return missing.length === 0;
  };
  /** A claim must not be there while its moment still lies an hour ahead of the round's clock. */
  const expectNoneEarly = (stream: string, events: readonly StoredEvent[]): void => {
    const so = { stream, reached: reached.get(stream) ?? '' };
    for (const fault of wrongClaims(events, so)) early.add(fault);
  };

  return {
    followed: () => [...reached].map(([stream, at]) => ({ stream, reached: at })),
    early: () => [...early],
    expectCalm() {
      until = Date.now() + patienceMillis;
    },
    async release() {
      for (const stream of waiting) if (await isDone(stream)) waiting.delete(stream);
      if (waiting.size >= mostWaiting) return;
      const stream = await propose('2021-05-01T02:00:00.000Z', {});
      reached.set(stream, new Date().toISOString());
      waiting.add(stream);
      await wake(stream);
    },
    async walk(pauseMillis) {
      const day = today();
      const days = { proposedOn: day, plannedFrom: day, plannedTo: day };
      const stream = await propose(new Date().toISOString(), days);
      reached.set(stream, new Date().toISOString());
      await wake(stream);
      for (const moment of planOf(await eventsOf(stream))) {
        const at = Date.parse(moment.at);
        expectNoneEarly(stream, await advance(stream, at - hourMillis));
        await sleep(pauseMillis());
        expectNoneEarly(stream, await eventsOf(stream));
        await advance(stream, at + 1_000);
        while (!(await isDone(stream))) {
          // The checker reports what never came; the clock must not go on past it.
          if (Date.now() > until) return;
          await sleep(retryMillis);
        }
      }
    },
  };
}

/** A call that a dead server never answers is given up, to be made again. */
const within = <T>(client: Client, call: () => Promise<T>): Promise<T> =>
  client.withDeadline(Date.now() + callMillis, call);
