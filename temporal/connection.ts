import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import type { Environment } from '../config/environment.js';
import { deriveKey, readSecret } from '../config/secrets.js';
import { ensureNamespace } from './namespace.js';
import { createPayloadCodec } from './payload-codec.js';

/** Every process workflow runs on this queue unless a test names its own. */
export const TASK_QUEUE = 'xuncha';

/** How api, worker and command line reach the Temporal server. */
export interface TemporalHandle {
  readonly client: Client;
  readonly namespace: string;
  readonly address: string;
  readonly taskQueue: string;
  readonly dataConverter: DataConverter;
  close(): Promise<void>;
}

/** The encrypting converter, the same for everyone who holds the installation's secret. */
export function dataConverterFor(environment: Environment): DataConverter {
  const key = deriveKey(readSecret(environment), 'temporal-payload');
  return { payloadCodecs: [createPayloadCodec(key)] };
}

/**
 * Connects and sees to it that the namespace exists.
 *
 * @param address host and port of the frontend
 * @throws Error when the server does not answer within 10 s
 */
export async function connectTemporal(
  environment: Environment,
  address: string,
  { taskQueue = TASK_QUEUE, waitMillis = 10_000 }: { taskQueue?: string; waitMillis?: number } = {},
): Promise<TemporalHandle> {
  const connection = await Connection.connect({ address, connectTimeout: waitMillis });
  const namespace = environment.temporalNamespace;
  await ensureNamespace(connection, namespace);
  const dataConverter = dataConverterFor(environment);
  const client = new Client({ connection, namespace, dataConverter });
  return {
    client,
    namespace,
    address,
    taskQueue,
    dataConverter,
    close: () => connection.close(),
  };
}
