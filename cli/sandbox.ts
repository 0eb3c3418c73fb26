import { Connection as TemporalConnection, isGrpcServiceError } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
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
  /** What `keep` leaves behind, in words for the operator. */
  readonly place: string;
  readonly rehearsal: Rehearsal;
  /** Connections as `api_ro`, for the tokens of the people in a scenario. */
  readonly access: Connection;
  readonly worker: Connection;
  /** Opens another connection as `worker_rw`, closed with the sandbox. */
  readonly connectWorker: () => Connection;
  readonly temporal: TemporalHandle;
  close(): Promise<void>;
}

export interface SandboxOptions {
  readonly onProgress: (line: string) => void;
  /** Leaves folder, database and namespace when it is closed, for a look at what happened. */
  readonly keep?: boolean;
  /** Fills the empty database before any role of the sandbox runs. */
  readonly prepare?: (databaseUrl: string, secret: string) => Promise<void>;
}

/**
 * Opens a sandbox, works in it and wipes it: after the work, after an error, and after Ctrl+C.
 *
 * @throws Error when a signal ended the work
 */
export async function withSandbox<T>(
  environment: Environment,
  options: SandboxOptions,
  work: (sandbox: Sandbox) => Promise<T>,
): Promise<T> {
  const interruption = interrupted();
  try {
    const sandbox = await openSandbox(environment, options);
    try {
      return await Promise.race([work(sandbox), interruption.told]);
    } finally {
      options.onProgress(options.keep ? `Kept: ${sandbox.place}` : 'Wiping the sandbox …');
      await sandbox.close();
    }
  } finally {
    interruption.forget();
  }
}

/** Rejects at the first signal; the second one ends the process as usual. */
function interrupted(): { readonly told: Promise<never>; forget(): void } {
  let tell: () => void = () => undefined;
  const told = new Promise<never>((_resolve, reject) => {
    tell = () => {
      reject(new Error('Interrupted.'));
    };
  });
  told.catch(() => undefined);
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, tell);
  return {
    told,
    forget: () => {
      for (const signal of signals) process.off(signal, tell);
    },
  };
}

/**
 * Starts a sandbox beside whatever else runs: its own folder and servers, or, where the configuration
 * names both servers, its own database and namespace on them.
 */
export async function openSandbox(
  environment: Environment,
  { onProgress, keep = false, prepare }: SandboxOptions,
): Promise<Sandbox> {
  const closing: (() => Promise<void>)[] = [];
  const close = () => endAll(closing);
  const wipe = (end: () => Promise<void>) => {
    if (!keep) closing.push(end);
  };
  const home = mkdtempSync(join(tmpdir(), 'xuncha-rehearsal-'));
  wipe(() => rm(home, { recursive: true, force: true }));
  try {
    const { own, place } = await provideGround(environment, home, wipe);
    const log = fileLog(own);
    const ground = await startStack(own, { roles: [], onProgress, log });
    closing.push(ground.stop);
    const secret = readSecret(own);
    await prepare?.(ground.databaseUrl, secret);
    const stack = await startStack(own, { roles: ROLES, onProgress, log, servers: ground });
    closing.push(stack.stop);
    const access = connect(stack.databaseUrl, 'api_ro', { secret, size: 2 });
    closing.push(() => access.close());
    const connectWorker = () => {
      const worker = connect(stack.databaseUrl, 'worker_rw', { secret, size: 4 });
      closing.push(() => worker.close());
      return worker;
    };
    const worker = connectWorker();
    const temporal = await connectTemporal(own, stack.temporalAddress);
    closing.push(() => temporal.close());
    const rehearsal = createRehearsal(temporal.client, worker);
    const url = stack.url ?? '';
    return { stack, url, home, place, rehearsal, access, worker, connectWorker, temporal, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The configuration of a sandbox, and on the operator's own servers what it needs there. */
async function provideGround(
  environment: Environment,
  home: string,
  wipe: (end: () => Promise<void>) => void,
): Promise<{ own: Environment; place: string }> {
  // Nobody outside is told of what happens in a sandbox, so it gets no mail server.
  const { databaseUrl, temporalAddress, secret: _secret, mail: _mail, ...rest } = environment;
  const base = { ...rest, home, port: 0, rehearsal: true };
  // With one server named, the other would be shared with the installation: the sandbox starts both.
  if (databaseUrl === undefined || temporalAddress === undefined) return { own: base, place: home };
  const name = `rehearsal_${randomUUID().slice(0, 8)}`;
  const url = await ownDatabase(databaseUrl, name);
  wipe(() => dropDatabase(databaseUrl, name));
  wipe(() => dropNamespace(temporalAddress, name));
  const own: Environment = {
    ...base,
    databaseUrl: url,
    temporalAddress,
    temporalNamespace: name,
    // Login roles belong to the whole server, so their passwords must stay the installation's.
    secret: readSecret(environment),
  };
  return { own, place: `${home}, database and namespace ${name}` };
}

async function ownDatabase(given: string, name: string): Promise<string> {
  await withClient(given, (client) => ensureDatabase(client, name));
  const url = new URL(given);
  url.pathname = `/${name}`;
  return url.href;
}

async function dropDatabase(given: string, name: string): Promise<void> {
  await withClient(given, (client) => client.query(`drop database if exists ${name} with (force)`));
}

const NOT_FOUND = 5;

/** With the namespace its workflows go. */
async function dropNamespace(address: string, namespace: string): Promise<void> {
  const connection = await TemporalConnection.connect({ address });
  try {
    await connection.operatorService.deleteNamespace({ namespace });
  } catch (error) {
    // A start that failed early never made it.
    if (!isGrpcServiceError(error) || Number(error.code) !== NOT_FOUND) throw error;
  } finally {
    await connection.close();
  }
}

/** Ends everything in reverse order, also when one of them fails. @throws the first failure */
async function endAll(closing: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const end of closing.splice(0).reverse())
    await end().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
