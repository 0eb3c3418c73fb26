import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { startApi, type RunningApi } from '../api/main.js';
import { ensureAccounts, type FirstAccount } from '../api/access/first-start.js';
import type { Environment } from '../config/environment.js';
import { readSecret } from '../config/secrets.js';
import { connect, roleUrl } from '../database/connection.js';
import { migrate } from '../database/migrate.js';
import { readClock } from '../database/rehearsal-clock.js';
import { startProjections } from '../projections/main.js';
import { projectionHooks } from './projection-hooks.js';
import { startServers, type RunningServers } from '../servers/index.js';
import { connectTemporal, TASK_QUEUE } from '../temporal/connection.js';
import { startWorker, type RunningWorker } from '../worker/main.js';

export const ROLES = ['projections', 'worker', 'api'] as const;
export type StackRole = (typeof ROLES)[number];

/** Running parts of one installation, and where they answer. */
export interface Stack {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  /** Where the API listens; null when it is not among the roles. */
  readonly url: string | null;
  /** Accounts made by this very start, with the passwords nobody will be told again. */
  readonly newAccounts: readonly FirstAccount[];
  readonly processes: readonly { readonly name: string; readonly pid: number }[];
  /** Rejects when a part dies that nothing restarts. */
  readonly failed: Promise<never>;
  /** Stops everything in reverse order; safe to call twice. */
  stop(): Promise<void>;
}

export interface StackOptions {
  readonly roles: readonly StackRole[];
  readonly onProgress: (line: string) => void;
  readonly log: Logger;
  readonly taskQueue?: string;
  /** Servers that somebody else runs; without them the data folder's own are started. */
  readonly servers?: { readonly databaseUrl: string; readonly temporalAddress: string };
}

/**
 * Starts what the roles need, in order: servers, schema, projections, worker, api.
 *
 * @throws StartupError, ListenError, NewerDatabaseError with a sentence for the operator; nothing stays running
 */
export async function startStack(environment: Environment, options: StackOptions): Promise<Stack> {
  const { roles, onProgress, log, taskQueue = TASK_QUEUE } = options;
  const stops: (() => Promise<void>)[] = [];
  const stop = once(async () => {
    for (const end of [...stops].reverse()) await end();
  });
  try {
    const servers = options.servers ? null : await startServers(environment, { onProgress });
    if (servers) stops.push(() => servers.stop());
    const { databaseUrl, temporalAddress } = options.servers ?? (servers as RunningServers);
    const secret = readSecret(environment);
    const applied = await migrate(databaseUrl, { secret });
    if (applied.length > 0) onProgress(`Database set up (${applied.length} steps).`);
    const registry = new Registry();
    const part = { environment, databaseUrl, temporalAddress, log, registry, taskQueue };
    let worker: RunningWorker | null = null;
    if (roles.includes('projections')) {
      const projections = await startProjections({
        databaseUrl,
        secret,
        hooks: projectionHooks(log, registry),
      });
      stops.push(() => projections.stop());
      onProgress('Projections are running.');
    }
    if (roles.includes('worker')) {
      worker = await startWorker(part);
      stops.push(worker.stop);
      onProgress('Worker is ready.');
    }
    const api = roles.includes('api') ? await startApiPart(part, secret, stops) : null;
    if (api) servers?.record({ api: api.api.url });
    return {
      databaseUrl,
      temporalAddress,
      url: api?.api.url ?? null,
      newAccounts: api?.newAccounts ?? [],
      get processes() {
        return servers?.processes ?? [];
      },
      failed: worker?.failed ?? new Promise<never>(() => undefined),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Part {
  readonly environment: Environment;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly log: Logger;
  readonly registry: Registry;
  readonly taskQueue: string;
}

async function startApiPart(
  { environment, databaseUrl, temporalAddress, log, registry, taskQueue }: Part,
  secret: string,
  stops: (() => Promise<void>)[],
): Promise<{ api: RunningApi; newAccounts: readonly FirstAccount[] }> {
  const size = environment.databasePoolSize;
  const onError = (error: Error) => log.warn({ error: error.message }, 'database connection lost');
  const database = connect(databaseUrl, 'api_ro', { secret, size, onError });
  stops.push(() => database.close());
  const temporal = await connectTemporal(environment, temporalAddress, { taskQueue });
  stops.push(() => temporal.close());
  const newAccounts = await ensureAccounts(database.db, environment.home);
  const api = await startApi({
    environment,
    temporal,
    database,
    databaseUrl: roleUrl(databaseUrl, 'api_ro', secret),
    clock: environment.rehearsal
      ? async () => new Date(await readClock(database.db)).toISOString()
      : () => new Date().toISOString(),
    metrics: registry,
    log,
  });
  stops.push(api.stop);
  return { api, newAccounts };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
