import type { StoredEvent } from '../event-store/event.js';
import { readLog } from '../event-store/read.js';
import type { RuleBooks } from '../rule-book/index.js';
import type { EventCatalog } from './event-catalog.js';
import { assertDense, changesOf, Rows } from './fold.js';
import type { Projection, Row } from './projection.js';
import type { Executor } from './table.js';

const pageEvents = 1_000;
const heldRows = 20_000;

/** Rows of a view by key. */
export type KeyedRows = readonly (readonly [key: string, row: Row])[];

export interface FoldOptions {
  readonly db: Executor;
  readonly projection: Projection;
  readonly catalog: EventCatalog;
  readonly books: RuleBooks;
  /** Last position to fold. */
  readonly upTo: number;
  /** Takes finished rows, each once; a row that never changes is handed over before the end. */
  readonly take: (rows: KeyedRows) => Promise<void>;
  readonly onProgress?: (position: number) => void;
}

/**
 * Folds the log from its first event in memory, through the same handlers as the live runner.
 *
 * @throws Error naming the position of an event that a handler cannot make sense of
 */
export async function foldLog(options: FoldOptions): Promise<void> {
  const { db, projection, catalog, books, upTo, take, onProgress } = options;
  const written = () => books.consult((book) => rows.changed(book).written);
  const rows = new Rows(projection);
  const read = (after: number): Promise<StoredEvent[]> =>
    readLog(db, after, Math.min(pageEvents, upTo - after));
  let position = 0;
  let page = await read(0);
  while (page.length > 0) {
    assertDense(position, page);
    position += page.length;
    // The next page is read while this one is folded.
    const next = position < upTo ? read(position) : Promise.resolve([]);
    next.catch(() => undefined);
    for (const event of page) foldEvent(rows, projection, event, catalog);
    onProgress?.(position);
    page = await next;
    if (projection.appendOnly === true && rows.size >= heldRows) {
      await take(await written());
      rows.clear();
    }
  }
  await take(await written());
}

function foldEvent(
  rows: Rows,
  projection: Projection,
  event: StoredEvent,
  catalog: EventCatalog,
): void {
  try {
    rows.apply(changesOf(projection, event, catalog));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${projection.name} cannot take event ${event.position}: ${reason}`, {
      cause: error,
    });
  }
}
