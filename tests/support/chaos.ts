import { setTimeout as sleep } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { head, readLog } from '../../event-store/read.js';
import type { StoredEvent } from '../../event-store/event.js';
import { standings } from '../../projections/checkpoint.js';
import { chanceOf, type Chance } from './chaos-chance.js';
import { createRounds, type Rounds } from './chaos-rounds.js';
import { isClaim, missingClaims, wrongClaims, type Followed } from './chaos-rungs.js';
import { serverVictim, workerVictim, type Victim, type VictimName } from './chaos-victims.js';
import type { Installation } from './installation.js';
import { faultsOf, grouped } from './log-faults.js';
import { eventually } from './process.js';
import type { OwnServers } from './servers.js';

export interface ChaosOptions {
  /** On the servers below; its projections run, and no worker yet. */
  readonly installation: Installation;
  readonly servers: OwnServers;
  /** Kills that must have happened before the run comes to rest. */
  readonly kills: number;
  readonly seed: number;
  readonly onProgress: (line: string) => void;
}

export interface ChaosReport {
  readonly seed: number;
  /** Kills that happened, of processes seen alive before and dead after. */
  readonly kills: Readonly<Record<VictimName, number>>;
  /** Commits whose answer nobody got. */
  readonly lostAnswers: number;
  readonly rounds: number;
  readonly claims: number;
  /** Claims stored between the first kill and the last. */
  readonly claimsUnderFire: number;
  /** Claims whose moment lay ahead of the wall clock, where only the round's own clock had come. */
  readonly claimsAhead: number;
  readonly seconds: number;
  /** From the last recovery to the last claim that was owed. */
  readonly restMillis: number;
  /** One sentence each; empty when all is sound. */
  readonly faults: readonly string[];
}

/** After the last recovery nothing may be later than this. */
const lateMillis = 60_000;
const lookMillis = 500;
const firingMillis = 4_000;
const releaseMillis = 200;
/** Rounds whose moments lie ahead and whose clocks are moved at the same time. */
const walkers = 2;
const wholeLog = 1_000_000;

/**
 * Fires rungs all the time while the worker, Temporal and PostgreSQL are killed at random and started again, then
 * lets everything come to rest and compares the log with what was owed.
 *
 * @throws Error when a kill did not happen or a server does not come back: then the run proves nothing
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { installation, seed } = options;
  const started = performance.now();
  const chance = chanceOf(seed);
  // Two of them, so that what one was about to do is soon done by the other, which knows nothing of it.
  const workers = [1, 2].map(() => workerVictim(installation, chance.branch()));
  const kinds = [workers, ...(await serversOf(options, chance.branch()))];
  const victims = kinds.flat();
  const rounds = createRounds(installation);
  await Promise.all(workers.map((worker) => worker.ensureUp()));

  const work = startWork(rounds, chance.branch());
  const from = new Date().toISOString();
  await killAtRandom(kinds, options, chance.branch()).finally(work.end);
  const to = new Date().toISOString();
  for (const worker of workers) worker.calmDown();
  rounds.expectCalm();
  const rest = await comeToRest(installation, rounds, victims);
  const unended = await work.ended;

  const events = await readLog(installation.database.admin.db, 0, wholeLog);
  const claims = events.filter(isClaim);
  return {
    seed,
    kills: killsOf(victims),
    lostAnswers: workers.reduce((sum, worker) => sum + worker.lostAnswers(), 0),
    rounds: rounds.followed().length,
    claims: claims.length,
    claimsUnderFire: claims.filter(({ at }) => at > from && at <= to).length,
    claimsAhead: claims.filter(({ at, now }) => now > at).length,
    seconds: Math.round((performance.now() - started) / 1000),
    restMillis: rest.millis,
    faults: [
      ...unended,
      ...rounds.early(),
      ...rest.late,
      ...(await faultsAtRest(installation, rounds)),
    ],
  };
}

async function serversOf({ servers }: ChaosOptions, chance: Chance): Promise<Victim[][]> {
  const [postgres, temporal] = [await servers.postgres(), await servers.temporal()];
  return [
    [serverVictim('temporal', temporal, ['SIGKILL'], chance)],
    // The second is PostgreSQL's own word for "at once": no checkpoint, and recovery at the next start.
    [serverVictim('postgres', postgres, ['SIGKILL', 'SIGQUIT'], chance)],
  ];
}

const killsOf = (victims: readonly Victim[]): ChaosReport['kills'] => {
  const kills = { worker: 0, temporal: 0, postgres: 0 };
  for (const victim of victims) kills[victim.name] += victim.kills();
  return kills;
};

/**
 * Tells the product of due rounds, and moves clocks, until `end` is called; what was begun is finished.
 *
 * @returns `ended`: one sentence for each part that could not be finished
 */
