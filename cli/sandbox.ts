import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../config/environment.js';
import { readSecret } from '../config/secrets.js';
import { connect, type Connection } from '../database/connection.js';
import { ensureDatabase, withClient } from '../servers/databases.js';
import { connectTemporal, type TemporalHandle } from '../temporal/connection.js';
import { fileLog } from './log.js';
import { createRehearsal, type Rehearsal } from './rehearsal.js';
import { ROLES, startStack, type Stack } from './stack.js';

/** A whole installation of its own, with a clock that can be moved; wiped when it is closed. */
export interface Sandbox {
  readonly stack: Stack;
  readonly url: string;
  readonly home: string;
  readonly rehearsal: Rehearsal;
  /** Connections as `api_ro`, for the tokens of the people in a scenario. */
  readonly access: Connection;
  readonly worker: Connection;
  readonly temporal: TemporalHandle;
  close(): Promise<void>;
}

/**
 * Starts a sandbox beside whatever else runs: its own folder and servers, or, where the configuration
 * names servers, its own database and namespace on them.
 *
 * @param keep leaves the folder when it is closed, for a look at what happened
 */
export async function openSandbox(
  environment: Environment,
  { onProgress, keep = false }: { onProgress: (line: string) => void; keep?: boolean },
): Promise<Sandbox> {
  const home = mkdtempSync(join(tmpdir(), 'xuncha-rehearsal-'));
  const name = `rehearsal_${randomUUID().slice(0, 8)}`;
  const { databaseUrl: given, secret: _secret, ...rest } = environment;
  const own: Environment = {
    ...rest,
    home,
    port: 0,
    rehearsal: true,
    temporalNamespace: given ? name : environment.temporalNamespace,
    ...(given ? { databaseUrl: await ownDatabase(given, name) } : {}),
  };
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
    if (given)
      await withClient(given, (client) => client.query(`drop database ${name} with (force)`));
    if (!keep) rmSync(home, { recursive: true, force: true });
  };
  try {
    const stack = await startStack(own, { roles: ROLES, onProgress, log: fileLog(own) });
    closing.push(stack.stop);
    const secret = readSecret(own);
    const access = connect(stack.databaseUrl, 'api_ro', { secret, size: 2 });
    closing.push(() => access.close());
    const worker = connect(stack.databaseUrl, 'worker_rw', { secret, size: 4 });
    closing.push(() => worker.close());
    const temporal = await connectTemporal(own, stack.temporalAddress);
    closing.push(() => temporal.close());
    const rehearsal = createRehearsal(temporal.client, worker);
    return { stack, url: stack.url ?? '', home, rehearsal, access, worker, temporal, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @returns the URL of a new database on the same server */
async function ownDatabase(given: string, name: string): Promise<string> {
  await withClient(given, (client) => ensureDatabase(client, name));
  const url = new URL(given);
  url.pathname = `/${name}`;
  return url.href;
}
