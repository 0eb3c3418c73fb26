import { sql } from 'kysely';
import { head } from './read.js';
import type { Executor } from './read.js';
import { beforeFirst, committedParts, verifyEvent } from './verify-event.js';
import type { Before, Fault, LogRow, PartRow } from './verify-event.js';

export interface VerifyOptions {
  /** Events of one read; 1,000 when absent. */
  readonly pageSize?: number;
  /** Told after each page how far the check has come. */
  readonly onProgress?: (progress: { readonly position: number; readonly end: number }) => void;
  /** A place and its chain that someone wrote down earlier: the log must still lead through it. */
  readonly known?: { readonly position: number; readonly chain: string };
}

export interface Verification {
  /** The first broken event; absent when the whole log holds. */
  readonly fault?: Fault;
  /** Events found sound, counted from the first. */
  readonly events: number;
  readonly streams: number;
  /** Chain at the last sound event, 64 hexadecimal digits: write it down, and check against it. */
  readonly chain: string;
}

/** Protected parts that are gone although no later event of the log orders their erasure. */
interface Erasures {
  readonly missingAt: number[];
  lastOrderAt: number;
}

const readRows = async (db: Executor, after: number, limit: number): Promise<LogRow[]> => {
  const { rows } = await sql<LogRow>`
    select pos, stream, ver, cmd, n, type, extract(epoch from at) * 1000 as at_ms, body, meta,
      digest, chain
    from es.log where pos > ${after} order by pos limit ${limit}`.execute(db);
  return rows;
};

async function readParts(db: Executor, page: readonly LogRow[]): Promise<Map<number, PartRow[]>> {
  const byPosition = new Map<number, PartRow[]>();
  const { rows } = await sql<PartRow>`
    select pos, no, bytes from es.part
    where pos between ${page[0]?.pos ?? 0} and ${page.at(-1)?.pos ?? 0} order by pos, no`.execute(
    db,
  );
  for (const row of rows) byPosition.set(row.pos, [...(byPosition.get(row.pos) ?? []), row]);
  return byPosition;
}

function verifyPage(
  page: readonly LogRow[],
  parts: ReadonlyMap<number, readonly PartRow[]>,
  logId: string,
  before: Before,
  erasures: Erasures,
  known: VerifyOptions['known'],
): Fault | undefined {
  for (const row of page) {
    const present = parts.get(row.pos) ?? [];
    const fault = verifyEvent(row, present, logId, before);
    if (fault !== undefined) return fault;
    if (present.length < committedParts(row)) erasures.missingAt.push(row.pos);
    if (row.type === 'ProtectedPartErased') erasures.lastOrderAt = row.pos;
    if (row.pos === known?.position && row.chain.toString('hex') !== known.chain) {
      const detail = 'the log no longer leads through the chain that was written down';
      return { position: row.pos, kind: 'chain-differs', detail };
    }
  }
  return undefined;
}

function lastFault(
  before: Before,
  erasures: Erasures,
  known: VerifyOptions['known'],
): Fault | undefined {
  const missing = erasures.missingAt.find((position) => position > erasures.lastOrderAt);
  if (missing !== undefined) {
    const detail = 'a protected part is gone and no later event orders its erasure';
    return { position: missing, kind: 'part-missing', detail };
  }
  if (known !== undefined && known.position > before.position) {
    const detail = `the log ends before position ${known.position}, which was written down`;
    return { position: before.position + 1, kind: 'position-not-dense', detail };
  }
  return undefined;
}

/**
 * Checks every stored byte of the log, from the first event to the last one there was at the start:
 * canonical form, commitments, envelope against columns, digests, chain, dense positions and
 * versions, and a time that never runs back. Reads in pages, so memory does not grow with the log
 * (but for one number per stream).
 *
 * Without `known` the removal of the newest events cannot be seen; nobody could.
 */
export async function verifyLog(db: Executor, options: VerifyOptions = {}): Promise<Verification> {
  const { pageSize = 1000, onProgress, known } = options;
  const { logId, position: end } = await head(db);
  const before = beforeFirst();
  const erasures: Erasures = { missingAt: [], lastOrderAt: 0 };
  let fault: Fault | undefined;
  while (fault === undefined && before.position < end) {
    const page = await readRows(db, before.position, Math.min(pageSize, end - before.position));
    if (page.length === 0) break;
    const parts = await readParts(db, page);
    fault = verifyPage(page, parts, logId, before, erasures, known);
    onProgress?.({ position: before.position, end });
  }
  fault ??= lastFault(before, erasures, known);
  return {
    ...(fault === undefined ? {} : { fault }),
    events: before.position,
    streams: before.versions.size,
    chain: before.chain.toString('hex'),
  };
}
