import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { Registry } from 'prom-client';
import { createToken } from '../../api/access/tokens.js';
import { startApi, type RunningApi } from '../../api/main.js';
import { readEnvironment, type Environment } from '../../config/environment.js';
import { createRehearsal, type Rehearsal } from '../../cli/rehearsal.js';
import { readClock } from '../../database/rehearsal-clock.js';
import type { Role } from '../../domain/shared/roles.js';
import { startProjections } from '../../projections/main.js';
import { connectTemporal, type TemporalHandle } from '../../temporal/connection.js';
import { startWorker, type RunningWorker } from '../../worker/main.js';
import { freshDatabase, type FreshDatabase } from './database.js';
import { testTemporalAddress } from './servers.js';

/** The whole product on a database and a task queue of its own, on the run's two servers. */
export interface TestStack {
  readonly environment: Environment;
  readonly database: FreshDatabase;
  readonly temporal: TemporalHandle;
  readonly api: RunningApi;
  readonly rehearsal: Rehearsal;
  readonly taskQueue: string;
  /** Stops the worker and starts a new one. */
  restartWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  startWorker(): Promise<void>;
  /** Sends a command over HTTP as a holder of that role. */
  send(
    role: Role,
    path: string,
    data: unknown,
    options?: { key?: string; scope?: string },
  ): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }>;
  get(role: Role, path: string): Promise<{ status: number; body: Record<string, unknown> }>;
  stop(): Promise<void>;
}

export async function startTestStack(): Promise<TestStack> {
  const database = await freshDatabase();
  const taskQueue = `test-${randomUUID()}`;
  const environment = readEnvironment({
    ...process.env,
    PORT: '0',
    XUNCHA_SECRET: database.secret,
    XUNCHA_REHEARSAL: 'true',
    LOG_LEVEL: 'silent',
  });
  const log = pino({ level: 'silent' });
  const temporalAddress = testTemporalAddress();
  const temporal = await connectTemporal(environment, temporalAddress, { taskQueue });
  const projections = await startProjections({
    databaseUrl: database.url,
    secret: database.secret,
  });
  const access = database.as('api_ro', { size: 6 });
  const api = await startApi({
    environment,
    temporal,
    database: access,
    databaseUrl: database.urlOf('api_ro'),
    clock: async () => new Date(await readClock(access.db)).toISOString(),
  });
  let worker: RunningWorker | null = null;
  const stack: Pick<TestStack, 'startWorker' | 'stopWorker'> = {
    async startWorker() {
      worker = await startWorker({
        environment,
        databaseUrl: database.url,
        temporalAddress,
        log,
        registry: new Registry(),
        taskQueue,
      });
    },
    async stopWorker() {
      await worker?.stop();
      worker = null;
    },
  };
  await stack.startWorker();
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (role: Role, scope: string) => {
    const name = `${role} ${scope}`;
    const token =
      tokens.get(name) ??
      createToken(access.db, { posts: [{ role, scope }], label: name }).then((made) => made.token);
    tokens.set(name, token);
    return token;
  };
  const call = async (role: Role, scope: string, path: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${await tokenOf(role, scope)}`);
    const response = await fetch(new URL(path, api.url), { ...init, headers });
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, body, headers: response.headers };
  };
  return {
    ...stack,
    environment,
    database,
    temporal,
    api,
    taskQueue,
    rehearsal: createRehearsal(temporal.client, database.as('worker_rw')),
    async restartWorker() {
      await stack.stopWorker();
      await stack.startWorker();
    },
    send: (role, path, data, { key = randomUUID(), scope = 'all' } = {}) =>
      call(role, scope, path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(data),
      }),
    get: (role, path) => call(role, 'all', path, {}),
    async stop() {
      await api.stop();
      await stack.stopWorker();
      await projections.stop();
      await temporal.close();
      await database.drop();
    },
  };
}
