import { randomUUID } from 'node:crypto';
import { createCases } from '../../activities/cases.js';
import { createAcknowledgements, controlOf } from '../../activities/control.js';
import { handleCommand } from '../../activities/handle-command.js';
import type { Connection } from '../../database/connection.js';
import type { Role } from '../../domain/shared/roles.js';
import { createAppender } from '../../event-store/appender.js';
import { createRuleBooks } from '../../rule-book/index.js';
import type { CommandEnvelope, Outcome } from '../../workflows/contract.js';

export interface DirectCommand {
  readonly type: string;
  readonly data: unknown;
  readonly by: Role;
  /** The clock the decision sees. */
  readonly now: string;
}

/** What a worker process keeps for its decisions: a cache of cases and an appender of its own. */
export function createDecider({ db, pool }: Connection) {
  const cases = createCases(db);
  const acknowledgements = createAcknowledgements(db);
  const appender = createAppender(pool);
  const books = createRuleBooks(db);
  return (stream: string, envelope: CommandEnvelope, now: string): Promise<Outcome> =>
    handleCommand(
      {
        ...{ db, cases, appender, books },
        control: (found) => controlOf(found, acknowledgements, books),
      },
      { stream, envelope, now },
    );
}

/** An envelope as the API makes it. */
export const envelopeOf = ({ type, data, by, now }: DirectCommand): CommandEnvelope => ({
  commandId: randomUUID(),
  type,
  data,
  actor: { id: by, posts: [{ role: by, scope: 'all' }] },
  sentAt: now,
  cause: null,
});

/** Decides and appends as a worker does, without a workflow. @throws Error when the command is not accepted */
export async function decideDirectly(
  worker: Connection,
  stream: string,
  command: DirectCommand,
): Promise<void> {
  const outcome = await createDecider(worker)(stream, envelopeOf(command), command.now);
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
}
