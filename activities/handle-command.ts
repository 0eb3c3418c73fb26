import { isRejection, reject, type DomainEvent, type Rejection } from '../domain/process.js';
import { shanghaiDate, type Instant } from '../domain/shared/instant.js';
import type { Actor } from '../domain/shared/roles.js';
import type { RuleBook } from '../domain/shared/rule-book.js';
import type { Appender } from '../event-store/appender.js';
import { limits } from '../event-store/envelope.js';
import type { StoredEvent } from '../event-store/event.js';
import { failpoint } from '../event-store/failpoint.js';
import { commandOutcome, type Executor } from '../event-store/read.js';
import { requestDigest } from '../event-store/request-digest.js';
import type { RuleBooks } from '../rule-book/index.js';
import type { Accepted, CommandEnvelope, ControlState, Outcome } from '../workflows/contract.js';
import { foldOnto, type Case, type Cases } from './cases.js';

const MAX_TRIES = 8;

export interface DecisionDeps {
  readonly db: Executor;
  readonly cases: Cases;
  readonly appender: Appender;
  readonly books: RuleBooks;
  readonly control: (found: Case) => Promise<ControlState>;
}

/** The stream kept changing under the decision: run the activity again. */
export class ContendedStream extends Error {
  constructor(stream: string) {
    super(`${stream} changed ${MAX_TRIES} times while a command was decided`);
    this.name = 'ContendedStream';
  }
}

/**
 * Loads the stream, decides, appends: the only door to the log. A repeated command id answers as before; a
 * refusal is never given on a cached state, nor before the id was looked up, since the retry of an accepted
 * command meets a state that refuses it.
 *
 * @param now the runner's clock, an instant; the domain sees no other
 * @throws ContendedStream, UnknownEvent, AppenderFullError, database errors: all to be retried with the same id
 */
export async function handleCommand(
  { db, cases, appender, books, control }: DecisionDeps,
  { stream, envelope, now }: { stream: string; envelope: CommandEnvelope; now: string },
): Promise<Outcome> {
  const request = requestDigest(stream, envelope);
  for (let tries = 0, fresh = false; tries < MAX_TRIES; tries += 1, fresh = true) {
    const found = await cases.load(stream, fresh);
    await failpoint('handle.loaded');
    const decision = await books.consult((book) => decide(found, envelope, now, book), fresh);
    const rejected = isRejection(decision);
    if (rejected || decision.length === 0) {
      if (!fresh) continue;
      const before = await commandOutcome(db, envelope.commandId);
      if (before.length > 0) return repeated(before, request, found, control);
      return rejected
        ? refused(decision, request, found, control)
        : unchanged(envelope, request, found, control);
    }
    await failpoint('handle.decided');
    const result = await appender.submit({
      id: envelope.commandId,
      stream,
      expected: found.version,
      events: decision.map((event) => ({
        type: event.type,
        schemaVersion: found.process.schemaVersionOf(event.type),
        data: event.data,
      })),
      now,
      actor: envelope.actor,
      cause: envelope.cause,
      request,
    });
    switch (result.outcome) {
      case 'conflict':
        continue;
      case 'reused':
        return { kind: 'reused', control: await control(await cases.load(stream, true)) };
      case 'again': {
        const before = await commandOutcome(db, envelope.commandId);
        return repeated(before, request, await cases.load(stream, true), control);
      }
      case 'ok': {
        const after = advance(found, envelope, decision, now, result.position);
        cases.keep(stream, after);
        await failpoint('activity.returning');
        const events = decision.map(({ type }) => type);
        return {
          kind: 'accepted',
          accepted: acceptedAs(envelope.commandId, request, result, events),
          control: await control(after),
        };
      }
    }
  }
  throw new ContendedStream(stream);
}

/** What a command leads to on a case as it stands; nothing is written. */
export function decide(
  { process, stream, state, version }: Case,
  envelope: CommandEnvelope,
  now: string,
  book: RuleBook,
): readonly DomainEvent[] | Rejection {
  const spec = process.commands.get(envelope.type);
  if (!spec) return reject('unknown-command', `${process.name} has no command ${envelope.type}.`);
  const parsed = spec.data.safeParse(envelope.data);
  if (!parsed.success) return reject('invalid-command', parsed.error.message);
  const decision = process.decide(
    state,
    version,
    { type: envelope.type, data: parsed.data },
    {
      now: now as Instant,
      today: shanghaiDate(now as Instant),
      actor: envelope.actor as Actor,
      stream,
      ...book,
    },
  );
  // The log would refuse it for ever; the sender can divide it.
  return !isRejection(decision) && decision.length > limits.eventsPerCommand
    ? reject(
        'too-many-events',
        `Send it in parts: one command writes ${limits.eventsPerCommand} events at most.`,
      )
    : decision;
}

/** The case after its own append, without reading back what was just written. */
export function advance(
  found: Case,
  envelope: CommandEnvelope,
  decision: readonly DomainEvent[],
  now: string,
  lastPosition: number,
): Case {
  const events = decision.map(({ type, data }, index): StoredEvent => ({
    position: lastPosition - (decision.length - 1 - index),
    stream: found.stream,
    version: found.version + index + 1,
    commandId: envelope.commandId,
    n: index + 1,
    type,
    schemaVersion: found.process.schemaVersionOf(type),
    at: now,
    now,
    actor: envelope.actor,
    cause: envelope.cause,
    request: '',
    data,
  }));
  return foldOnto(found, events);
}

async function repeated(
  before: readonly StoredEvent[],
  request: string,
  found: Case,
  control: DecisionDeps['control'],
): Promise<Outcome> {
  const last = before.at(-1);
  if (!last || last.request !== request || last.stream !== found.stream)
    return { kind: 'reused', control: await control(found) };
  const events = before.map(({ type }) => type);
  return {
    kind: 'accepted',
    accepted: acceptedAs(last.commandId, request, last, events),
    control: await control(found),
  };
}

async function refused(
  { rejected, message }: Rejection,
  request: string,
  found: Case,
  control: DecisionDeps['control'],
): Promise<Outcome> {
  const { process, state, version } = found;
  const status = version > 0 ? process.status(state) : 'none';
  return {
    kind: 'rejected',
    refused: { request, code: rejected, message, status, version },
    control: await control(found),
  };
}

async function unchanged(
  envelope: CommandEnvelope,
  request: string,
  found: Case,
  control: DecisionDeps['control'],
): Promise<Outcome> {
  return {
    kind: 'accepted',
    accepted: acceptedAs(envelope.commandId, request, found, []),
    control: await control(found),
  };
}

function acceptedAs(
  commandId: string,
  request: string,
  { version, position }: { readonly version: number; readonly position: number },
  events: readonly string[],
): Accepted {
  return { commandId, request, version, position, events };
}
