import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Actor, Post } from '../domain/shared/roles.js';
import { cases } from './case-index/queries.js';
import { columnName, type Projection } from './projection.js';

/**
 * The condition under which a reader sees a row: one of their posts that may read the view reaches it, and
 * they are not recused from its case.
 *
 * @param reader with the posts of this moment
 * @returns undefined when no post of theirs may read the view
 */
export function sightOf(
  projection: Projection,
  { id, posts }: Actor,
): RawBuilder<boolean> | undefined {
  const reading = posts.filter(({ role }) => projection.readableBy.includes(role));
  if (reading.length === 0) return undefined;
  const reached = sql<boolean>`(${sql.join(
    reading.map((post) => reachOfPost(projection, post)),
    sql` or `,
  )})`;
  if (!isOfCase(projection)) return reached;
  return sql<boolean>`(${reached} and not exists (
    select 1 from ${cases} kept where kept.key = v.stream and kept.recused @> array[${id}]))`;
}

/** Rows of such a view belong to a case, whose recused people do not see them. */
export function isOfCase({ columns }: Projection): boolean {
  return 'stream' in columns;
}

function reachOfPost(projection: Projection, { role, scope }: Post): RawBuilder<boolean> {
  const { addressee, withheld } = projection;
  const conditions: RawBuilder<boolean>[] = [];
  if (withheld?.from.includes(role) === true) conditions.push(sql`${own(withheld.unless)}`);
  if (addressee) {
    const isOverseer = addressee.overseers.includes(role) && scope === 'all';
    if (!isOverseer) conditions.push(sql`${own(addressee.role)} = ${role}`);
    if (scope !== 'all') conditions.push(sql`${own(addressee.scope)} = ${scope}`);
  } else if (scope !== 'all') conditions.push(...inScope(projection, scope));
  if (conditions.length === 0) return sql`true`;
  return sql`(${sql.join(conditions, sql` and `)})`;
}

function inScope({ scopedBy, columns }: Projection, scope: string): RawBuilder<boolean>[] {
  if (scopedBy === undefined) return [];
  if (scopedBy === 'case') return [sql`c.scopes @> array[${scope}]`];
  if (columns[scopedBy]?.kind === 'list') return [sql`${own(scopedBy)} @> array[${scope}]`];
  return [sql`${own(scopedBy)} = ${scope}`];
}

/** A column of the view's own table, which every query calls `v`. */
export function own(member: string): RawBuilder<unknown> {
  return sql.ref(`v.${columnName(member)}`);
}
