import type { Client } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';
import { randomUUID } from 'node:crypto';

/**
 * Moves one workflow's own clock to a moment; timers on the way fire one after another. Needs a server whose
 * dynamic configuration allows time skipping, so it works in rehearsals and tests alone.
 *
 * @param to milliseconds since the epoch; a moment that the workflow has passed changes nothing
 * @throws ServiceError when the workflow is not running or the server does not skip time
 */
export async function fastForward(client: Client, workflowId: string, to: number): Promise<void> {
  const rpc = client.workflowService;
  const { namespace } = client.options;
  const execution = { workflowId };
  const ahead = to - (await virtualNow(client, workflowId));
  if (ahead <= 0) return;
  const id = randomUUID();
  await rpc.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution: execution,
    workflowExecutionOptions: {
      timeSkippingConfig: { enabled: true, fastForwardConfig: { id, duration: msToTs(ahead) } },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  await rpc.pollWorkflowExecutionTimeSkipping({
    namespace,
    workflowExecution: execution,
    fastForwardId: id,
  });
}

/** Where a workflow's own clock stands, milliseconds since the epoch. */
export async function virtualNow(client: Client, workflowId: string): Promise<number> {
  const { workflowExtendedInfo } = await client.workflowService.describeWorkflowExecution({
    namespace: client.options.namespace,
    execution: { workflowId },
  });
  const current = workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return current ? tsToMs(current) : Date.now();
}
