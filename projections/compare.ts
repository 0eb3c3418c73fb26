import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.js';
import { canonicalText } from '../event-store/canonical.js';
import { createRuleBooks } from '../rule-book/index.js';
import { standingOf } from './checkpoint.js';
import { productCatalog, type EventCatalog } from './event-catalog.js';
import { foldLog, type KeyedRows } from './fold-log.js';
import { tableName, type Projection, type Row } from './projection.js';
import { countRows, loadRows } from './table.js';

/** A row that is not what the log says. */
export interface Difference {
  readonly key: string;
  readonly kind: 'missing' | 'different';
  /** Columns that differ; empty for a missing row. */
  readonly columns: readonly string[];
}

export interface Comparison {
  readonly view: string;
  /** Position at which the live rows were compared. */
  readonly position: number;
  /** Rows that the log gives. */
  readonly rows: number;
  /** Live rows that the log does not give. */
  readonly unexpected: number;
  /** The first 20 rows that are missing or differ. */
  readonly differences: readonly Difference[];
  readonly equal: boolean;
}

export interface CompareOptions {
  /** Connections of any role that reads the log and the views. */
  readonly db: Kysely<Database>;
  readonly projection: Projection;
  readonly catalog?: EventCatalog;
  readonly onProgress?: (progress: { view: string; done: number; total: number }) => void;
}

const chunkRows = 5_000;
const reported = 20;

/**
 * Compares the live rows of a view with what the log gives at the same position; both are read in one
 * snapshot, so that the view may go on meanwhile.
 *
 * @throws Error when the view was never built in this version
 */
export async function compareWithRebuild(options: CompareOptions): Promise<Comparison> {
  const { db, projection, catalog = productCatalog, onProgress } = options;
  const { name: view, version } = projection;
  const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return snapshot.execute(async (trx) => {
    const standing = await standingOf(trx, view);
    if (standing?.version !== version)
      throw new Error(`the view ${view} was never built in version ${version}`);
    const table = tableName(view, version);
    const total = standing.position;
    const differences: Difference[] = [];
    let rows = 0;
    let found = 0;
    const take = async (expected: KeyedRows): Promise<void> => {
      for (let first = 0; first < expected.length; first += chunkRows) {
        const chunk = expected.slice(first, first + chunkRows);
        const keys = chunk.map(([key]) => key);
        const live = new Map(await loadRows(trx, projection, table, { keys }));
        rows += chunk.length;
        found += live.size;
        differences.push(...differencesOf(chunk, live).slice(0, reported - differences.length));
      }
    };
    const report = (done: number) => onProgress?.({ view, done, total });
    const books = createRuleBooks(trx);
    await foldLog({ db: trx, projection, catalog, books, upTo: total, take, onProgress: report });
    const unexpected = (await countRows(trx, table)) - found;
    const equal = differences.length === 0 && unexpected === 0;
    return { view, position: total, rows, unexpected, differences, equal };
  });
}

function differencesOf(expected: KeyedRows, live: ReadonlyMap<string, Row>): Difference[] {
  return expected.flatMap(([key, row]): Difference[] => {
    const found = live.get(key);
    if (!found) return [{ key, kind: 'missing', columns: [] }];
    const columns = Object.keys(row).filter(
      (name) => canonicalText(row[name] ?? null) !== canonicalText(found[name] ?? null),
    );
    return columns.length === 0 ? [] : [{ key, kind: 'different', columns }];
  });
}

/** The rows of a table in one text, so that two of them can be compared by eye or digest; for tests and support. */
export async function digestOf(db: Kysely<Database>, projection: Projection): Promise<string> {
  const table = sql.id('views', tableName(projection.name, projection.version));
  const { rows } = await sql<{ digest: string | null }>`
    select md5(string_agg(md5(t::text), '' order by key)) as digest from ${table} t`.execute(db);
  return rows[0]?.digest ?? '';
}
