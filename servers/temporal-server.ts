import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readEnvironment } from '../config/environment.js';
import { ensureDatabase, withClient } from './databases.js';
import { freePorts, isPortFree } from './free-ports.js';
import { commandOf, endProcess, identify, isStillRunning } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';
import { startServerProcess } from './server-process.js';
import type { OnProgress, ServerCommand, ServerProcess } from './server-process.js';
import { StartupError, folderError } from './startup-error.js';
import { obtainTemporal } from './temporal-binaries.js';
import { prepareTemporalSchema, temporalDatabaseOf } from './temporal-schema.js';
import type { TemporalDatabase } from './temporal-schema.js';

/** A running embedded Temporal server. */
export type TemporalServer = ServerProcess & {
  /** `127.0.0.1:<port>` of the gRPC frontend. */
  readonly address: string;
  readonly port: number;
};

export type TemporalOptions = {
  /** Holds its dynamic configuration, pid file and log; created when missing. */
  readonly folder: string;
  /** A login that owns (or may create) the databases `temporal` and `temporal_visibility`. */
  readonly databaseUrl: string;
  readonly onProgress: OnProgress;
  /** Port of the gRPC frontend; without it a free one is chosen. `restart` keeps all ports. */
  readonly port?: number;
  /** Where the programs are kept; default is the configured cache folder. */
  readonly cacheDir?: string;
  /** Starts it again when it ends by itself; default false. */
  readonly keepAlive?: boolean;
};

/** Can never be changed on existing data. */
const historyShards = 4;

/** Tasks of one queue at work at once: more than there are connections only wait until they time out. */
const QUEUE_WORKERS = 8;

/** Time skipping is for rehearsals and tests; one partition suffices for one machine. */
const dynamicConfig = `frontend.WorkflowTimeSkippingEnabled:
  - value: true
matching.numTaskqueueReadPartitions:
  - value: 1
matching.numTaskqueueWritePartitions:
  - value: 1
system.enableActivityEagerExecution:
  - value: true
limit.historyCount.suggestContinueAsNew:
  - value: 1024
history.timerProcessorSchedulerWorkerCount:
  - value: ${QUEUE_WORKERS}
history.transferProcessorSchedulerWorkerCount:
  - value: ${QUEUE_WORKERS}
`;

const portNames = [
  'FRONTEND_GRPC_PORT',
  'FRONTEND_HTTP_PORT',
  'FRONTEND_MEMBERSHIP_PORT',
  'HISTORY_GRPC_PORT',
  'HISTORY_MEMBERSHIP_PORT',
  'MATCHING_GRPC_PORT',
  'MATCHING_MEMBERSHIP_PORT',
  'WORKER_GRPC_PORT',
  'WORKER_MEMBERSHIP_PORT',
] as const;

type Ports = Readonly<Record<(typeof portNames)[number], string>>;

const choosePorts = async (frontend: number | undefined): Promise<Ports> => {
  if (frontend !== undefined && !(await isPortFree(frontend))) {
    throw new StartupError(
      `Port ${frontend} of 127.0.0.1 is in use; Temporal cannot listen there.`,
    );
  }
  const free = await freePorts(portNames.length);
  const entries = portNames.map((name, at) => [name, String(free[at])]);
  return {
    ...(Object.fromEntries(entries) as Ports),
    ...(frontend === undefined ? {} : { FRONTEND_GRPC_PORT: String(frontend) }),
  };
};

const pidFile = (folder: string): string => join(folder, 'temporal.pid');

/**
 * Ends a Temporal server that a dead supervisor left running with this folder.
 *
 * @returns true when one was running
 */
export const endOrphanTemporal = async (folder: string): Promise<boolean> => {
  let left: ProcessIdentity;
  try {
    left = JSON.parse(readFileSync(pidFile(folder), 'utf8')) as ProcessIdentity;
  } catch {
    return false;
  }
  if (!isStillRunning(left) || !commandOf(left.pid).includes('temporal-server')) return false;
  await endProcess(left.pid, 'SIGTERM', 20_000);
  return true;
};

/** Asks the frontend, then through it history and matching: each answers 404 once it serves. */
const isServing = async (httpPort: string): Promise<boolean> => {
  const base = `http://127.0.0.1:${httpPort}/api/v1`;
  const probe = `${base}/namespaces/temporal-system`;
  const ask = async (url: string): Promise<number> => {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status;
  };
  try {
    if ((await ask(`${base}/cluster-info`)) !== 200) return false;
    const deeper = [`${probe}/workflows/readiness-probe`, `${probe}/task-queues/readiness-probe`];
    const statuses = await Promise.all(deeper.map(ask));
    return statuses.every((status) => status < 500);
  } catch {
    return false;
  }
};