function startWork(
  rounds: Rounds,
  chance: Chance,
): { end(): void; ended: Promise<readonly string[]> } {
  let over = false;
  const release = async () => {
    while (!over) {
      await rounds.release();
      await sleep(releaseMillis);
    }
  };
  const walk = async () => {
    while (!over) await rounds.walk(() => (over ? 0 : chance.between(0, 2_000)));
  };
  const parts = [release(), ...Array.from({ length: walkers }, walk)];
  const ended = Promise.allSettled(parts).then((results) =>
    results.flatMap((result) =>
      result.status === 'rejected' ? [`not finished: ${String(result.reason)}`] : [],
    ),
  );
  return {
    ended,
    end() {
      over = true;
    },
  };
}

async function killAtRandom(
  kinds: readonly (readonly Victim[])[],
  { installation, kills, onProgress }: ChaosOptions,
  chance: Chance,
): Promise<void> {
  const victims = kinds.flat();
  const done = () => victims.reduce((sum, victim) => sum + victim.kills(), 0);
  while (done() < kills) {
    const standing = chance.oneOf(kinds).filter((victim) => victim.isUp());
    if (standing.length > 0) {
      const victim = chance.oneOf(standing);
      await victim.kill();
      onProgress(`${done()} of ${kills}: ${victim.name}`);
    }
    // Enough for rungs to fire is one of each kind; the others come back meanwhile.
    const back = Promise.all(
      kinds.map((kind) => Promise.any(kind.map((victim) => victim.ensureUp()))),
    ).then(() => untilFiring(installation));
    // Now and then the next one falls while the last one is still on its way back.
    if (!chance.happens(0.3)) await back;
    else back.catch(() => undefined);
    await sleep(chance.between(200, 2_000));
  }
  await Promise.all(victims.map((victim) => victim.ensureUp()));
}

/** Waits for the next claim, but not for long: a kill that meets nothing in motion proves little. */
async function untilFiring({ database }: Installation): Promise<void> {
  const { db } = database.admin;
  const until = performance.now() + firingMillis;
  const { position } = await head(db);
  while (performance.now() < until) {
    if ((await readLog(db, position, wholeLog)).some(isClaim)) return;
    await sleep(100);
  }
}

/**
 * Waits for all that is owed, while a worker may still meet the fault of its last life.
 *
 * @returns how long that took since the last recovery, and what was later than it may be
 */
async function comeToRest(
  { database }: Installation,
  rounds: Rounds,
  victims: readonly Victim[],
): Promise<{ millis: number; late: readonly string[] }> {
  let recovered = performance.now();
  for (;;) {
    if (victims.some((victim) => !victim.isUp())) {
      await Promise.all(victims.map((victim) => victim.ensureUp()));
      recovered = performance.now();
    }
    const events = await readLog(database.admin.db, 0, wholeLog);
    const missing = perRound(rounds, events, missingClaims);
    const millis = Math.round(performance.now() - recovered);
    if (missing.length === 0) return { millis, late: [] };
    if (millis > lateMillis)
      return { millis, late: missing.map((fault) => `later than ${lateMillis} ms: ${fault}`) };
    await sleep(lookMillis);
  }
}

/** What the checker says once the views have caught up, or stand still for good. */
async function faultsAtRest({ database }: Installation, rounds: Rounds): Promise<string[]> {
  const { db } = database.admin;
  await eventually('every view at the end of the log', async () => {
    const all = await standings(db);
    return all.every((one) => one.position === one.logPosition || one.stoppedAt !== null);
  });
  const events = await readLog(db, 0, wholeLog);
  return [
    ...perRound(rounds, events, wrongClaims),
    ...perRound(rounds, events, missingClaims),
    ...(await faultsOf(db, [])),
  ];
}

function perRound(
  rounds: Rounds,
  events: readonly StoredEvent[],
  look: (own: readonly StoredEvent[], followed: Followed) => readonly string[],
): string[] {
  const byStream = grouped(events, ({ stream }) => stream);
  return rounds.followed().flatMap((one) => look(byStream.get(one.stream) ?? [], one));
}
