import {
  isGrpcServiceError,
  ServiceError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { Process } from '../domain/process.js';
import { failpoint } from '../event-store/failpoint.js';
import { failureOf, sendCommand, type SendResult } from '../temporal/send-command.js';
import type { Accepted, CommandEnvelope } from '../workflows/contract.js';
import type { ApiDeps } from './deps.js';
import { Problem } from './problems.js';

const reachMillis = 1500;
const remembered = 10_000;

/** The only way a command leaves the API: to the workflow of its stream. */
export interface CommandPort {
  /** @throws Problem `temporal-away` when the server does not answer; the same key may be sent again */
  send(process: Process, stream: string, envelope: CommandEnvelope): Promise<SendResult>;
  /** Looks after a command of this sender that was answered with 202; `pending` when nothing newer is known. */
  look(commandId: string, actor: string): Promise<SendResult>;
  /** True when the Temporal server answers. */
  reachable(): Promise<boolean>;
}

function temporalAway(cause?: unknown): Problem {
  const detail = {
    en: 'The workflow server does not answer. Nothing is lost: repeat the same request with the same key in a few seconds.',
    zh: '流程服务暂时没有响应。数据不会丢失，请稍后用同一个幂等键重发同一请求。',
  };
  return new Problem(503, 'temporal-away', detail, { retryAfter: 5, cause });
}

/** The server is there, but no worker took the command: nothing durable knows it yet. */
function notTaken(): Problem {
  const detail = {
    en: 'Nobody took the command in time. Nothing is lost: repeat the same request with the same key.',
    zh: '暂时没有程序受理该命令。数据不会丢失，请用同一个幂等键重发同一请求。',
  };
  return new Problem(503, 'not-taken', detail, { retryAfter: 5 });
}

export function createCommandPort({
  temporal: { client, taskQueue },
  commandWaitSeconds = 8,
}: ApiDeps): CommandPort {
  /** Commands under way by their id; the oldest is forgotten first. */
  const underWay = new Map<string, { readonly stream: string; readonly actor: string }>();

  const reachable = async () => {
    try {
      await client.withDeadline(Date.now() + reachMillis, () =>
        client.workflowService.getSystemInfo({}),
      );
      return true;
    } catch {
      return false;
    }
  };

  const remember = ({ commandId, actor }: CommandEnvelope, stream: string) => {
    underWay.set(commandId, { stream, actor: actor.id });
    const oldest = underWay.keys().next();
    if (underWay.size > remembered && !oldest.done) underWay.delete(oldest.value);
  };

  return {
    reachable,
    async send({ workflowType, title, commands }, stream, envelope) {
      const opens = commands.get(envelope.type)?.opens === true;
      const addressee = { stream, workflowType, summary: title.zh, opens };
      const options = { taskQueue, waitMillis: commandWaitSeconds * 1000 };
      try {
        const sending = sendCommand(client, addressee, envelope, options);
        // A failpoint may leave this function before the answer is awaited.
        sending.catch(() => undefined);
        await failpoint('api.sent');
        const result = await sending;
        if (result.kind === 'unaccepted') throw (await reachable()) ? notTaken() : temporalAway();
        if (result.kind === 'pending') remember(envelope, stream);
        return result;
      } catch (error) {
        throw isConnectionError(error) ? temporalAway(error) : error;
      }
    },
    async look(commandId, actor) {
      const known = underWay.get(commandId);
      if (known?.actor !== actor) return { kind: 'pending' };
      const handle = client.workflow.getHandle(known.stream).getUpdateHandle<Accepted>(commandId);
      try {
        const accepted = await client.withDeadline(Date.now() + reachMillis, () => handle.result());
        return { kind: 'accepted', accepted };
      } catch (error) {
        return lookedUp(error);
      }
    },
  };
}

function lookedUp(error: unknown): SendResult {
  const unknownYet =
    error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
    error instanceof WorkflowNotFoundError;
  if (unknownYet) return { kind: 'pending' };
  if (isConnectionError(error)) throw temporalAway(error);
  const failure = failureOf(error);
  return failure === 'draining' ? { kind: 'pending' } : failure;
}

/** CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE: the server is away or overrun. */
const awayCodes = new Set([1, 4, 8, 14]);

function isConnectionError(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && awayCodes.has(cause.code);
}
