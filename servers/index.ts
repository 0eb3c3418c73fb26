import { join } from 'node:path';
import type { Environment } from '../config/environment.js';
import { checkForeignDatabase, ensureTemporalLogin } from './databases.js';
import { homeHolder, openHome } from './home.js';
import { clusterPassword } from './postgres-cluster.js';
import { startPostgres } from './postgres.js';
import type { OnProgress, ServerProcess } from './server-process.js';
import { endOrphanTemporal, startTemporal } from './temporal-server.js';

/** The servers of one data folder, embedded or the operator's own. */
export type RunningServers = {
  /** Administrator's URL of the database `xuncha`, or `DATABASE_URL`. */
  readonly databaseUrl: string;
  /** `host:port` of Temporal's gRPC frontend. */
  readonly temporalAddress: string;
  /** The embedded processes with their present pids; empty when both servers are the operator's. */
  readonly processes: readonly { readonly name: string; readonly pid: number }[];
  /** Adds where something of ours answers (such as `api`) to the lock, for the next who asks. */
  record(urls: Readonly<Record<string, string>>): void;
  /** Stops Temporal, then PostgreSQL, then gives the data folder back; safe to call twice. */
  stop(): Promise<void>;
};

type Started = { databaseUrl: string; server?: ServerProcess };

const provideDatabase = async (
  environment: Environment,
  onProgress: OnProgress,
): Promise<Started> => {
  const { databaseUrl: given, home, cacheDir } = environment;
  if (given !== undefined) {
    await checkForeignDatabase(given);
    return { databaseUrl: given };
  }
  const server = await startPostgres({
    dataDir: join(home, 'postgres'),
    cacheDir,
    keepAlive: true,
    onProgress,
  });
  return { databaseUrl: server.databaseUrl, server };
};

const provideTemporal = async (
  environment: Environment,
  database: Started,
  onProgress: OnProgress,
): Promise<{ address: string; server?: ServerProcess }> => {
  const { temporalAddress: given, home, cacheDir } = environment;
  if (given !== undefined) return { address: given };
  const databaseUrl =
    database.server === undefined
      ? database.databaseUrl
      : await ensureTemporalLogin(database.databaseUrl);
  const server = await startTemporal({
    folder: join(home, 'temporal'),
    databaseUrl,
    cacheDir,
    keepAlive: true,
    onProgress,
  });
  return { address: server.address, server };
};

const withoutPassword = (databaseUrl: string): string => {
  const url = new URL(databaseUrl);
  url.password = '';
  return url.href;
};

/**
 * The servers of a data folder that another process of ours runs right now, for commands beside it.
 *
 * @returns undefined when nobody runs them; `DATABASE_URL` and `TEMPORAL_ADDRESS` win where they are set
 */
export const findRunningServers = (
  environment: Environment,
): { readonly databaseUrl: string; readonly temporalAddress: string } | undefined => {
  const urls = homeHolder(environment.home)?.urls;
  const temporalAddress = environment.temporalAddress ?? urls?.['temporal'];
  if (temporalAddress === undefined) return undefined;
  if (environment.databaseUrl !== undefined)
    return { databaseUrl: environment.databaseUrl, temporalAddress };
  if (urls?.['database'] === undefined) return undefined;
  const url = new URL(urls['database']);
  url.password = clusterPassword(join(environment.home, 'postgres'));
  return { databaseUrl: url.href, temporalAddress };
};

/** Runs once whoever calls, and gives everyone the same end. */
const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
};

/**
 * Opens the data folder and starts the servers that the configuration does not name. What a killed
 * run left behind is stopped first, Temporal before the database it writes to.
 *
 * @throws StartupError with a sentence that says what to do; nothing is left running then
 */
export const startServers = async (
  environment: Environment,
  { onProgress }: { readonly onProgress: OnProgress },
): Promise<RunningServers> => {
  const home = openHome(environment.home);
  const servers: ServerProcess[] = [];
  const stop = once(async () => {
    for (const server of [...servers].reverse()) await server.stop();
    home.release();
  });
  try {
    await endOrphanTemporal(join(environment.home, 'temporal'));
    const database = await provideDatabase(environment, onProgress);
    if (database.server !== undefined) servers.push(database.server);
    const temporal = await provideTemporal(environment, database, onProgress);
    if (temporal.server !== undefined) servers.push(temporal.server);
    let urls: Readonly<Record<string, string>> = {
      database: withoutPassword(database.databaseUrl),
      temporal: temporal.address,
    };
    home.record(urls);
    return {
      databaseUrl: database.databaseUrl,
      temporalAddress: temporal.address,
      get processes() {
        return servers.map(({ name, pid }) => ({ name, pid }));
      },
      record(more) {
        urls = { ...urls, ...more };
        home.record(urls);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
