import { sql } from 'kysely';
import { z } from 'zod';
import { openingReach, type CommandEntry, type Process } from '../../domain/process.js';
import { allProcesses } from '../../domain/processes.js';
import { streamOf } from '../../domain/shared/ids.js';
import { holds, type Actor, type Role } from '../../domain/shared/roles.js';
import { UnstorableError } from '../../event-store/canonical.js';
import { commandOutcome, type Executor } from '../../event-store/read.js';
import { requestDigest } from '../../event-store/request-digest.js';
import { senderOf } from '../access/authenticate.js';
import { sightOf } from '../access/sight.js';
import { openCase } from '../cases/case-file.js';
import type { CommandPort } from '../command-port.js';
import type { ApiDeps } from '../deps.js';
import { invalidInput } from '../failures.js';
import { forbidden, noSuchCase, problemResponses } from '../problems.js';
import { UuidInput, type ApiInstance } from './api-instance.js';
import {
  AcceptedAnswer,
  acceptedBefore,
  keyReused,
  outcomeOf,
  PendingAnswer,
} from './command-outcome.js';

/** Roles of persons among those who may send a command; empty for the clock's and the processes' own. */
export function personsOf({ by }: Pick<CommandEntry<unknown>, 'by'>): readonly Role[] {
  return by.filter((role) => role !== 'clock' && role !== 'process');
}

/** Commands of a process that people send, by name. */
export function personCommands(process: Process): [string, CommandEntry<unknown>][] {
  return [...process.commands].filter(([, entry]) => personsOf(entry).length > 0);
}

/** A strict object stays so; a command without fields takes an empty object. */
const KeyHeader = z.looseObject({
  'idempotency-key': UuidInput.describe(
    'A UUID made by the caller for this command; sent again with the same body it gives the same answer.',
  ),
});

interface Sent {
  readonly process: Process;
  readonly command: string;
  readonly entry: CommandEntry<unknown>;
  readonly id: string;
  readonly commandId: string;
  readonly data: unknown;
  readonly actor: Actor;
}

/** One route per process and command, from the registry: a new stage needs no edit here. */
export function commandRoutes(app: ApiInstance, deps: ApiDeps, port: CommandPort): void {
  for (const process of allProcesses)
    for (const [command, entry] of personCommands(process))
      commandRoute(app, deps, port, { process, command, entry });
  outcomeRoute(app, deps, port);
}

function commandRoute(
  app: ApiInstance,
  deps: ApiDeps,
  port: CommandPort,
  { process, command, entry }: Pick<Sent, 'process' | 'command' | 'entry'>,
): void {
  app.post(
    `/api/${process.name}/:id/commands/${command}`,
    {
      config: { access: personsOf(entry) },
      schema: {
        tags: [process.name],
        operationId: `${process.workflowType}${command}`,
        summary: `${command} (${entry.stage})`,
        description: `Sent by ${personsOf(entry).join(', ')}.${entry.opens ? ' Opens the case.' : ''}`,
        params: z.object({ id: UuidInput }),
        headers: KeyHeader,
        body: entry.data,
        response: {
          200: AcceptedAnswer,
          202: PendingAnswer,
          ...problemResponses(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
        },
      },
    },
    async (request, reply) => {
      const commandId = request.headers['idempotency-key'];
      const { actor } = senderOf(request);
      const { id } = request.params;
      const sent = { process, command, entry, id, commandId, data: request.body, actor };
      const accepted = await send(deps, port, sent);
      if (accepted) return accepted;
      void reply.code(202).header('location', `/api/commands/${commandId}`);
      return { commandId, status: 'pending' as const };
    },
  );
}

async function send(deps: ApiDeps, port: CommandPort, sent: Sent) {
  const { process, command, commandId, data, actor } = sent;
  const { db } = deps.database;
  const stream = streamOf(process.name, sent.id);
  const digest = storableDigest(stream, command, data);
  const [before, there] = await Promise.all([commandOutcome(db, commandId), exists(db, stream)]);
  const first = before[0];
  if (first) {
    if (first.stream !== stream || first.request !== digest) throw keyReused();
    if (first.actor.id === actor.id) return acceptedBefore(commandId, before);
  }
  await assertMaySend(db, sent, there);
  const sentAt = await deps.clock();
  const envelope = { commandId, type: command, data, actor, sentAt, cause: null };
  return outcomeOf(await port.send(process, stream, envelope));
}

/** @throws Problem 400 naming the place, for values JSON has and the log does not keep */
function storableDigest(stream: string, command: string, data: unknown): string {
  try {
    return requestDigest(stream, { type: command, data });
  } catch (error) {
    if (!(error instanceof UnstorableError)) throw error;
    const path = error.path.replace(/^\$\.data\.?/, '');
    throw invalidInput([{ path, message: error.message.slice(error.path.length + 1) }]);
  }
}

async function exists(db: Executor, stream: string): Promise<boolean> {
  const { rows } = await sql`select 1 from es.log where stream = ${stream} limit 1`.execute(db);
  return rows.length > 0;
}

/**
 * The first of two looks at a sender's rights; the domain's decision has the last word. A case out of
 * the sender's sight is answered like one that does not exist.
 */
async function assertMaySend(
  db: Executor,
  { process, entry, id, data, actor }: Sent,
  there: boolean,
): Promise<void> {
  if (!there) {
    if (!entry.opens) throw noSuchCase();
    if (!holds(actor, entry.by, openingReach(entry, data))) throw forbidden();
    return;
  }
  // Whoever acts for the whole organization is spared the fold.
  if (holds(actor, entry.by, [])) return;
  const file = await openCase(db, process, id);
  if (!file || sightOf(actor, process.name, file) === 'none') throw noSuchCase();
  if (!holds(actor, entry.by, file.reach)) throw forbidden();
}

function outcomeRoute(app: ApiInstance, deps: ApiDeps, port: CommandPort): void {
  app.get(
    '/api/commands/:commandId',
    {
      config: { access: 'signedIn' },
      schema: {
        tags: ['commands'],
        summary: 'What became of a command that was answered with 202',
        params: z.object({ commandId: UuidInput }),
        response: {
          200: AcceptedAnswer,
          202: PendingAnswer,
          ...problemResponses(400, 401, 403, 404, 409, 422, 429, 503),
        },
      },
    },
    async (request, reply) => {
      const { commandId } = request.params;
      const { actor } = senderOf(request);
      const events = await commandOutcome(deps.database.db, commandId);
      // To everyone but its sender a command looks as if it had never been sent.
      const own = events[0]?.actor.id === actor.id;
      if (own) return acceptedBefore(commandId, events);
      const accepted = events.length > 0 ? null : outcomeOf(await port.look(commandId, actor.id));
      if (accepted) return accepted;
      void reply.code(202).header('retry-after', 2);
      return { commandId, status: 'pending' as const };
    },
  );
}
