import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTemporalLogin } from '../../servers/databases.js';
import { isHeld, readHolder, takeLock } from '../../servers/lock-file.js';
import { endOrphanPostgres, startPostgres } from '../../servers/postgres.js';
import type { PostgresServer } from '../../servers/postgres.js';
import { endOrphanTemporal, startTemporal } from '../../servers/temporal-server.js';
import type { TemporalServer } from '../../servers/temporal-server.js';

const databaseVariable = 'XUNCHA_TEST_DATABASE_URL';
const temporalVariable = 'XUNCHA_TEST_TEMPORAL_ADDRESS';
const prefix = 'xuncha-test-';

const told = (name: string, lane: string): string => {
  const value = process.env[name];
  if (value !== undefined) return value;
  throw new Error(`This test needs the ${lane} lane's servers; run it by npm test.`);
};

/** Administrator's URL of the run's PostgreSQL; tests make databases of their own on it. */
export const testDatabaseUrl = (): string => told(databaseVariable, 'integration');

/** `host:port` of the run's Temporal server; a test file takes a task queue of its own. */
export const testTemporalAddress = (): string => told(temporalVariable, 'workflow');

/** Hands the addresses to the test processes, which are started later and inherit them. */
export const announceDatabase = (url: string): void => {
  process.env[databaseVariable] = url;
};

/** See `announceDatabase`. */
export const announceTemporal = (address: string): void => {
  process.env[temporalVariable] = address;
};

const onProgress = (line: string): void => {
  process.stderr.write(`[test servers] ${line}\n`);
};

/** Servers that a test may kill and start again, in a folder of their own. */
export type OwnServers = {
  readonly folder: string;
  postgres(): Promise<PostgresServer>;
  temporal(): Promise<TemporalServer>;
  /** Stops what was started and deletes the folder. */
  stop(): Promise<void>;
};

/**
 * A new folder below the system's temporary one with servers that are started when first asked
 * for, once each. `restart` of a server keeps its port.
 */
export const ownServers = (): OwnServers => {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const result = takeLock(join(folder, 'lock'));
  if (result.kind === 'held') throw new Error(`${folder} is not new`);
  let database: Promise<PostgresServer> | undefined;
  let temporal: Promise<TemporalServer> | undefined;
  const postgres = (): Promise<PostgresServer> =>
    (database ??= startPostgres({ dataDir: join(folder, 'postgres'), onProgress }));
  const withTemporal = async (): Promise<TemporalServer> => {
    const { databaseUrl } = await postgres();
    const login = await ensureTemporalLogin(databaseUrl);
    return startTemporal({ folder: join(folder, 'temporal'), databaseUrl: login, onProgress });
  };
  return {
    folder,
    postgres,
    temporal: () => (temporal ??= withTemporal()),
    async stop() {
      // One that did not start has stopped already.
      await (await temporal?.catch(() => undefined))?.stop();
      await (await database?.catch(() => undefined))?.stop();
      result.lock.release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const oldAfterMs = 60 * 60 * 1000;

/** A folder without a lock may have been made this very moment by a test that runs beside us. */
const isAbandoned = (folder: string, ending: number | undefined): boolean => {
  const holder = readHolder(join(folder, 'lock'));
  if (holder === undefined) return Date.now() - statSync(folder).mtimeMs > oldAfterMs;
  return holder.pid === ending || !isHeld(join(folder, 'lock'));
};

/** A new folder for a test's own data folder, which is swept when the test is killed. */
export const temporaryHome = (): string => mkdtempSync(join(tmpdir(), prefix));

/**
 * Ends the servers of test runs that were killed, and deletes their folders.
 *
 * @param ending pid of a process that is about to end; what it holds counts as abandoned
 */
export const sweepDeadRuns = async (ending?: number): Promise<void> => {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(prefix));
  for (const folder of folders.map((name) => join(tmpdir(), name))) {
    if (!isAbandoned(folder, ending)) continue;
    await endOrphanTemporal(join(folder, 'temporal'));
    await endOrphanPostgres(join(folder, 'postgres'));
    rmSync(folder, { recursive: true, force: true });
  }
};
