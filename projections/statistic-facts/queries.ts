import { sql, type RawBuilder } from 'kysely';
import { columnName, tableName } from '../projection.js';
import { inViews, type Executor } from '../table.js';
import { toldBy } from './cell.js';
import { foldOf, measuresOf, type Addend, type Scope, type Value } from './evaluation.js';
import type { Figure, Formula, Where } from './figures.js';
import { statisticFacts } from './projection.js';

const table = inViews(tableName(statisticFacts.name, statisticFacts.version));

const column = (name: string): RawBuilder<unknown> => sql.ref(`f.${columnName(name)}`);

const all = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  sql.join([...conditions], sql` and `);

function inScope({ term, period, round, position }: Scope): RawBuilder<unknown>[] {
  const upTo = sql`f.position <= ${position}`;
  if (round !== undefined) return [upTo, sql`f.round = ${round}`];
  if (term === undefined) return [upTo];
  const ofNoRound = [
    sql`f.term is null`,
    sql`f.round is null`,
    ...(period ? [sql`f.occurred_on between ${period.fromOn} and ${period.toOn}`] : []),
  ];
  return [upTo, sql`(f.term = ${term} or (${all(ofNoRound)}))`];
}

function whereOf(where: Where | undefined): RawBuilder<unknown>[] {
  if (!where) return [];
  const is = sql`coalesce(${column(where.column)}, '') = any(${where.values})`;
  return [where.not ? sql`not ${is}` : is];
}

/** The facts a figure is made of. */
function factsOf({ formula }: Figure, scope: Scope): RawBuilder<unknown> {
  const where = 'where' in formula ? formula.where : undefined;
  return all([sql`f.measure = any(${measuresOf(formula)})`, ...inScope(scope), ...whereOf(where)]);
}

const byOf = (formula: Formula): RawBuilder<unknown> | null =>
  'by' in formula && formula.by !== undefined ? sql`coalesce(${column(formula.by)}, '')` : null;

/** Cases in which something is open, by the days since it was last opened. */
function agedStreams(
  formula: Formula & { does: 'aged' },
  facts: RawBuilder<unknown>,
  { on }: Scope,
): RawBuilder<unknown> {
  const days = sql`${on}::date - max(f.occurred_on) filter (where f.amount > 0)`;
  const upTo = formula.toDays === null ? sql`` : sql`and ${days} <= ${formula.toDays}`;
  return sql`select f.stream from ${table} f where ${facts} group by f.stream
    having sum(f.amount) > 0 and ${days} >= ${formula.fromDays} ${upTo}`;
}

interface Cell {
  readonly cell: string;
  readonly amount: number;
  readonly atLeast: boolean;
  readonly occurredOn: string;
}

/**
 * Figures as of a position. The database adds up what no figure tells apart, in one pass over the facts; the
 * fold does the rest, as it would over single facts.
 *
 * @returns by name of the figure
 */
export async function valuesOf(
  db: Executor,
  figures: readonly Figure[],
  scope: Scope,
): Promise<ReadonlyMap<string, Value>> {
  const measures = new Set(figures.flatMap(({ formula }) => measuresOf(formula)));
  const { rows } = await sql<Cell>`
    select f.cell, sum(f.amount)::bigint as amount, bool_or(f.at_least) as "atLeast",
      coalesce(max(f.occurred_on) filter (where f.amount > 0), max(f.occurred_on)) as "occurredOn"
    from ${table} f where ${all([sql`f.measure = any(${[...measures]})`, ...inScope(scope)])}
    group by f.cell having sum(f.amount) <> 0 or bool_or(f.at_least)`.execute(db);
  const addends = rows.map(({ cell, ...sum }): Addend => ({ ...toldBy(cell), ...sum }));
  return new Map(figures.map((figure) => [figure.figure, foldOf(figure, addends, scope.on)]));
}

/** A fact behind a figure: the event, and what it adds. */
export interface Fact {
  readonly key: string;
  readonly measure: string;
  readonly amount: number;
  readonly atLeast: boolean;
  readonly subject: string | null;
  readonly stream: string;
  readonly version: number;
  readonly position: number;
  readonly type: string;
  readonly occurredOn: string;
}

export interface FactPage {
  /** Position and key of the last fact seen; absent for the beginning. */
  readonly after?: readonly [position: number, key: string];
  readonly limit: number;
  /** Only facts of this part of the figure. */
  readonly part?: string;
}

/**
 * The facts that a figure is the sum of, in the order of the log.
 *
 * @returns one more than the limit when there are more
 */
export async function factsBehind(
  db: Executor,
  figure: Figure,
  scope: Scope,
  { after, limit, part }: FactPage,
): Promise<readonly Fact[]> {
  const { formula } = figure;
  const facts = factsOf(figure, scope);
  const by = byOf(formula);
  const conditions = [
    facts,
    ...(after ? [sql`(f.position, f.key) > (${after[0]}, ${after[1]})`] : []),
    ...(part !== undefined && by ? [sql`${by} = ${part}`] : []),
    ...(formula.does === 'aged' ? [sql`f.stream in (${agedStreams(formula, facts, scope)})`] : []),
  ];
  const { rows } = await sql<Fact>`
    select f.key, f.measure, f.amount, f.at_least as "atLeast", f.subject, f.stream, f.version,
      f.position, f.type, f.occurred_on as "occurredOn"
    from ${table} f where ${all(conditions)} order by f.position, f.key limit ${limit + 1}`.execute(
    db,
  );
  return rows;
}

/** First and last day of a term, from its coverage plan. @returns undefined when it has none */
export async function periodOf(db: Executor, term: string): Promise<Scope['period']> {
  const { rows } = await sql<{ period: NonNullable<Scope['period']> | null }>`
    select f.memory -> 'period' as period from ${table} f
    where f.measure = 'case' and f.term = ${term} and f.process = 'term-plan'
    order by f.position desc limit 1`.execute(db);
  return rows[0]?.period ?? undefined;
}
