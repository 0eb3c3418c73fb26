import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import type { FirstAccount } from '../api/access/first-start.js';
import type { Environment } from '../config/environment.js';
import { readSecret } from '../config/secrets.js';
import { migrate } from '../database/migrate.js';
import { startServers, type RunningServers } from '../servers/index.js';
import type { RunningPart } from './parts/part.js';

/** A role is loaded only when it is asked for: each brings libraries that the others do not need. */
const PARTS = {
  projections: () => import('./parts/projections.js'),
  worker: () => import('./parts/worker.js'),
  api: () => import('./parts/api.js'),
};

export type StackRole = keyof typeof PARTS;
export const ROLES: readonly StackRole[] = ['projections', 'worker', 'api'];

/** Running parts of one installation, and where they answer. */
export interface Stack {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  /** Where the API listens; null when it is not among the roles. */
  readonly url: string | null;
  /** Accounts made by this very start, with the passwords nobody will be told again. */
  readonly newAccounts: readonly FirstAccount[];
  /** Rejects when a part dies that nothing restarts. */
  readonly failed: Promise<never>;
  /** Stops everything in reverse order; safe to call twice. */
  stop(): Promise<void>;
}

export interface StackOptions {
  readonly roles: readonly StackRole[];
  readonly onProgress: (line: string) => void;
  readonly log: Logger;
  /** Servers that somebody else runs; without them the data folder's own are started. */
  readonly servers?: { readonly databaseUrl: string; readonly temporalAddress: string };
}

/**
 * Starts what the roles need, in order: servers, schema, then the roles as they are listed.
 *
 * @throws StartupError, ListenError, NewerDatabaseError with a sentence for the operator; nothing stays running
 */
export async function startStack(environment: Environment, options: StackOptions): Promise<Stack> {
  const { roles, onProgress, log } = options;
  const stops: (() => Promise<void>)[] = [];
  const stop = once(async () => {
    for (const end of [...stops].reverse()) await end();
  });
  try {
    const servers = options.servers ? null : await startServers(environment, { onProgress });
    if (servers) stops.push(() => servers.stop());
    const { databaseUrl, temporalAddress } = options.servers ?? (servers as RunningServers);
    const applied = await migrate(databaseUrl, { secret: readSecret(environment) });
    if (applied.length > 0) onProgress(`Database set up (${applied.length} steps).`);
    const registry = new Registry();
    const parts: RunningPart[] = [];
    for (const role of roles) {
      const { startPart } = await PARTS[role]();
      const part = await startPart({ environment, databaseUrl, temporalAddress, log, registry });
      stops.push(part.stop);
      onProgress(part.says);
      parts.push(part);
    }
    const url = parts.find((part) => part.url)?.url ?? null;
    if (url) servers?.record({ api: url });
    return {
      databaseUrl,
      temporalAddress,
      url,
      newAccounts: parts.flatMap((part) => part.newAccounts ?? []),
      failed: Promise.race(parts.map((part) => part.failed ?? never())),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
