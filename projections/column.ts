/**
 * The columns a read model is declared with. A column knows its type in the database and checks every
 * value before it is written, so that live and rebuilt rows fail on the same event.
 */
export interface Column<T = unknown> {
  /** Type in the database, as it stands in `create table`. */
  readonly sql: string;
  readonly kind: ColumnKind;
  readonly optional: boolean;
  readonly accepts: (value: unknown) => value is T;
  /** The same column, in which null is a value; rows without the member hold null. */
  nullable(): Column<T | null>;
}

export type ColumnKind = 'text' | 'integer' | 'flag' | 'date' | 'instant' | 'list' | 'json';

export type Columns = Readonly<Record<string, Column>>;

/** The row that a set of columns holds. */
export type RowOf<C extends Columns> = {
  readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never;
};

function column<T>(
  kind: ColumnKind,
  sql: string,
  accepts: (value: unknown) => value is T,
): Column<T> {
  const required: Column<T> = {
    kind,
    sql,
    optional: false,
    accepts,
    nullable: () => ({
      ...required,
      optional: true,
      accepts: (value): value is T | null => value === null || accepts(value),
      nullable: () => required.nullable(),
    }),
  };
  return required;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isDate = (value: unknown): value is string =>
  isText(value) && /^\d{4}-\d{2}-\d{2}$/.test(value);
const isInstant = (value: unknown): value is string =>
  isText(value) && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value);
const isList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(isText);

/** Text that sorts by code point, whatever the database's locale. */
export function text<T extends string = string>(): Column<T> {
  return column('text', 'text collate "C"', isText as (value: unknown) => value is T);
}

/** A whole number within ±(2^53−1). */
export function integer(): Column<number> {
  return column('integer', 'bigint', Number.isSafeInteger as (value: unknown) => value is number);
}

/** True or false. */
export function flag(): Column<boolean> {
  return column('flag', 'boolean', (value): value is boolean => typeof value === 'boolean');
}

/** A business date, `YYYY-MM-DD`. */
export function date(): Column<string> {
  return column('date', 'date', isDate);
}

/** A moment, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export function instant(): Column<string> {
  return column('instant', 'timestamptz', isInstant);
}

/** Several texts, in order. */
export function list(): Column<readonly string[]> {
  return column('list', 'text[]', isList);
}

/** Any JSON value; members keep their order. */
export function json<T>(): Column<T> {
  return column('json', 'json', (value): value is T => value !== null && value !== undefined);
}
