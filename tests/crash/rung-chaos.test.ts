import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createAppender } from '../../event-store/appender.js';
import type { StoredEvent } from '../../event-store/event.js';
import { readLog, readStream } from '../../event-store/read.js';
import { runChaos } from '../support/chaos.js';
import { createRounds } from '../support/chaos-rounds.js';
import { isClaim, missingClaims, planOf, wrongClaims } from '../support/chaos-rungs.js';
import { switchOff, type Safeguard } from '../support/chaos-switches.js';
import { diesOf, openInstallation, type Installation } from '../support/installation.js';
import { logFaults } from '../support/log-faults.js';
import { eventually } from '../support/process.js';
import { announceDatabase, ownServers, type OwnServers } from '../support/servers.js';

/** As many as fit into the lane; `bench/chaos.ts` takes hundreds. */
const kills = 16;
const seed = 5;

const onProgress = (line: string): void => {
  process.stderr.write(`[chaos] ${line}\n`);
};

let servers: OwnServers;
const opened: Installation[] = [];

beforeAll(async () => {
  servers = ownServers();
  announceDatabase((await servers.postgres()).databaseUrl);
});
afterAll(async () => {
  for (const installation of opened) await installation.close();
  await servers?.stop();
});

async function install(): Promise<Installation> {
  const installation = await openInstallation((await servers.temporal()).address);
  opened.push(installation);
  return installation;
}

describe('rungs that fire while the workers, Temporal and PostgreSQL are killed at random', () => {
  let installation: Installation;
  /** The events of one round whose rungs have all fired. */
  let own: readonly StoredEvent[];
  let stream: string;

  beforeAll(async () => {
    installation = await install();
    await installation.start('projections');
  });

  test('fire each once, none before its moment, and none later than a minute after the end', async () => {
    const report = await runChaos({ installation, servers, kills, seed, onProgress });
    onProgress(JSON.stringify(report));
    expect(report.faults).toEqual([]);
    const { worker, temporal, postgres } = report.kills;
    expect(worker + temporal + postgres).toBeGreaterThanOrEqual(kills);
    expect(Math.min(worker, temporal, postgres)).toBeGreaterThan(0);
    expect(report.lostAnswers).toBeGreaterThan(0);
    // Rungs were firing between the kills, and not only before and after.
    expect(report.claimsUnderFire).toBeGreaterThan(kills);
    expect(report.claimsAhead).toBeGreaterThan(0);
    expect(report.restMillis).toBeLessThan(60_000);
  });

  test('leave a log in which the checker would find any wrong claim', async () => {
    const { db } = installation.database.admin;
    const claims = (await readLog(db, 0, 1_000_000)).filter(isClaim);
    stream = claims[0]?.stream ?? '';
    own = await readStream(db, stream);
    const plan = planOf(own);
    const reached = new Date().toISOString();
    expect(plan.length).toBeGreaterThan(3);
    expect([
      ...wrongClaims(own, { stream, reached }),
      ...missingClaims(own, { stream, reached }),
    ]).toEqual([]);

    const last = own.at(-1)!;
    const without = own.slice(0, -1);
    const name = `${stream} ${plan.at(-1)?.deadline ?? ''} ${plan.at(-1)?.key ?? ''}`;
    expect(missingClaims(without, { stream, reached })).toEqual([`never claimed: ${name}`]);
    const hasty = [...without, { ...last, now: plan.at(-2)?.at ?? '' }];
    expect(wrongClaims(hasty, { stream, reached })).toEqual([`claimed before its moment: ${name}`]);
    expect(wrongClaims(own, { stream, reached: plan.at(-2)?.at ?? '' })).toEqual([
      `claimed before its clock got there: ${name}`,
    ]);
    const data = { ...(last.data as object), rung: 'another' };
    expect(wrongClaims([{ ...last, data }], { stream, reached })).toEqual([
      expect.stringContaining('claimed without a plan'),
    ]);
  });

  test('and of which a claim that is stored once more by force is reported', async () => {
    const { type, schemaVersion, data, now, actor } = own.find(isClaim)!;
    const { pool } = installation.database.as('worker_rw', { size: 3 });
    await createAppender(pool).submit({
      id: randomUUID(),
      stream,
      expected: null,
      events: [{ type, schemaVersion, data }],
      now,
      actor,
      cause: null,
      request: '0'.repeat(64),
    });
    const { deadline, rung } = data as { deadline: string; rung: string };
    expect(await logFaults(installation.database.admin.db, [])).toEqual([
      `claimed 2 times: ${stream} ${deadline} ${rung}`,
    ]);
  });
});

describe('without the safeguards against storing a command twice', () => {
  /**
   * The log refuses a known command id, and a decision on an older version; and the state of a round lists what
   * has fired. A worker that dies after the commit is replaced by one that reads the log, so that the list alone
   * is enough. A worker that only loses the answer decides again on the state that it keeps in memory, in
   * which the rung has not fired: either of the other two must hold, and with neither the rung fires twice.
   */
  const cases: readonly [string, readonly Safeguard[], 'kill' | 'throw', number][] = [
    ['the id', ['command id'], 'throw', 1],
    ['the version', ['expected version'], 'throw', 1],
    ['both, the worker dies after the commit', ['command id', 'expected version'], 'kill', 1],
    ['both, the answer to the commit is lost', ['command id', 'expected version'], 'throw', 2],
  ];

  test.each(cases)('%s: a rung fires as often as foreseen', async (_what, off, action, times) => {
    const installation = await install();
    const { db } = installation.database.admin;
    await switchOff(installation.database, off);
    // The second append, so that the worker knows the round already.
    const fault = installation.fault('flush.committed', { action, hit: 2 });
    const worker = await installation.start('worker', { fault });
    const rounds = createRounds(installation);
    await rounds.release();
    if (action === 'kill') {
      await diesOf(worker, fault);
      await installation.start('worker');
    }
    const [round] = rounds.followed();
    const stream = round?.stream ?? '';
    await eventually('every claim', async () => {
      const events = await readStream(db, stream);
      return missingClaims(events, round!).length === 0;
    });
    expect(fault.happened()).toBe(true);
    const claims = (await readStream(db, stream)).filter(isClaim);
    const keys = claims.map(({ data }) => JSON.stringify(data));
    const most = Math.max(...keys.map((key) => keys.filter((other) => other === key).length));
    expect(most).toBe(times);
    const faults = await logFaults(db, []);
    if (times === 1) expect(faults).toEqual([]);
    else expect(faults).toContainEqual(expect.stringMatching(/^claimed 2 times: /));
    await installation.killAll('worker');
  });

  test('the same random run reports doubles', async () => {
    const installation = await install();
    await installation.start('projections');
    await switchOff(installation.database, ['command id', 'expected version']);
    const report = await runChaos({ installation, servers, kills: 4, seed, onProgress });
    expect(report.lostAnswers).toBeGreaterThan(0);
    expect(report.faults).toContainEqual(expect.stringMatching(/^claimed \d+ times: /));
  });
});
