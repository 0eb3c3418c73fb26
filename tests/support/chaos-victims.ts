import { setTimeout as sleep } from 'node:timers/promises';
import type { FailpointName } from '../../event-store/failpoint.js';
import { isAlive } from '../../servers/process-identity.js';
import type { ServerProcess } from '../../servers/server-process.js';
import type { Chance } from './chaos-chance.js';
import type { Fault, Installation } from './installation.js';
import { eventually, type ProductProcess } from './process.js';

export type VictimName = 'worker' | 'temporal' | 'postgres';

/** A process that is killed again and again, and started again each time. */
export interface Victim {
  readonly name: VictimName;
  isUp(): boolean;
  /** How often it was seen alive and then dead by a kill, its own deaths included. */
  kills(): number;
  /** Kills it, unless it is down. @throws Error when it did not die of that: then the fault did not happen */
  kill(): Promise<void>;
  /** Starts it, as often as it takes; whoever asks while that goes on waits for the same start. */
  ensureUp(): Promise<void>;
}

/** The worker, of which each life has a fault built in. */
export interface WorkerVictim extends Victim {
  /** How often an answer of the database was lost, after the commit and before anybody read it. */
  lostAnswers(): number;
  /** Lives that begin from now on meet no fault. */
  calmDown(): void;
}

const deathMillis = 10_000;
const retryMillis = 200;
const patienceMillis = 120_000;

/** One start at a time, tried again while what it needs is itself still down. */
function starting(isUp: () => boolean, start: () => Promise<void>): () => Promise<void> {
  const persist = async () => {
    const until = Date.now() + patienceMillis;
    while (!isUp())
      await start().catch((error: unknown) => {
        if (Date.now() > until) throw error;
        return sleep(retryMillis);
      });
  };
  let underWay: Promise<void> | undefined;
  return () =>
    (underWay ??= persist().finally(() => {
      underWay = undefined;
    }));
}

/** @param signals what it is killed with, one of them each time */
export function serverVictim(
  name: VictimName,
  server: ServerProcess,
  signals: readonly NodeJS.Signals[],
  chance: Chance,
): Victim {
  let kills = 0;
  let up = true;
  return {
    name,
    isUp: () => up && isAlive(server.pid),
    kills: () => kills,
    async kill() {
      const { pid } = server;
      if (!isAlive(pid)) return;
      up = false;
      server.kill(chance.oneOf(signals));
      await eventually(`the end of ${name}`, () => !isAlive(pid), deathMillis);
      kills += 1;
    },
    ensureUp: starting(
      () => up && isAlive(server.pid),
      async () => {
        await server.restart();
        up = true;
      },
    ),
  };
}

/** Where a worker dies by itself: around its append, where a second attempt is most likely to do harm. */
const deathPoints: readonly FailpointName[] = [
  'handle.decided',
  'flush.sent',
  'flush.committed',
  'activity.returning',
];
/** Appends, of which a life makes some tens before it is killed from outside. */
const latestHit = 20;

/**
 * @param installation in which no worker runs yet
 * @param chance decides where and when each life meets its fault: it loses an answer, or dies in the middle
 */
export function workerVictim(installation: Installation, chance: Chance): WorkerVictim {
  const faults: Fault[] = [];
  let kills = 0;
  let current: ProductProcess | undefined;
  let calm = false;
  const drawFault = (): Fault => {
    const hit = chance.between(1, latestHit);
    if (chance.happens(0.7)) {
      const lost = installation.fault('flush.committed', { action: 'throw', hit });
      faults.push(lost);
      return lost;
    }
    return installation.fault(chance.oneOf(deathPoints), { action: 'kill', hit });
  };
  const start = async () => {
    const started = await installation.start('worker', calm ? {} : { fault: drawFault() });
    current = started;
    void started.ended.then(({ signal }) => {
      if (current === started) current = undefined;
      if (signal === 'SIGKILL') kills += 1;
    });
  };
  const ensureUp = starting(() => current !== undefined, start);
  const kill = async () => {
    const doomed = current;
    const ending = await doomed?.kill();
    if (ending && ending.signal !== 'SIGKILL')
      throw new Error(`the worker ended before its kill:\n${doomed?.output() ?? ''}`);
  };
  return {
    name: 'worker',
    isUp: () => current !== undefined,
    kills: () => kills,
    kill,
    ensureUp,
    calmDown() {
      calm = true;
    },
    lostAnswers: () => faults.filter((fault) => fault.happened()).length,
  };
}
