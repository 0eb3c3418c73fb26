import type { Process, RecordedEvent } from '../domain/process.js';
import { processNamed } from '../domain/processes.js';
import { parseStream } from '../domain/shared/ids.js';
import type { Instant } from '../domain/shared/instant.js';
import type { StoredEvent } from '../event-store/event.js';

/** The process of a stream. @returns undefined when no process of this version has such streams */
export function processOfStream(stream: string): Process | undefined {
  return processNamed(parseStream(stream)?.process ?? '');
}

/** A stored event as the domain sees it. */
export function recorded({ type, data, version, now, actor }: StoredEvent): RecordedEvent {
  return { type, data, version, now: now as Instant, actor: { id: actor.id } };
}

/**
 * The state of a case after one more event, by the process's own `evolve`: what a view shows of a state is
 * what decisions see.
 *
 * @param before state after the events before; undefined for the first
 * @returns undefined for an event that no process of this version knows: it is passed
 */
export function stateAfter<S>(before: S | undefined, event: StoredEvent): S | undefined {
  const process = processOfStream(event.stream);
  if (!process?.events.has(event.type)) return undefined;
  return process.evolve(before ?? process.initial, recorded(event)) as S;
}
