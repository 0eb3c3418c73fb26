import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { setTimeout as sleep } from 'node:timers/promises';

const RETENTION_MILLIS = 90 * 24 * 3_600_000;
const ALREADY_EXISTS = 6;

/** Registers the namespace when it is missing and waits until every part of the server knows it. */
export async function ensureNamespace(connection: Connection, namespace: string): Promise<void> {
  const rpc = connection.workflowService;
  if (await isKnown(connection, namespace)) return;
  try {
    await rpc.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(RETENTION_MILLIS),
    });
  } catch (error) {
    if (!isGrpcServiceError(error) || Number(error.code) !== ALREADY_EXISTS) throw error;
  }
  for (let tries = 0; tries < 150; tries += 1) {
    if (await isKnown(connection, namespace)) return;
    await sleep(200);
  }
  throw new Error(`Temporal did not make the namespace ${namespace} known within 30 s`);
}

/** A listing passes the same cache that starting a workflow does, so its answer is the one that counts. */
async function isKnown(connection: Connection, namespace: string): Promise<boolean> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
    await connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1 });
    return true;
  } catch (error) {
    if (isGrpcServiceError(error)) return false;
    throw error;
  }
}
