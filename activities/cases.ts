import { UnknownEvent, type Effect, type Process, type RecordedEvent } from '../domain/process.js';
import { processNamed } from '../domain/processes.js';
import { parseStream, streamOf } from '../domain/shared/ids.js';
import type { StoredEvent } from '../event-store/event.js';
import { readStream, type Executor } from '../event-store/read.js';
import type { PendingEffect } from '../workflows/contract.js';
import { deriveId } from '../event-store/derive-id.js';

/** A stream folded to its present: what a decision and the runner need. */
export interface Case {
  readonly stream: string;
  readonly process: Process;
  readonly state: unknown;
  readonly version: number;
  /** Position of the last event in the log, 0 for a new stream. */
  readonly position: number;
  /** Every effect the events ask for, in order; the acknowledged ones are taken out elsewhere. */
  readonly effects: readonly PendingEffect[];
}

/** Folds of recently used streams; what a restart loses, the log gives back. */
export interface Cases {
  /** @param fresh reads events that others appended since; otherwise a cached fold answers */
  load(stream: string, fresh: boolean): Promise<Case>;
  /** Replaces the cached fold after an append, or drops it with null. */
  keep(stream: string, advanced: Case | null): void;
}

/**
 * @param capacity folds kept in memory, the longest unused going first
 * @throws UnknownEvent from `load` when a newer version of the product wrote the stream
 */
export function createCases(db: Executor, capacity = 2_000): Cases {
  const cache = new Map<string, Case>();
  const keep = (stream: string, found: Case | null) => {
    cache.delete(stream);
    if (found) cache.set(stream, found);
    const oldest = cache.size > capacity ? cache.keys().next() : undefined;
    if (oldest && !oldest.done) cache.delete(oldest.value);
  };
  return {
    keep,
    async load(stream, fresh) {
      const cached = cache.get(stream);
      if (cached && !fresh) return cached;
      const base = cached ?? emptyCase(stream);
      const loaded = foldOnto(base, await readStream(db, stream, { afterVersion: base.version }));
      keep(stream, loaded.version > 0 ? loaded : null);
      return loaded;
    },
  };
}

/** @throws RangeError when the stream id names no process */
export function emptyCase(stream: string): Case {
  const process = processNamed(parseStream(stream)?.process ?? '');
  if (!process) throw new RangeError(`no process owns the stream ${stream}`);
  return { stream, process, state: process.initial, version: 0, position: 0, effects: [] };
}

/** Advances a case by the events that follow it. @throws UnknownEvent for a type or schema of a newer version */
export function foldOnto(base: Case, events: readonly StoredEvent[]): Case {
  const { stream, process } = base;
  let { state, version, position } = base;
  const effects = [...base.effects];
  for (const stored of events) {
    if (stored.schemaVersion > process.schemaVersionOf(stored.type))
      throw new UnknownEvent(process.name, `${stored.type} schema ${stored.schemaVersion}`);
    const event = stored as unknown as RecordedEvent;
    state = process.evolve(state, event);
    version = stored.version;
    position = stored.position;
    effects.push(...effectsOf(process, stream, event, state));
  }
  return { stream, process, state, version, position, effects };
}

function effectsOf(
  process: Process,
  stream: string,
  event: RecordedEvent,
  after: unknown,
): readonly PendingEffect[] {
  const drafts = process.effectsOf(event, after, { stream, deriveId });
  const cause = `${stream}:${event.version}`;
  return drafts.flatMap((draft, n) => {
    const origin = { effectId: deriveId(`${cause}:${n}`), cause, decidedAt: event.now };
    return pendingAs(draft, origin) ?? [];
  });
}

/** @returns null for a case that no process of this version has, or that takes no such command */
function pendingAs(
  draft: Effect,
  origin: Pick<PendingEffect, 'effectId' | 'cause' | 'decidedAt'>,
): PendingEffect | null {
  if ('notify' in draft) return { kind: 'notify', ...draft.notify, ...origin };
  const target = processNamed(draft.process);
  const command = target?.commands.get(draft.command.type);
  if (!target || !command) return null;
  return {
    kind: 'command',
    process: target.name,
    workflowType: target.workflowType,
    stream: streamOf(target.name, draft.id),
    opens: command.opens === true,
    type: draft.command.type,
    data: draft.command.data,
    ...origin,
  };
}
