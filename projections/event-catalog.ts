import { processNamed } from '../domain/processes.js';
import { parseStream } from '../domain/shared/ids.js';
import type { StoredEvent } from '../event-store/event.js';

/** What this version of the product knows of the events in the log. */
export interface EventCatalog {
  /** Newest schema version it can read; undefined for a type that no process of its declares. */
  schemaVersionOf(event: Pick<StoredEvent, 'stream' | 'type'>): number | undefined;
}

export const productCatalog: EventCatalog = {
  schemaVersionOf({ stream, type }) {
    const process = processNamed(parseStream(stream)?.process ?? '');
    return process?.events.has(type) ? process.schemaVersionOf(type) : undefined;
  },
};
