import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { createActivities } from '../activities/index.js';
import type { Environment } from '../config/environment.js';
import { readSecret } from '../config/secrets.js';
import { checkDatabase } from '../database/check.js';
import { connect } from '../database/connection.js';
import { createChannels } from '../delivery/channels/index.js';
import { createAppender } from '../event-store/appender.js';
import { connectTemporal, TASK_QUEUE } from '../temporal/connection.js';
import type { CommandEnvelope } from '../workflows/contract.js';
import { startDispatcher } from './dispatcher.js';
import { createWorkerMetrics, type WorkerMetrics } from './metrics.js';
import { openOrganization } from './open-organization.js';
import { startWatchdog } from './watchdog.js';
import { workflowBundle } from './workflow-bundle.js';

export interface WorkerDeps {
  readonly environment: Environment;
  /** The administrator's URL; the worker itself logs in as `worker_rw`. */
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly log: Logger;
  readonly registry: Registry;
  readonly taskQueue?: string;
  /** Name under which the installation's organization is opened when it is not there yet. */
  readonly organization?: string;
}

export interface RunningWorker {
  /** Takes no new task, finishes the running ones, then closes every connection. */
  stop(): Promise<void>;
  /** Rejects when the worker dies by itself. */
  readonly failed: Promise<never>;
}

let installed = false;

/** One handler ends the process, ours; and the core's log goes where the rest goes. */
function installRuntime(log: Logger): void {
  if (installed) return;
  installed = true;
  Runtime.install({
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
    logger: {
      log: (level, message) => log.info({ level }, message),
      trace: () => undefined,
      debug: () => undefined,
      info: (message) => log.debug(message),
      warn: (message, meta) => log.warn({ meta: plain(meta) }, message),
      error: (message, meta) => log.error({ meta: plain(meta) }, message),
    },
  });
}

/**
 * Connects, registers the workflows and activities, and runs until stopped.
 *
 * @throws Error when the database would lose acknowledged commands, or a server does not answer
 */
export async function startWorker(deps: WorkerDeps): Promise<RunningWorker> {
  const { environment, databaseUrl, temporalAddress, log, registry } = deps;
  installRuntime(log);
  const secret = readSecret(environment);
  const size = environment.databasePoolSize;
  const onError = (error: Error) => log.warn({ error: error.message }, 'database connection lost');
  const database = connect(databaseUrl, 'worker_rw', { secret, size, onError });
  const writer = connect(databaseUrl, 'worker_rw', { secret, size: 3, onError });
  const problems = await checkDatabase(database.db);
  if (problems.length > 0) throw new Error(problems.join(' '));
  const taskQueue = deps.taskQueue ?? TASK_QUEUE;
  const temporal = await connectTemporal(environment, temporalAddress, { taskQueue });
  const native = await NativeConnection.connect({ address: temporalAddress });
  const metrics = createWorkerMetrics(registry);
  const activities = createActivities({
    db: database.db,
    appender: createAppender(writer.pool, {
      onError: (error) => log.warn({ error }, 'readers were not notified'),
    }),
    client: temporal.client,
    taskQueue,
    channels: createChannels({ mail: environment.mail ?? null }),
    publicUrl: environment.publicUrl,
    onMessage: ({ channel, outcome }) => metrics.messages.inc({ channel, outcome }),
    onRefusedEffect: (effect, code) => {
      metrics.refusedEffects.inc({ code });
      log.warn({ effect: effect.effectId, type: effect.type, code }, 'an effect was refused');
    },
  });
  const { refresh, deliverEffect } = activities;
  const worker = await Worker.create({
    connection: native,
    namespace: temporal.namespace,
    taskQueue,
    dataConverter: temporal.dataConverter,
    workflowBundle: await workflowBundle(environment.cacheDir),
    activities: {
      refresh,
      deliverEffect,
      handleCommand: measured(activities.handleCommand, metrics),
    },
    workflowThreadPoolSize: 1,
    maxCachedWorkflows: 500,
    stickyQueueScheduleToStartTimeout: '3s',
    maxConcurrentWorkflowTaskPolls: 5,
    maxConcurrentActivityTaskPolls: 2,
    maxConcurrentLocalActivityExecutions: size,
    shutdownGraceTime: '10s',
  });
  const running = worker.run();
  const stopping = new AbortController();
  const opening = deps.organization
    ? openOrganization(database, temporal, { name: deps.organization, signal: stopping.signal })
    : Promise.resolve();
  opening.catch((error: unknown) => log.warn({ error: String(error) }, 'no organization yet'));
  const watchdog = startWatchdog({ database, temporal, activities, metrics, log });
  const dispatcher = startDispatcher({ database, temporal, activities, metrics, log });
  const failed = running.then(() => new Promise<never>(() => undefined));
  failed.catch((error: unknown) => log.error({ error }, 'the worker died'));
  return {
    failed,
    async stop() {
      stopping.abort();
      await Promise.all([watchdog.stop(), dispatcher.stop()]);
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running.catch(() => undefined);
      await opening.catch(() => undefined);
      await native.close();
      await temporal.close();
      await Promise.all([database.close(), writer.close()]);
    },
  };
}

type Handle = ReturnType<typeof createActivities>['handleCommand'];

/** Counts outcomes, and how late the clock's own commands were decided. */
function measured(handle: Handle, metrics: WorkerMetrics): Handle {
  return async (input) => {
    const outcome = await handle(input);
    metrics.commands.inc({ outcome: outcome.kind });
    if (isClock(input.envelope) && outcome.kind === 'accepted')
      metrics.dueDelay.observe(Math.max(0, Date.now() - Date.parse(input.envelope.sentAt)) / 1000);
    return outcome;
  };
}

const isClock = ({ actor }: CommandEnvelope) => actor.id === 'clock';

function plain(meta: unknown): string {
  return meta instanceof Object
    ? JSON.stringify(meta, (_key, value: unknown) => textOf(value))
    : '';
}

function textOf(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Error ? value.message : value;
}
