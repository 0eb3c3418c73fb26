import type { RuleBook } from '../domain/shared/rule-book.js';
import type { StoredEvent } from '../event-store/event.js';
import type { EventCatalog } from './event-catalog.js';
import type { Change, Projection, Row } from './projection.js';

/** An event written by a newer version of the product under a schema this one cannot read. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError';
  constructor({ type, schemaVersion }: StoredEvent, known: number) {
    super(
      `${type} has schema version ${schemaVersion}, and this version of the product reads up to ${known}`,
    );
  }
}

/** The positions of the log are not dense: something was removed or inserted. */
export class BrokenLogError extends Error {
  override readonly name = 'BrokenLogError';
  readonly position: number;
  constructor(expected: number, found: number) {
    super(`the log is broken: after position ${expected - 1} comes ${found}`);
    this.position = expected;
  }
}

/** @throws BrokenLogError unless the events follow the position one by one */
export function assertDense(afterPosition: number, events: readonly StoredEvent[]): void {
  events.forEach(({ position }, index) => {
    const expected = afterPosition + index + 1;
    if (position !== expected) throw new BrokenLogError(expected, position);
  });
}

/**
 * What an event does to a view, without looking at any row.
 *
 * @throws NewerSchemaError for a handled type of a newer schema; whatever the handler throws
 */
export function changesOf(
  projection: Projection,
  event: StoredEvent,
  catalog: EventCatalog,
): readonly Change[] {
  const handler = projection.on.get(event.type);
  if (!handler && !projection.every) return [];
  const known = catalog.schemaVersionOf(event);
  if (known !== undefined && event.schemaVersion > known && projection.envelopeOnly !== true)
    throw new NewerSchemaError(event, known);
  return [...(projection.every?.(event) ?? []), ...(handler?.(event as never) ?? [])];
}

/** True for an event that this version neither handles nor knows: it is passed, and counted. */
export function isUnknown(
  projection: Projection,
  event: StoredEvent,
  catalog: EventCatalog,
): boolean {
  return !projection.on.has(event.type) && catalog.schemaVersionOf(event) === undefined;
}

/** The rows of a view in memory: all of them in a rebuild, those a batch touches in the live runner. */
export class Rows {
  readonly #projection: Projection;
  readonly #rows = new Map<string, Row>();
  readonly #groups = new Map<string, Set<string>>();
  readonly #changed = new Set<string>();

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  /** Takes a row as the database holds it. */
  load(key: string, row: Row): void {
    this.#store(key, row);
  }

  /**
   * Applies what one event does, in order.
   *
   * @throws Error when a row does not fit the view's columns
   */
  apply(changes: readonly Change[]): void {
    for (const step of changes) {
      if ('key' in step) {
        const { key, beside } = step;
        const other = beside === undefined ? undefined : this.#rows.get(beside);
        this.#change(key, (row) => step.to(row, other));
      } else
        for (const key of [...(this.#groups.get(step.group) ?? [])]) this.#change(key, step.to);
    }
  }

  #change(key: string, to: (row: Row) => Row | undefined): void {
    const before = this.#rows.get(key);
    const after = to(before as Row);
    if (after === before) return;
    this.#store(key, after && fitted(this.#projection, after));
    this.#changed.add(key);
  }

  /** Keys of every row held, in no particular order. */
  keys(): string[] {
    return [...this.#rows.keys()];
  }

  /** The rows changed since they were loaded, ready to be written, and the keys of those that went. */
  changed(book: RuleBook): { written: [key: string, row: Row][]; removed: string[] } {
    const written: [string, Row][] = [];
    const removed: string[] = [];
    for (const key of this.#changed) {
      const row = this.#rows.get(key);
      if (row) written.push([key, this.#derived(row, book)]);
      else removed.push(key);
    }
    return { written, removed };
  }

  /** Forgets every row; for a view whose rows never change once they are written. */
  clear(): void {
    this.#rows.clear();
    this.#groups.clear();
    this.#changed.clear();
  }

  get size(): number {
    return this.#rows.size;
  }

  #derived(row: Row, book: RuleBook): Row {
    const { derive } = this.#projection;
    return derive ? fitted(this.#projection, derive(row, book)) : row;
  }

  #store(key: string, row: Row | undefined): void {
    const { group } = this.#projection;
    if (group !== undefined) {
      const before = this.#rows.get(key)?.[group];
      if (typeof before === 'string') this.#groups.get(before)?.delete(key);
      const after = row?.[group];
      if (typeof after === 'string') {
        const members = this.#groups.get(after) ?? new Set();
        this.#groups.set(after, members.add(key));
      }
    }
    if (row) this.#rows.set(key, row);
    else this.#rows.delete(key);
  }
}

/** The row with exactly the view's columns. @throws Error naming a column whose value does not fit */
function fitted({ name, columns }: Projection, row: Row): Row {
  const complete: Record<string, unknown> = {};
  for (const [member, column] of Object.entries(columns)) {
    const value = row[member] ?? null;
    if (!(column.optional && value === null) && !column.accepts(value))
      throw new TypeError(`${name}.${member} takes ${column.kind}, not ${typeof value}`);
    complete[member] = value;
  }
  return complete;
}
