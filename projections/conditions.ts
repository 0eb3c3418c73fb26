import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Column } from './column.js';
import type { Projection } from './projection.js';
import { own } from './sight.js';

/** A request that no view of this kind can answer; `parameter` names what is wrong with it. */
export class BadQueryError extends Error {
  override readonly name = 'BadQueryError';
  readonly parameter: string;
  constructor(parameter: string, message: string) {
    super(message);
    this.parameter = parameter;
  }
}

/** The type a value of each kind is read as; lists and JSON are not compared. */
const TYPES: Readonly<Record<Column['kind'], string>> = {
  text: 'text',
  integer: 'bigint',
  flag: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  list: 'text',
  json: 'text',
};

const SHAPES: Readonly<Partial<Record<Column['kind'], RegExp>>> = {
  integer: /^-?\d{1,15}$/,
  flag: /^(true|false)$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  instant: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/,
};

const RANGES = [
  ['From', '>='],
  ['To', '<='],
] as const;

/**
 * The conditions of a request's filters.
 *
 * @throws BadQueryError for a filter the view does not have, or a value its column cannot hold
 */
export function filtersOf(
  projection: Projection,
  filters: Readonly<Record<string, string | readonly string[]>>,
): RawBuilder<boolean>[] {
  return Object.entries(filters).map(([name, given]) => {
    const values = typeof given === 'string' ? [given] : given;
    const exact = filterColumn(projection, name);
    if (exact) return oneOf(name, exact, values);
    for (const [suffix, operator] of RANGES) {
      const bare = name.endsWith(suffix) ? name.slice(0, -suffix.length) : '';
      const column = filterColumn(projection, bare);
      const value = values[0];
      if (!column || !['date', 'instant', 'integer'].includes(column.kind) || values.length !== 1)
        continue;
      return sql<boolean>`${own(bare)} ${sql.raw(operator)} ${bound(name, column, value ?? '')}`;
    }
    throw new BadQueryError(name, `this view is filtered by ${projection.filters.join(', ')}`);
  });
}

function filterColumn({ filters, columns }: Projection, name: string): Column | undefined {
  return filters.includes(name) ? columns[name] : undefined;
}

function oneOf(name: string, column: Column, values: readonly string[]): RawBuilder<boolean> {
  if (column.kind === 'list') return sql`${own(name)} && ${[...values]}::text[]`;
  if (values.length === 0) return sql`false`;
  return sql`${own(name)} in (${sql.join(values.map((value) => bound(name, column, value)))})`;
}

/** @throws BadQueryError for a value the column cannot hold */
function bound(name: string, { kind }: Column, value: string): RawBuilder<unknown> {
  const isWellFormed = SHAPES[kind]?.test(value) ?? !value.includes('\0');
  const isReal = kind !== 'date' && kind !== 'instant' ? true : isRealDay(value.slice(0, 10));
  if (!isWellFormed || !isReal) throw new BadQueryError(name, `${name} takes a ${kind}`);
  return sql`${value}::${sql.raw(TYPES[kind])}`;
}

function isRealDay(day: string): boolean {
  const moment = new Date(`${day}T00:00:00.000Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}

type Place = readonly [order: string, direction: string, value: string | null, key: string];

/** Where a page ends, as the text that asks for the next one. */
export function cursorOf(
  order: string,
  direction: string,
  value: string | null,
  key: string,
): string {
  const place: Place = [order, direction, value, key];
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws BadQueryError when the cursor is not one of this order */
function placeOf(cursor: string, order: string, direction: string): Place {
  let place: unknown;
  try {
    place = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    place = undefined;
  }
  const isPlace =
    Array.isArray(place) &&
    place.length === 4 &&
    place[0] === order &&
    place[1] === direction &&
    (place[2] === null || typeof place[2] === 'string') &&
    typeof place[3] === 'string';
  if (!isPlace) throw new BadQueryError('cursor', 'the cursor is not one of this list');
  return place as Place;
}

/** The rows after a place in the order; null lies behind every value. @throws BadQueryError */
export function afterCursor(
  { columns }: Projection,
  cursor: string | undefined,
  order: string,
  direction: 'asc' | 'desc',
): RawBuilder<boolean>[] {
  if (cursor === undefined) return [];
  const [, , value, key] = placeOf(cursor, order, direction);
  const beyond = sql.raw(direction === 'asc' ? '>' : '<');
  const column = own(order);
  if (value === null) return [sql`(${column} is null and v.key ${beyond} ${key})`];
  const type = sql.raw(TYPES[columns[order]?.kind ?? 'text']);
  const at = sql`${value}::${type}`;
  return [
    sql`(${column} ${beyond} ${at} or (${column} = ${at} and v.key ${beyond} ${key}) or ${column} is null)`,
  ];
}
