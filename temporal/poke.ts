import type { Client } from '@temporalio/client';
import { POKE_SIGNAL } from '../workflows/contract.js';
import type { Addressee } from './send-command.js';

/** Makes a stream's run look at the log again; starts the run when there is none. */
export async function poke(
  client: Client,
  { stream, workflowType, summary }: Omit<Addressee, 'opens'>,
  taskQueue: string,
): Promise<void> {
  await client.workflow.signalWithStart(workflowType, {
    workflowId: stream,
    taskQueue,
    args: [{ stream }],
    signal: POKE_SIGNAL,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowTaskTimeout: '5s',
    staticSummary: summary,
  });
}