const environmentFor = (ports: Ports, database: TemporalDatabase, folder: string) => ({
  DB: 'postgres12_pgx',
  POSTGRES_SEEDS: database.host,
  DB_PORT: database.port,
  POSTGRES_USER: database.user,
  POSTGRES_PWD: database.password,
  DBNAME: 'temporal',
  VISIBILITY_DBNAME: 'temporal_visibility',
  SQL_TLS_ENABLED: String(database.tls),
  SQL_HOST_VERIFICATION: String(database.verifyHost),
  NUM_HISTORY_SHARDS: String(historyShards),
  SQL_MAX_CONNS: '8',
  SQL_MAX_IDLE_CONNS: '8',
  SQL_VIS_MAX_CONNS: '2',
  SQL_VIS_MAX_IDLE_CONNS: '2',
  BIND_ON_IP: '127.0.0.1',
  LOG_LEVEL: 'warn',
  DYNAMIC_CONFIG_FILE_PATH: join(folder, 'dynamic-config.yaml'),
  PATH: '/usr/bin:/bin',
  ...ports,
});

const ensureDatabases = (url: string): Promise<void> =>
  withClient(url, async (client) => {
    await ensureDatabase(client, 'temporal');
    await ensureDatabase(client, 'temporal_visibility');
  });

const hasNoSchema = (url: string) => async (database: string) => {
  const at = new URL(url);
  at.pathname = `/${database}`;
  const { rows } = await withClient(at.href, (client) =>
    client.query<{ missing: boolean }>(`select to_regclass('schema_version') is null as missing`),
  );
  return rows[0]?.missing ?? true;
};

/**
 * A new server tries to join those it finds listed, and waits 30 s and more for dead ones. It is
 * the only server of its databases, so whoever is listed before it starts is gone.
 */
const forgetDeadMembers = (databaseUrl: string): Promise<void> => {
  const at = new URL(databaseUrl);
  at.pathname = '/temporal';
  return withClient(at.href, async (client) => {
    await client.query('delete from cluster_membership');
  });
};

const commandFor = (
  program: string,
  folder: string,
  ports: Ports,
  databaseUrl: string,
): ServerCommand => ({
  name: 'Temporal',
  program,
  args: ['start'],
  cwd: folder,
  env: environmentFor(ports, temporalDatabaseOf(databaseUrl), folder),
  logFile: join(folder, 'temporal.log'),
  stopSignal: 'SIGTERM',
  readyWithinMs: 60_000,
  beforeStart: () => forgetDeadMembers(databaseUrl),
  onSpawn: (pid) => writeFileSync(pidFile(folder), JSON.stringify(identify(pid)), { mode: 0o600 }),
  isReady: () => isServing(ports.FRONTEND_HTTP_PORT),
});

const prepareFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, 'dynamic-config.yaml'), dynamicConfig);
  } catch (error) {
    throw folderError(folder, error);
  }
};

/**
 * Starts the embedded Temporal server on a PostgreSQL, obtaining its programs and bringing its
 * schemas up to date first. Resolves when frontend, history and matching all answer.
 *
 * @throws StartupError with a sentence that says what to do
 */
export const startTemporal = async (options: TemporalOptions): Promise<TemporalServer> => {
  const { databaseUrl, onProgress, keepAlive = false } = options;
  const folder = resolve(options.folder);
  const cacheDir = options.cacheDir ?? readEnvironment().cacheDir;
  const binaries = await obtainTemporal(cacheDir, onProgress);
  const started = performance.now();
  prepareFolder(folder);
  if (await endOrphanTemporal(folder)) {
    onProgress('A Temporal server that an earlier run left behind was stopped.');
  }
  await ensureDatabases(databaseUrl);
  const database = temporalDatabaseOf(databaseUrl);
  await prepareTemporalSchema(binaries.sqlTool, database, hasNoSchema(databaseUrl));
  const ports = await choosePorts(options.port);
  const command = commandFor(binaries.server, folder, ports, databaseUrl);
  const server = await startServerProcess(command, { keepAlive, onProgress });
  const port = Number(ports.FRONTEND_GRPC_PORT);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  onProgress(`Temporal is ready (port ${port}, ${seconds} s).`);
  return Object.assign(Object.create(server) as ServerProcess, {
    port,
    address: `127.0.0.1:${port}`,
  });
};
