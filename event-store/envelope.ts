import { hash } from 'node:crypto';
import type { ActorStamp, Append, NewEvent } from './event.js';
import { UnstorableError, canonicalText } from './canonical.js';

/** The hashed side of an event: everything about it but its public content and its place. */
export interface Envelope {
  /** Names the algorithms: 1 is SHA-256 over RFC 8785. */
  readonly v: 1;
  /** Id of the log, so that an event of one log proves nothing in another. */
  readonly log: string;
  readonly stream: string;
  readonly type: string;
  /** Schema version. */
  readonly sv: number;
  readonly cmd: string;
  readonly n: number;
  readonly now: string;
  readonly actor: ActorStamp;
  readonly cause: string | null;
  readonly req: string;
  /** Commitments: `parts[0]` to the body, `parts[i]` to protected part i. */
  readonly parts: readonly string[];
}

/** The texts of one event as the log stores and hashes them. */
export interface SealedEvent {
  readonly type: string;
  readonly body: string;
  readonly meta: string;
  /** Bytes of both texts in UTF-8. */
  readonly size: number;
}

/** A command whose events are ready for the log. */
export interface SealedAppend {
  readonly id: string;
  readonly stream: string;
  readonly expected: number | null;
  readonly request: string;
  readonly events: readonly SealedEvent[];
  /** Bytes of all texts. */
  readonly size: number;
}

/** Most events and bytes of one command, and most bytes of the two texts of one event. */
export const limits = {
  eventsPerCommand: 512,
  bytesPerCommand: 1_048_576,
  bodyBytes: 262_144,
  metaBytes: 16_384,
} as const;

const commitmentPrefix = 'part/v1\0';

/** Commitment to a stored text: SHA-256 over a fixed prefix and its UTF-8, in hexadecimal. */
export const commitText = (text: string): string => hash('sha256', commitmentPrefix + text, 'hex');

/** Commitment to stored bytes, as `commitText`. */
export const commitBytes = (bytes: Uint8Array): string =>
  hash('sha256', Buffer.concat([Buffer.from(commitmentPrefix), bytes]), 'hex');

const shapes = {
  id: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  stream: /^[A-Za-z0-9:-]{1,200}$/,
  now: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  request: /^[0-9a-f]{64}$/,
} as const;
const typeShape = /^[A-Za-z][A-Za-z0-9]{0,99}$/;

function checkAppend(command: Append): void {
  for (const [member, shape] of Object.entries(shapes)) {
    const text = command[member as keyof typeof shapes];
    if (!shape.test(text)) throw new UnstorableError(`$.${member}`, `must match ${shape.source}`);
  }
  const { expected, events } = command;
  if (expected !== null && (!Number.isInteger(expected) || expected < 0)) {
    throw new UnstorableError('$.expected', 'must be null or a version, 0 or more');
  }
  if (events.length < 1 || events.length > limits.eventsPerCommand) {
    throw new UnstorableError('$.events', `must hold 1 to ${limits.eventsPerCommand} events`);
  }
}

function checkSize(text: string, most: number, path: string): number {
  const size = Buffer.byteLength(text);
  if (size > most) throw new UnstorableError(path, `has ${size} bytes, more than ${most}`);
  return size;
}

function sealEvent(command: Append, event: NewEvent, index: number, logId: string): SealedEvent {
  const path = `$.events[${index}]`;
  if (!typeShape.test(event.type)) {
    throw new UnstorableError(`${path}.type`, `must match ${typeShape.source}`);
  }
  if (!Number.isInteger(event.schemaVersion) || event.schemaVersion < 1) {
    throw new UnstorableError(`${path}.schemaVersion`, 'must be 1 or more');
  }
  const body = canonicalText(event.data);
  const meta = canonicalText({
    v: 1,
    log: logId,
    stream: command.stream,
    type: event.type,
    sv: event.schemaVersion,
    cmd: command.id,
    n: index + 1,
    now: command.now,
    actor: command.actor,
    cause: command.cause,
    req: command.request,
    parts: [commitText(body)],
  } satisfies Envelope);
  const size =
    checkSize(body, limits.bodyBytes, `${path}.data`) +
    checkSize(meta, limits.metaBytes, `${path} with its envelope`);
  return { type: event.type, body, meta, size };
}

/**
 * Turns a command's events into the texts the log stores: canonical bodies, and envelopes that
 * commit to them. After this nothing of an event can change without its hash changing.
 *
 * @param logId id of the log, from its head
 * @throws UnstorableError for a value outside the canonical subset, a malformed id, or a size
 *   over `limits`; repeating the append cannot help
 */
export function seal(command: Append, logId: string): SealedAppend {
  checkAppend(command);
  const events = command.events.map((event, index) => sealEvent(command, event, index, logId));
  const size = events.reduce((sum, event) => sum + event.size, 0);
  if (size > limits.bytesPerCommand) {
    throw new UnstorableError(
      '$.events',
      `have ${size} bytes together, more than ${limits.bytesPerCommand}`,
    );
  }
  const { id, stream, expected, request } = command;
  return { id, stream, expected, request, events, size };
}
