import { z } from 'zod';
import type { StoredEvent } from '../../event-store/event.js';
import type { SendResult } from '../../temporal/send-command.js';
import type { Refused } from '../../workflows/contract.js';
import { forbidden, noSuchCase, notFound, Problem } from '../problems.js';

/** The answer to an accepted command. */
export const AcceptedAnswer = z.object({
  commandId: z.string(),
  version: z.int().describe("Version of the stream after the command's last event"),
  position: z.int().describe('Position of its last event; views take it as `after`'),
  events: z
    .array(z.string())
    .describe('Types of its events, in order; empty when there was nothing to do'),
});

/** The answer to a command that is under way. */
export const PendingAnswer = z.object({
  commandId: z.string(),
  status: z.literal('pending'),
});

/** @param events the events of one command, at least one */
export function acceptedBefore(
  commandId: string,
  events: readonly StoredEvent[],
): z.output<typeof AcceptedAnswer> {
  const last = events.at(-1);
  return {
    commandId,
    version: last?.version ?? 0,
    position: last?.position ?? 0,
    events: events.map(({ type }) => type),
  };
}

export function keyReused(): Problem {
  return new Problem(422, 'idempotency-key-reused', {
    en: 'This Idempotency-Key was used for another request. A new command needs a new key.',
    zh: '此幂等键已用于另一请求，新的命令请使用新的键。',
  });
}

/** What the domain refused, as a problem; a missing right says nothing about the case. */
export function refusalProblem({ code, message, status, version }: Refused): Problem {
  switch (code) {
    case 'forbidden':
      return forbidden();
    case 'not-found':
      return noSuchCase();
    case 'unknown-command':
      return notFound('unknown-command', { en: message, zh: message });
    default:
      return new Problem(409, code, message, { found: { status, version } });
  }
}

/** @returns the accepted answer, or null while the command is under way @throws Problem */
export function outcomeOf(result: SendResult): z.output<typeof AcceptedAnswer> | null {
  switch (result.kind) {
    case 'accepted':
      return { ...result.accepted, events: [...result.accepted.events] };
    case 'rejected':
      throw refusalProblem(result.refused);
    case 'reused':
      throw keyReused();
    case 'pending':
    case 'unaccepted':
      return null;
  }
}
