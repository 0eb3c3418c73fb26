import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readEnvironment } from '../config/environment.js';
import { withClient, ensureDatabase } from './databases.js';
import { freePorts, isPortFree } from './free-ports.js';
import { machineCacheDir, obtainPostgres } from './postgres-binaries.js';
import { chooseUser, clusterPassword, ensureCluster } from './postgres-cluster.js';
import { nameForServer, superuser } from './postgres-cluster.js';
import { commandOf, endProcess, isAlive, worksIn } from './process-identity.js';
import { startServerProcess } from './server-process.js';
import type { OnProgress, RunAs, ServerCommand, ServerProcess } from './server-process.js';
import { StartupError, folderError } from './startup-error.js';

/** A running embedded PostgreSQL. */
export type PostgresServer = ServerProcess & {
  readonly port: number;
  /** Superuser's URL of database `xuncha`. */
  readonly databaseUrl: string;
  /** Superuser's URL of another database of this server. */
  urlOf(database: string): string;
};

export type PostgresOptions = {
  /** The cluster's own folder; created when missing. Its password lies in `<dataDir>.password`. */
  readonly dataDir: string;
  readonly onProgress: OnProgress;
  /** Without it a free port is chosen; `restart` keeps it. */
  readonly port?: number;
  /** Where the programs are unpacked; default is the configured cache folder. */
  readonly cacheDir?: string;
  /** Starts it again when it ends by itself; default false. */
  readonly keepAlive?: boolean;
};

const readPidFile = (dataDir: string): { pid: number; ready: boolean } | undefined => {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
};

const isPostgres = (pid: number, dataDir: string): boolean =>
  isAlive(pid) && /\bpostgres\b/.test(commandOf(pid)) && worksIn(pid, dataDir);

/** Server processes that outlived a killed postmaster hold its memory for a moment. */
const leftovers = (dataDir: string): number[] => {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => isPostgres(pid, dataDir));
};

/**
 * Ends what a dead supervisor left running on this folder. The pid file alone proves nothing: only
 * a process that is PostgreSQL and works in this folder is ended.
 *
 * @returns true when something was running
 */
export const endOrphanPostgres = async (dataDir: string): Promise<boolean> => {
  const postmaster = readPidFile(dataDir)?.pid;
  const orphaned = postmaster !== undefined && isPostgres(postmaster, dataDir);
  if (orphaned) await endProcess(postmaster, 'SIGINT', 20_000);
  const left = leftovers(dataDir);
  await Promise.all(left.map((pid) => endProcess(pid, 'SIGQUIT', 5_000)));
  // A pid file that names a living stranger would keep the new postmaster from starting.
  if (readPidFile(dataDir) !== undefined) rmSync(join(dataDir, 'postmaster.pid'), { force: true });
  return orphaned;
};

const settings = (port: number): string[] =>
  Object.entries({
    listen_addresses: '127.0.0.1',
    port: String(port),
    // TCP only: a socket's path must stay below 107 bytes, which no data folder can promise.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    max_connections: '120',
    // After a crash one call to the file system instead of thousands; as sure since Linux 5.8.
    ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

const commandFor = (
  bin: string,
  dataDir: string,
  port: number,
  runAs: RunAs | undefined,
): ServerCommand => ({
  name: 'PostgreSQL',
  program: join(bin, 'postgres'),
  args: ['-D', nameForServer(dataDir, runAs), ...settings(port)],
  cwd: dataDir,
  env: { PATH: '/usr/bin:/bin' },
  logFile: `${dataDir}.log`,
  runAs,
  stopSignal: 'SIGINT',
  readyWithinMs: 60_000,
  beforeStart: async () => {
    await endOrphanPostgres(dataDir);
  },
  isReady: async (pid) => {
    const found = readPidFile(dataDir);
    return Promise.resolve(found?.pid === pid && found.ready);
  },
});

const choosePort = async (wanted: number | undefined): Promise<number> => {
  if (wanted === undefined) return (await freePorts(1))[0] ?? 0;
  if (await isPortFree(wanted)) return wanted;
  throw new StartupError(`Port ${wanted} of 127.0.0.1 is in use; PostgreSQL cannot listen there.`);
};

/**
 * Starts the embedded PostgreSQL 18 on a folder, creating the cluster (UTF-8, ICU zh-Hans-CN,
 * scram-sha-256) and its database `xuncha` when they are missing. Durability settings stay on.
 * The caller holds the data folder's lock; a server that a dead caller left behind is ended first.
 *
 * @throws StartupError with a sentence that says what to do
 */
export const startPostgres = async (options: PostgresOptions): Promise<PostgresServer> => {
  const { onProgress, keepAlive = false } = options;
  const dataDir = resolve(options.dataDir);
  try {
    mkdirSync(dirname(dataDir), { recursive: true });
  } catch (error) {
    throw folderError(dirname(dataDir), error);
  }
  const runAs = chooseUser(dataDir);
  const cacheDir = options.cacheDir ?? readEnvironment().cacheDir;
  const machineCache = runAs === undefined ? [] : [machineCacheDir];
  const folders = [cacheDir, ...machineCache, join(dirname(dataDir), 'programs')];
  const binaries = obtainPostgres(folders, runAs);
  const started = performance.now();
  if (await endOrphanPostgres(dataDir)) {
    onProgress('A PostgreSQL that an earlier run left behind was stopped in good order.');
  }
  if (await ensureCluster(binaries, dataDir, runAs)) onProgress('A new database was created.');
  const port = await choosePort(options.port);
  const command = commandFor(binaries.bin, dataDir, port, runAs);
  const server = await startServerProcess(command, { keepAlive, onProgress });
  const password = clusterPassword(dataDir);
  const urlOf = (database: string): string =>
    `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
  try {
    await withClient(urlOf('postgres'), (client) => ensureDatabase(client, 'xuncha'));
  } catch (error) {
    await server.stop();
    throw error;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  onProgress(`PostgreSQL ${binaries.version} is ready (port ${port}, ${seconds} s).`);
  return Object.assign(Object.create(server) as ServerProcess, {
    port,
    databaseUrl: urlOf('xuncha'),
    urlOf,
  });
};
