import { sql } from 'kysely';
import type { CalendarDate } from '../../domain/shared/calendar-date.js';
import type { Deadline } from '../../domain/clock/state.js';
import { caseIndex } from '../case-index/projection.js';
import { tableName } from '../projection.js';
import { inViews, type Executor } from '../table.js';
import { deadlineList } from './projection.js';

const cases = inViews(tableName(caseIndex.name, caseIndex.version));
const deadlines = inViews(tableName(deadlineList.name, deadlineList.version));

/**
 * Open cases whose clock should have sent its command before a moment, by the head of each case's due list.
 *
 * @param before ISO instant
 * @returns stream ids, the longest overdue first
 */
export async function overdueStreams(
  db: Executor,
  before: string,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ stream: string }>`
    select stream from ${cases}
    where not closed and next_at < ${before} order by next_at, key limit ${limit}`.execute(db);
  return rows.map(({ stream }) => stream);
}

/** A deadline as its ladder keeps it, with what names its case. */
export interface CaseDeadline {
  readonly stream: string;
  readonly number: string;
  readonly unit: string | null;
  readonly title: string;
  readonly detail: Deadline;
}

/** Which deadlines: those still owed, or those whose count began in a period. */
export type DeadlineChoice =
  { readonly owed: true } | { readonly from: CalendarDate; readonly to: CalendarDate };

const pageRows = 2_000;

/**
 * Deadlines of the whole organization, page by page so that a large log does not fill the memory.
 *
 * @returns by key, each once; a page is never empty
 */
export async function* deadlinesOf(
  db: Executor,
  choice: DeadlineChoice,
): AsyncGenerator<readonly CaseDeadline[]> {
  const chosen =
    'owed' in choice
      ? sql`(d.running or d.paused)`
      : sql`d.anchor_on between ${choice.from} and ${choice.to}`;
  for (let after = ''; ;) {
    const { rows } = await sql<CaseDeadline & { key: string }>`
      select d.key, d.stream, d.title, d.detail, coalesce(c.number, d.stream) as number, c.unit
      from ${deadlines} d left join ${cases} c on c.stream = d.stream
      where ${chosen} and d.key > ${after} order by d.key limit ${pageRows}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ key: _key, ...row }) => row);
    after = last.key;
  }
}
