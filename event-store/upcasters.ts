import type { StoredEvent } from './event.js';

/** One step of an old event's way to the current schema. */
export interface Upcaster {
  /** Event type; types are never renamed. */
  readonly type: string;
  /** Schema version that the step reads; it gives the next one. */
  readonly from: number;
  /** Pure: the same old data always gives the same new data. */
  readonly up: (data: unknown) => unknown;
}

/** Brings an event as far as steps are known for it; the stored text never changes. */
export type Upcast = (event: StoredEvent) => StoredEvent;

/**
 * Builds the reading side of schema changes: every step is applied on read, one version at a time.
 *
 * @param steps in any order; a type without steps passes through untouched
 * @throws Error when two steps read the same version of one type
 */
export function createUpcast(steps: readonly Upcaster[]): Upcast {
  const byPlace = new Map<string, Upcaster>();
  for (const step of steps) {
    const place = `${step.type} ${step.from}`;
    if (byPlace.has(place)) {
      throw new Error(`Two upcasters read version ${step.from} of ${step.type}.`);
    }
    byPlace.set(place, step);
  }
  if (byPlace.size === 0) return (event) => event;
  return (event) => {
    let { schemaVersion, data } = event;
    for (;;) {
      const step = byPlace.get(`${event.type} ${schemaVersion}`);
      if (step === undefined) break;
      data = step.up(data);
      schemaVersion += 1;
    }
    return schemaVersion === event.schemaVersion ? event : { ...event, schemaVersion, data };
  };
}

/** Every step of this version of the product; a changed event schema adds its line here. */
export const upcasters: readonly Upcaster[] = [];
