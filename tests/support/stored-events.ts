import { shippedBook } from '../../domain/policy/packs.js';
import { createHash } from 'node:crypto';
import { processNamed } from '../../domain/processes.js';
import { isRejection, type Process } from '../../domain/process.js';
import { parseStream } from '../../domain/shared/ids.js';
import type { StoredEvent } from '../../event-store/event.js';
import type { EventCatalog } from '../../projections/event-catalog.js';
import { changesOf, Rows } from '../../projections/fold.js';
import type { Projection, Row } from '../../projections/projection.js';
import { productCatalog } from '../../projections/event-catalog.js';
import { actor, contextOn, type Step } from './given.js';

/** A UUID (v8 in form) that the same name always gives. */
export function namedUuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The events of a case as the log would hold them, decided by the product's own process. */
export function storyEvents(
  stream: string,
  steps: readonly Step[],
  { today = '2022-12-30', after = 0 }: { today?: string; after?: number } = {},
): StoredEvent[] {
  const process = processNamed(parseStream(stream)?.process ?? '');
  if (!process) throw new Error(`no process has the stream ${stream}`);
  const events: StoredEvent[] = [];
  let state = process.initial;
  for (const [index, step] of steps.entries()) {
    const by = step.by ?? actor(senderOf(process, step.type));
    const context = contextOn(step.on ?? today, by, stream);
    const data: unknown = process.commands.get(step.type)?.data.parse(step.data);
    const decided = process.decide(state, events.length, { type: step.type, data }, context);
    if (isRejection(decided)) throw new Error(`${step.type}: ${decided.rejected}`);
    for (const [n, event] of decided.entries()) {
      const version = events.length + 1;
      const { now } = context;
      state = process.evolve(state, { ...event, version, now, actor: by });
      events.push({
        position: after + version,
        stream,
        version,
        commandId: namedUuid(`${stream}/${index}`),
        n: n + 1,
        type: event.type,
        schemaVersion: process.schemaVersionOf(event.type),
        at: now,
        now,
        actor: by,
        cause: null,
        request: '0'.repeat(64),
        data: event.data,
      });
    }
  }
  return events;
}

function senderOf(process: Process, type: string) {
  const role = process.commands.get(type)?.by[0];
  if (!role) throw new Error(`${process.name} has no command ${type}`);
  return role;
}

/** The rows of a view after these events, as they would be written. */
export function rowsAfter(
  projection: Projection,
  events: readonly StoredEvent[],
  catalog: EventCatalog = productCatalog,
): ReadonlyMap<string, Row> {
  const rows = new Rows(projection);
  for (const event of events) rows.apply(changesOf(projection, event, catalog));
  return new Map(rows.changed(shippedBook).written);
}
