import {
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  isGrpcServiceError,
  type Client,
  type WorkflowUpdateHandle,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError, type Workflow } from '@temporalio/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { requestDigest } from '../event-store/request-digest.js';
import {
  COMMAND_UPDATE,
  DRAINING_FAILURE,
  KEY_REUSED_FAILURE,
  REJECTED_FAILURE,
  type Accepted,
  type CommandEnvelope,
  type Refused,
} from '../workflows/contract.js';

/** Where a command goes: the stream is the workflow id. */
export interface Addressee {
  readonly stream: string;
  readonly workflowType: string;
  /** What Temporal's own tools show: the process's title, no content. */
  readonly summary: string;
  /** The command opens the stream: its run is surely not there yet. */
  readonly opens: boolean;
}

export type SendResult =
  | { readonly kind: 'accepted'; readonly accepted: Accepted }
  | { readonly kind: 'rejected'; readonly refused: Refused }
  | { readonly kind: 'reused' }
  /** Durable and on its way, but not decided within the wait. */
  | { readonly kind: 'pending' }
  /** Nobody took it within the wait, so nothing remembers it: send it again. */
  | { readonly kind: 'unaccepted' };

export interface SendOptions {
  readonly taskQueue: string;
  /** How long to wait for the outcome. */
  readonly waitMillis: number;
}

/**
 * Sends one command as a workflow update, starting the stream's run when none is there: a run whose workflow
 * was lost rebuilds itself from the log. The same command id may be sent any number of times.
 *
 * @throws ServiceError of the client when the Temporal server is away; nothing is lost, send again
 */
export async function sendCommand(
  client: Client,
  addressee: Addressee,
  envelope: CommandEnvelope,
  { taskQueue, waitMillis }: SendOptions,
): Promise<SendResult> {
  const deadline = Date.now() + waitMillis;
  const attempt = { client, addressee, envelope, taskQueue, deadline };
  let way = addressee.opens ? withStart : toRunning;
  for (;;) {
    const result = await sendOnce(attempt, way);
    if (result === 'not-running') way = withStart;
    else if (result !== 'draining')
      return ownAnswer(result, requestDigest(addressee.stream, envelope));
    if (Date.now() >= deadline) return { kind: 'unaccepted' };
    if (result === 'draining') await sleep(50);
  }
}

interface Attempt {
  readonly client: Client;
  readonly addressee: Addressee;
  readonly envelope: CommandEnvelope;
  readonly taskQueue: string;
  readonly deadline: number;
}

type Update = WorkflowUpdateHandle<Accepted>;

const updateOf = ({ envelope }: Attempt) =>
  ({ args: [envelope], updateId: envelope.commandId, waitForStage: 'ACCEPTED' }) as const;

/** The cheaper way, for a run that should be there. @throws WorkflowNotFoundError when it is not */
function toRunning(attempt: Attempt): Promise<Update> {
  const { client, addressee } = attempt;
  const { args, ...options } = updateOf(attempt);
  return client.workflow
    .getHandle(addressee.stream)
    .startUpdate<Accepted, [CommandEnvelope]>(COMMAND_UPDATE, { args: [...args], ...options });
}

function withStart(attempt: Attempt): Promise<Update> {
  const { client, addressee, taskQueue } = attempt;
  const { stream, workflowType, summary } = addressee;
  const startWorkflowOperation = new WithStartWorkflowOperation(workflowType, {
    workflowId: stream,
    taskQueue,
    args: [{ stream }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowTaskTimeout: '5s',
    staticSummary: summary,
  });
  const { args, ...options } = updateOf(attempt);
  return client.workflow.startUpdateWithStart<Workflow, Accepted, [CommandEnvelope]>(
    COMMAND_UPDATE,
    { startWorkflowOperation, args: [...args], ...options },
  );
}

async function sendOnce(
  attempt: Attempt,
  way: (attempt: Attempt) => Promise<Update>,
): Promise<SendResult | 'draining' | 'not-running'> {
  const before = <T>(work: () => Promise<T>) => attempt.client.withDeadline(attempt.deadline, work);
  let taken = false;
  try {
    const update = await before(() => way(attempt));
    taken = true;
    return { kind: 'accepted', accepted: await before(() => update.result()) };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'not-running';
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)
      return { kind: taken ? 'pending' : 'unaccepted' };
    return failureOf(error);
  }
}

/** @throws the error itself when it is no answer of the workflow */
export function failureOf(error: unknown): SendResult | 'draining' {
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const { type, details } = error.cause;
    if (type === REJECTED_FAILURE) return { kind: 'rejected', refused: details?.[0] as Refused };
    if (type === KEY_REUSED_FAILURE) return { kind: 'reused' };
    if (type === DRAINING_FAILURE) return 'draining';
  }
  if (isDropped(error)) return 'draining';
  throw error;
}

const FAILED_PRECONDITION = 9;

/**
 * A run that hands over to its successor while an update arrives fails that task, and the server drops the update it
 * had given to it. Nothing of it is known to anybody, so it goes to the successor under the same id.
 */
function isDropped(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && Number(cause.code) === FAILED_PRECONDITION;
}

/** Temporal answers a repeated update id without looking at its content: so the content is compared here. */
function ownAnswer(result: SendResult, request: string): SendResult {
  const answered =
    result.kind === 'accepted'
      ? result.accepted.request
      : result.kind === 'rejected'
        ? result.refused.request
        : request;
  return answered === request ? result : { kind: 'reused' };
}
