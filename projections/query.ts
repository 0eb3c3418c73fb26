import pg from 'pg';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CalendarDate } from '../domain/shared/calendar-date.js';
import type { Actor, Post } from '../domain/shared/roles.js';
import { caseIndex } from './case-index/projection.js';
import { cases } from './case-index/queries.js';
import { standingOf } from './checkpoint.js';
import { afterCursor, BadQueryError, cursorOf, filtersOf } from './conditions.js';
import { tableName, type Projection, type Row } from './projection.js';
import { isOfCase, own, sightOf } from './sight.js';
import { inViews, selected, type Executor } from './table.js';

/** The view is not there yet: its projector has not run since this version was installed. */
export class ViewNotBuiltError extends Error {
  override readonly name = 'ViewNotBuiltError';
  constructor(view: string) {
    super(`the view ${view} is still being built`);
  }
}

export interface ViewQuery {
  /**
   * Values by filter name; several values of one name mean any of them. A date, instant or whole number
   * also takes `<name>From` and `<name>To`, both ends included.
   */
  readonly filters?: Readonly<Record<string, string | readonly string[]>>;
  /** Column to sort by; the view's usual order when absent. */
  readonly order?: string;
  /** Ascending when absent; null always comes last. */
  readonly direction?: 'asc' | 'desc';
  /** `next` of the page before. */
  readonly cursor?: string;
  /** 1 to 500; 100 when absent. */
  readonly limit?: number;
  /** The day of reading, for what depends on it, such as a lamp. */
  readonly today: CalendarDate;
  /** Only rows that one of the reader's posts reaches are answered, and none of a case they are recused from. */
  readonly reader: Actor;
}

export interface ViewPage {
  readonly rows: readonly Row[];
  /** Position of the log that the rows are the effect of, read in the same snapshot. */
  readonly position: number;
  /** Cursor of the next page; null on the last one. */
  readonly next: string | null;
}

export const LARGEST_PAGE = 500;

/** True when one of these posts may read the view at all. */
export function mayRead(projection: Projection, posts: readonly Post[]): boolean {
  return posts.some(({ role }) => projection.readableBy.includes(role));
}

/**
 * One page of a view, filtered, in order, and cut to what the reader may see.
 *
 * @throws BadQueryError for an unknown filter, order, value or cursor; ViewNotBuiltError before the first build
 */
export async function queryView(
  db: Executor,
  projection: Projection,
  query: ViewQuery,
): Promise<ViewPage> {
  const { limit = 100, direction = 'asc', order = projection.orders[0] } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE)
    throw new BadQueryError('limit', `limit is a whole number from 1 to ${LARGEST_PAGE}`);
  if (!projection.orders.includes(order))
    throw new BadQueryError('order', `this view is sorted by ${projection.orders.join(', ')}`);
  const sight = sightOf(projection, query.reader);
  const conditions = [
    sight ?? sql<boolean>`false`,
    ...filtersOf(projection, query.filters ?? {}),
    ...afterCursor(projection, query.cursor, order, direction),
  ];
  const found = await read(db, projection, conditions, { order, direction, limit });
  const position = found[0]?.checkpoint_position;
  // No checkpoint: the table is not there either, or is about to be.
  if (position === undefined || position === null) throw new ViewNotBuiltError(projection.name);
  const rows = found.filter(({ row_key: key }) => key !== null);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next =
    rows.length > limit && last
      ? cursorOf(order, direction, last.order_value, last.row_key ?? '')
      : null;
  const { onDay = (row: Row) => row } = projection;
  return { rows: page.map((row) => onDay(visible(row), query.today)), position, next };
}

/** Names with an underscore, which no column of a view has. */
interface Found extends Row {
  readonly checkpoint_position: number | null;
  readonly row_key: string | null;
  readonly order_value: string | null;
  readonly row_place: number | null;
}

function visible(found: Found): Row {
  const { checkpoint_position: _p, row_key: _k, order_value: _v, row_place: _n, ...row } = found;
  return row;
}

interface Sorting {
  readonly order: string;
  readonly direction: 'asc' | 'desc';
  readonly limit: number;
}

/** Checkpoint and rows in one statement, so that a page never claims a position its rows do not have. */
async function read(
  db: Executor,
  projection: Projection,
  conditions: readonly RawBuilder<boolean>[],
  { order, direction, limit }: Sorting,
): Promise<readonly Found[]> {
  const { name, version, hidden = [], joinCase = false, scopedBy } = projection;
  const joined = joinCase || scopedBy === 'case';
  const from = joined ? sql`left join ${cases} c on c.key = v.stream` : sql``;
  const ofCase = joinCase
    ? sql`, c.number as "caseNumber", c.unit as "caseUnit", c.round as "caseRound"`
    : sql``;
  const by = sql`${own(order)} ${sql.raw(direction)} nulls last, v.key ${sql.raw(direction)}`;
  const views = isOfCase(projection) ? [name, caseIndex.name] : [name];
  const statement = sql<Found>`
    with standing as (
      select min(pos) as checkpoint_position from views.checkpoint where name = any(${views})
    ), page as (
      select v.key as row_key, ${own(order)}::text as order_value,
        ${selected(projection, { from: 'v', except: hidden })} ${ofCase},
        row_number() over (order by ${by}) as row_place
      from ${inViews(tableName(name, version))} v ${from}
      where ${sql.join([...conditions], sql` and `)}
      order by ${by} limit ${limit + 1}
    )
    select standing.checkpoint_position, page.* from standing left join page on true
    order by page.row_place`;
  try {
    const { rows } = await statement.execute(db);
    return rows;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42P01')
      throw new ViewNotBuiltError(name);
    throw error;
  }
}

/** What became of a wait: the view is there, or it is not yet, and may stand still. */
export interface Waited {
  readonly reached: boolean;
  /** Position the view is at; 0 before it was built. */
  readonly position: number;
  /** True when the view stands still on a fault, so that waiting longer is of no use. */
  readonly stopped: boolean;
}

const firstLookMs = 10;
const longestLookMs = 100;

/**
 * Waits until a view shows the effect of a position, so that who has changed something finds it there.
 *
 * @param timeoutMs longest wait in milliseconds
 */
export async function waitFor(
  db: Executor,
  view: string,
  position: number,
  timeoutMs: number,
): Promise<Waited> {
  const end = performance.now() + timeoutMs;
  for (let pauseMs = firstLookMs; ; pauseMs = Math.min(pauseMs * 2, longestLookMs)) {
    const found = await standingOf(db, view);
    const at = found?.position ?? 0;
    const stopped = found !== undefined && found.stoppedAt !== null;
    const left = end - performance.now();
    if ((found && at >= position) || stopped || left <= 0)
      return { reached: found !== undefined && at >= position, position: at, stopped };
    await sleep(Math.min(pauseMs, left));
  }
}
