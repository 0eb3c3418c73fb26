import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Post } from '../domain/shared/roles.js';
import { columnName, type Projection } from './projection.js';

/**
 * The condition under which a reader sees a row: one of their posts that may read the view reaches it.
 *
 * @param posts the reader's posts at this moment
 * @returns undefined when no post of theirs may read the view
 */
export function sightOf(
  projection: Projection,
  posts: readonly Post[],
): RawBuilder<boolean> | undefined {
  const reading = posts.filter(({ role }) => projection.readableBy.includes(role));
  if (reading.length === 0) return undefined;
  return sql<boolean>`(${sql.join(
    reading.map((post) => reachOfPost(projection, post)),
    sql` or `,
  )})`;
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
