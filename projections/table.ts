import { sql } from 'kysely';
import type { QueryExecutorProvider, RawBuilder } from 'kysely';
import { columnName, type Projection, type Row } from './projection.js';

/** Kysely or one of its transactions, connected as the role that owns the views. */
export type Executor = QueryExecutorProvider;

const chunkRows = 5_000;

/** Table of the schema `views` by its bare name. */
export function inViews(table: string): RawBuilder<unknown> {
  return sql.id('views', table);
}

function columnsOf({ columns }: Projection): string[] {
  return Object.keys(columns);
}

/** `due_on as "dueOn"`, for every column that leaves the database. */
export function selected(
  { columns }: Projection,
  { from, except = [] }: { from: string; except?: readonly string[] },
): RawBuilder<unknown> {
  const names = Object.keys(columns).filter((name) => !except.includes(name));
  return sql.join(names.map((name) => sql`${sql.id(from, columnName(name))} as ${sql.id(name)}`));
}

/** Creates the bare table, without key and indexes, so that it fills quickly. */
export async function createTable(
  db: Executor,
  projection: Projection,
  table: string,
): Promise<void> {
  const columns = Object.entries(projection.columns).map(
    ([name, { sql: type, optional }]) =>
      sql`${sql.id(columnName(name))} ${sql.raw(type)} ${sql.raw(optional ? 'null' : 'not null')}`,
  );
  await sql`create table ${inViews(table)} (key text collate "C" not null, ${sql.join(columns)})`.execute(
    db,
  );
}

/** Adds key and indexes; PostgreSQL names them, so a rebuilt table never collides with the old one. */
export async function addIndexes(
  db: Executor,
  projection: Projection,
  table: string,
): Promise<void> {
  await sql`alter table ${inViews(table)} add primary key (key)`.execute(db);
  const { group, scopedBy, indexes = [], orders, filters, columns } = projection;
  const scoped = scopedBy === undefined || scopedBy === 'case' ? [] : [scopedBy];
  const wanted = new Set([...orders, ...filters, ...indexes, ...scoped]);
  if (group !== undefined) wanted.add(group);
  for (const name of wanted) {
    const column = sql.id(columnName(name));
    if (columns[name]?.kind === 'list')
      await sql`create index on ${inViews(table)} using gin (${column})`.execute(db);
    else await sql`create index on ${inViews(table)} (${column}, key)`.execute(db);
  }
}

export async function dropTable(db: Executor, table: string): Promise<void> {
  await sql`drop table if exists ${inViews(table)}`.execute(db);
}

/** @returns the rows with these keys, and those whose group column holds one of `groups` */
export async function loadRows(
  db: Executor,
  projection: Projection,
  table: string,
  wanted: { keys: readonly string[]; groups?: readonly string[] },
): Promise<[key: string, row: Row][]> {
  const { keys, groups = [] } = wanted;
  if (keys.length + groups.length === 0) return [];
  const { group } = projection;
  const inGroup =
    group === undefined || groups.length === 0
      ? sql`false`
      : sql`${sql.id(columnName(group))} = any(${groups})`;
  const { rows } = await sql<Row & { row_key: string }>`
    select key as row_key, ${selected(projection, { from: table })}
    from ${inViews(table)} where key = any(${keys}) or ${inGroup}`.execute(db);
  return rows.map(({ row_key: key, ...row }) => [key, row]);
}

/** Writes rows into a table without key: only for keys that are not there yet. */
export async function insertRows(
  db: Executor,
  table: string,
  rows: readonly (readonly [key: string, row: Row])[],
  onWritten?: (count: number) => void,
): Promise<void> {
  for (let first = 0; first < rows.length; first += chunkRows) {
    const chunk = rows.slice(first, first + chunkRows);
    await sql`insert into ${inViews(table)}
      select * from json_populate_recordset(null::${inViews(table)}, ${asJson(chunk)}::json)`.execute(
      db,
    );
    onWritten?.(chunk.length);
  }
}

/** Inserts or replaces rows, each once. */
export async function upsertRows(
  db: Executor,
  projection: Projection,
  table: string,
  rows: readonly (readonly [key: string, row: Row])[],
): Promise<void> {
  const columns = columnsOf(projection).map((name) => sql.id(columnName(name)));
  const replaced = sql.join(columns.map((column) => sql`${column} = excluded.${column}`));
  for (let first = 0; first < rows.length; first += chunkRows) {
    const chunk = rows.slice(first, first + chunkRows);
    await sql`insert into ${inViews(table)}
      select * from json_populate_recordset(null::${inViews(table)}, ${asJson(chunk)}::json)
      on conflict (key) do update set ${replaced}`.execute(db);
  }
}

export async function deleteRows(
  db: Executor,
  table: string,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  await sql`delete from ${inViews(table)} where key = any(${keys})`.execute(db);
}

export async function countRows(db: Executor, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${inViews(table)}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function analyze(db: Executor, table: string): Promise<void> {
  await sql`analyze ${inViews(table)}`.execute(db);
}

/** Puts a filled table in the place of the view's own, in the transaction of the checkpoint. */
export async function swapTable(db: Executor, next: string, table: string): Promise<void> {
  await dropTable(db, table);
  await sql`alter table ${inViews(next)} rename to ${sql.id(table)}`.execute(db);
}

/** Drops the tables of a view that versions before this one left behind. */
export async function dropOlderTables(db: Executor, view: string, version: number): Promise<void> {
  const prefix = `${columnStem(view)}_v`;
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = 'views' and starts_with(tablename, ${prefix})`.execute(db);
  for (const { name } of rows) {
    const found = /^(\d+)(_next)?$/.exec(name.slice(prefix.length));
    if (found && Number(found[1]) < version) await dropTable(db, name);
  }
}

function columnStem(view: string): string {
  return view.replaceAll('-', '_');
}

/** Rows as one JSON text with the database's column names. */
function asJson(rows: readonly (readonly [key: string, row: Row])[]): string {
  const named = new Map<string, string>();
  const nameOf = (member: string): string => {
    const known = named.get(member);
    if (known !== undefined) return known;
    const name = columnName(member);
    named.set(member, name);
    return name;
  };
  return JSON.stringify(
    rows.map(([key, row]) => {
      const record: Record<string, unknown> = { key };
      for (const [member, value] of Object.entries(row)) record[nameOf(member)] = value;
      return record;
    }),
  );
}
