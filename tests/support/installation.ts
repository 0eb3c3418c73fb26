import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '../../config/environment.js';
import type { Failpoint, FailpointName } from '../../event-store/failpoint.js';
import { allViews } from '../../projections/index.js';
import { standings } from '../../projections/checkpoint.js';
import { organizationStream } from '../../rule-book/index.js';
import { freePorts } from '../../servers/free-ports.js';
import { connectTemporal, type TemporalHandle } from '../../temporal/connection.js';
import { freshDatabase, type FreshDatabase } from './database.js';
import { decideDirectly } from './decide.js';
import {
  spawnProcess,
  untilReady,
  type Ending,
  type ProductProcess,
  type Variables,
} from './process.js';
import { testTemporalAddress } from './servers.js';

export type Role = 'api' | 'worker' | 'projections';

/** A fault for one process, and the proof that it took place. */
export interface Fault {
  readonly spec: string;
  /** True once the failpoint has fired. */
  happened(): boolean;
}

/** The product as its own processes, on a database and a namespace of its own. */
export interface Installation {
  readonly database: FreshDatabase;
  readonly temporal: TemporalHandle;
  readonly temporalAddress: string;
  /** Where an API started here listens: the first at `urls[0]`, a second at `urls[1]`. */
  readonly urls: readonly string[];
  fault(name: FailpointName, point: Omit<Failpoint, 'file'>): Fault;
  /** Starts a process and waits until it serves. @param api which of the two addresses an API takes */
  start(role: Role, options?: { fault?: Fault; api?: 0 | 1 }): Promise<ProductProcess>;
  /** Starts `xuncha` with any words and waits for nothing. */
  run(words: readonly string[], fault?: Fault): ProductProcess;
  /** Kills every process of a role that still runs. */
  killAll(role: Role): Promise<void>;
  /** Kills what still runs and deletes everything. */
  close(): Promise<void>;
}

/** So that no worker's own opening command meets the fault that is meant for a test's. */
async function openOrganization(database: FreshDatabase): Promise<void> {
  const worker = database.as('worker_rw', { size: 3 });
  await decideDirectly(worker, await organizationStream(worker.db), {
    type: 'OpenOrganization',
    data: { name: '县委巡察办' },
    by: 'process',
    now: new Date().toISOString(),
  });
}

/**
 * @param temporalAddress the server to use; the run's when absent
 */
export async function openInstallation(
  temporalAddress = testTemporalAddress(),
): Promise<Installation> {
  const database = await freshDatabase();
  const home = mkdtempSync(join(tmpdir(), 'xuncha-crash-'));
  const ports = await freePorts(2);
  const variables: Variables = {
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: `crash-${randomUUID()}`,
    XUNCHA_HOME: home,
    XUNCHA_SECRET: database.secret,
    LOG_LEVEL: 'info',
  };
  const environment = readEnvironment({ ...process.env, ...variables });
  const temporal = await connectTemporal(environment, temporalAddress);
  await openOrganization(database);
  const running: ProductProcess[] = [];
  const run = (words: readonly string[], fault?: Fault, api: 0 | 1 = 0): ProductProcess => {
    const started = spawnProcess(words, {
      ...variables,
      PORT: String(ports[api]),
      XUNCHA_FAILPOINTS: fault?.spec,
    });
    running.push(started);
    return started;
  };
  const isReady = async (role: Role, started: ProductProcess): Promise<boolean> => {
    if (role === 'api') return started.output().includes('Server listening');
    if (role === 'worker') return started.output().includes('Worker is ready.');
    // The line says that the runners run; a first start has the views still to build.
    if (!started.output().includes('Projections are running.')) return false;
    return (await standings(database.admin.db)).length === allViews.length;
  };
  return {
    database,
    temporal,
    temporalAddress,
    urls: ports.map((port) => `http://127.0.0.1:${port}`),
    fault(name, point) {
      const file = join(home, `${name}-${randomUUID()}`);
      return {
        spec: JSON.stringify({ [name]: { ...point, file } }),
        happened: () => existsSync(file) && readFileSync(file, 'utf8') === `${name}\n`,
      };
    },
    async start(role, { fault, api = 0 } = {}) {
      const started = run([role], fault, api);
      await untilReady(started, () => isReady(role, started));
      return started;
    },
    run: (words, fault) => run(words, fault),
    async killAll(role) {
      await Promise.all(running.filter(({ name }) => name === role).map((one) => one.kill()));
    },
    async close() {
      await Promise.all(running.map((one) => one.kill()));
      await temporal.close();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Waits for a process to die of its own failpoint. @throws Error when it did not: then the test proves nothing */
export async function diesOf(doomed: ProductProcess, fault: Fault): Promise<Ending> {
  const limit = new Promise<never>((_resolve, reject) => {
    setTimeout(() => {
      reject(
        new Error(`${doomed.name} still lives, the fault did not happen:\n${doomed.output()}`),
      );
    }, 60_000).unref();
  });
  const ending = await Promise.race([doomed.ended, limit]);
  if (fault.happened() && ending.signal === 'SIGKILL') return ending;
  throw new Error(`${doomed.name} ended, but not of its fault:\n${doomed.output()}`);
}
