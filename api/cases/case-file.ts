import { UnknownEvent, type Process, type RecordedEvent } from '../../domain/process.js';
import { streamOf } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/instant.js';
import type { StoredEvent } from '../../event-store/event.js';
import { readStream, readStreamAsOf, type Executor, type Moment } from '../../event-store/read.js';

/** A case folded from its events, now or at a moment of the past. */
export interface CaseFile {
  readonly process: Process;
  readonly id: string;
  readonly stream: string;
  readonly state: unknown;
  readonly version: number;
  /** Position of its last event in the log. */
  readonly position: number;
  /** Scopes whose holders it concerns. */
  readonly reach: readonly string[];
  /** Ids of those who must keep away from it. */
  readonly recused: readonly string[];
  readonly events: readonly StoredEvent[];
}

/**
 * Opens a case by folding its stream.
 *
 * @param moment the present when absent
 * @returns null when it does not exist (at that moment)
 * @throws UnknownEvent when a newer version of the product wrote to it
 */
export async function openCase(
  db: Executor,
  process: Process,
  id: string,
  moment?: Moment,
): Promise<CaseFile | null> {
  const stream = streamOf(process.name, id);
  const events = moment ? await readStreamAsOf(db, stream, moment) : await readStream(db, stream);
  const last = events.at(-1);
  if (!last) return null;
  const state = events.reduce((before, event) => {
    if (event.schemaVersion > process.schemaVersionOf(event.type))
      throw new UnknownEvent(process.name, `${event.type} schema ${event.schemaVersion}`);
    return process.evolve(before, recorded(event));
  }, process.initial);
  const { version, position } = last;
  const circle = { reach: process.reach(state), recused: process.recused?.(state) ?? [] };
  return { process, id, stream, state, version, position, ...circle, events };
}

function recorded({ type, data, version, now, actor }: StoredEvent): RecordedEvent {
  return { type, data, version, now: now as Instant, actor };
}
