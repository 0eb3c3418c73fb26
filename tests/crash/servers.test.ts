import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { isAlive } from '../../servers/process-identity.js';
import { countEvents, expectSound } from '../support/checker.js';
import { openInstallation, type Installation } from '../support/installation.js';
import { openOffice, type Office } from '../support/office.js';
import { eventually, type ProductProcess } from '../support/process.js';
import { announceDatabase, ownServers, type OwnServers } from '../support/servers.js';

const WRITERS = 4;
const COMMANDS = 12;

let servers: OwnServers;
let installation: Installation;
let office: Office;
let worker: ProductProcess;

beforeAll(async () => {
  servers = ownServers();
  announceDatabase((await servers.postgres()).databaseUrl);
  installation = await openInstallation((await servers.temporal()).address);
  office = await openOffice(installation);
  await Promise.all([installation.start('api'), installation.start('projections')]);
  worker = await installation.start('worker');
});
afterAll(async () => {
  await installation?.close();
  await servers?.stop();
});

/** Four people write to two rounds, so that they meet each other there. */
async function underWriters(faults: (done: () => number) => Promise<void>): Promise<void> {
  const rounds = await Promise.all([office.propose(), office.propose()]);
  const streams = rounds.map(({ stream }) => stream);
  const before = office.acknowledged.length;
  const writers = Array.from({ length: WRITERS }, (_, index) =>
    office.write([...streams.slice(index % 2), ...streams.slice(0, index % 2)], COMMANDS),
  );
  await Promise.all([...writers, faults(() => office.acknowledged.length - before)]);
  for (const stream of streams)
    expect(await countEvents(installation, stream, 'TargetNominated')).toBe(
      (WRITERS * COMMANDS) / streams.length,
    );
}

/** Processes whose parent this is. */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The program's name stands in parentheses and may hold spaces.
        return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === String(pid);
      } catch {
        return false;
      }
    })
    .map(Number);
}

const expectCalmAnswers = (): void => {
  // 0 is no answer at all; a refusal or an internal error would be a lie about the command.
  expect(office.statuses.filter((status) => ![200, 202, 503].includes(status))).toEqual([]);
};

describe('under four writers', () => {
  test('Temporal is killed and restarted, then the worker: nothing is lost or doubled', async () => {
    const temporal = await servers.temporal();
    await underWriters(async (done) => {
      await eventually('the first acknowledgements', () => done() >= 8);
      const { pid } = temporal;
      temporal.kill('SIGKILL');
      await eventually('the end of Temporal', () => !isAlive(pid));
      const atDeath = done();
      expect(atDeath).toBeLessThan(WRITERS * COMMANDS);
      await temporal.restart();
      expect(temporal.pid).not.toBe(pid);

      await eventually('acknowledgements after Temporal', () => done() >= atDeath + 8);
      expect((await worker.kill()).signal).toBe('SIGKILL');
      expect(done()).toBeLessThan(WRITERS * COMMANDS);
      worker = await installation.start('worker');
    });
    expectCalmAnswers();
    await expectSound(installation, office);
  });

  test('every PostgreSQL process is killed: the API says so, and nothing is lost', async () => {
    const postgres = await servers.postgres();
    const before = office.statuses.length;
    await underWriters(async (done) => {
      await eventually('the first acknowledgements', () => done() >= 8);
      const pids = [postgres.pid, ...childrenOf(postgres.pid)];
      expect(pids.length).toBeGreaterThan(5);
      postgres.kill('SIGKILL');
      for (const pid of pids.filter(isAlive)) process.kill(pid, 'SIGKILL');
      await eventually('the end of PostgreSQL', () => !pids.some(isAlive));
      expect(done()).toBeLessThan(WRITERS * COMMANDS);
      // Long enough for every writer to meet an API without its database.
      await eventually('an answer 503', () => office.statuses.slice(before).includes(503));
      await postgres.restart();
    });
    expectCalmAnswers();
    await expectSound(installation, office);
  });
});
