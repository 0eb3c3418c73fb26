import pg from 'pg';
import type { RuleBook } from '../domain/shared/rule-book.js';
import type { StoredEvent } from '../event-store/event.js';
import type { EventCatalog } from './event-catalog.js';
import { changesOf, Rows } from './fold.js';
import type { Projection } from './projection.js';
import { deleteRows, loadRows, upsertRows, type Executor } from './table.js';

/** A handler could not make sense of an event; the batch that holds it is not applied. */
class EventFaultError extends Error {
  override readonly name = 'EventFaultError';
}

/**
 * Whether a failed batch would fail again: a handler threw, or the table refused a row (data exception,
 * broken constraint, limit of an index). Any other fault of the database passes.
 */
export function isFaultOfEvent(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(22|23|54)/.test(error.code ?? '');
  return error instanceof EventFaultError;
}

function pure<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new EventFaultError(text, { cause: error });
  }
}

/**
 * Brings a view's table from one position to the next: loads the rows that the events touch, folds the
 * events over them in memory, writes each changed row once.
 *
 * @param db the transaction that also moves the checkpoint
 * @throws whatever a handler throws, and pg.DatabaseError for a row the table does not take
 */
export async function applyBatch(
  db: Executor,
  projection: Projection,
  table: string,
  events: readonly StoredEvent[],
  catalog: EventCatalog,
  book: RuleBook,
): Promise<void> {
  const perEvent = pure(() => events.map((event) => changesOf(projection, event, catalog)));
  const keys = new Set<string>();
  const groups = new Set<string>();
  for (const change of perEvent.flat()) {
    if ('key' in change) {
      keys.add(change.key);
      if (change.beside !== undefined) keys.add(change.beside);
    } else groups.add(change.group);
  }
  const rows = new Rows(projection);
  const wanted = { keys: [...keys], groups: [...groups] };
  for (const [key, row] of await loadRows(db, projection, table, wanted)) rows.load(key, row);
  const { written, removed } = pure(() => {
    for (const changes of perEvent) rows.apply(changes);
    return rows.changed(book);
  });
  await upsertRows(db, projection, table, written);
  await deleteRows(db, table, removed);
}
