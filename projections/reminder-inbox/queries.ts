import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { MailboxNotice } from '../../domain/mailbox/state.js';
import type { Post, Role } from '../../domain/shared/roles.js';
import { tableName } from '../projection.js';
import { inViews, type Executor } from '../table.js';
import { reminderInbox } from './projection.js';

const table = inViews(tableName(reminderInbox.name, reminderInbox.version));

/** A post with notices that nobody has settled, and the positions of its newest ones; 0 when none is red. */
export interface WaitingPost {
  readonly role: Role;
  readonly scope: string;
  readonly newest: number;
  readonly newestRed: number;
}

/** @returns by role and scope; empty when nothing is left to do anywhere */
export async function waitingPosts(db: Executor): Promise<readonly WaitingPost[]> {
  const { rows } = await sql<WaitingPost>`
    select role, scope, max(position) as newest,
      coalesce(max(position) filter (where lamp = 'red'), 0) as "newestRed"
    from ${table} where not done group by role, scope order by role, scope`.execute(db);
  return rows;
}

/** Which notices of which posts a delivery takes up. */
export interface Taking {
  readonly posts: readonly Post[];
  /** Positions: after the first one, up to the second. */
  readonly after: number;
  readonly through: number;
  readonly redOnly: boolean;
}

/**
 * The notices that a delivery lists.
 *
 * @returns those overdue first, then by due day, at most `limit`; `more` is how many did not fit
 */
export async function takenNotices(
  db: Executor,
  { posts, after, through, redOnly }: Taking,
  limit: number,
): Promise<{ readonly notices: readonly MailboxNotice[]; readonly more: number }> {
  const lamp = redOnly ? sql`and lamp = 'red'` : sql``;
  const { rows } = await sql<MailboxNotice & { total: number }>`
    select key, stream, deadline, rung, due_on as "dueOn", role, scope, position,
      count(*) over () as total
    from ${table}
    where not done and position > ${after} and position <= ${through} ${lamp}
      and (${heldBy(posts)})
    order by lamp = 'red' desc, due_on, key limit ${limit}`.execute(db);
  const notices = rows.map(({ total: _total, ...notice }) => notice);
  return { notices, more: (rows[0]?.total ?? 0) - notices.length };
}

/**
 * Notices of one post of which nobody has said yet that they reached nobody.
 *
 * @param after position of the last one already seen; 0 for the beginning
 * @returns oldest first
 */
export async function unreachedNotices(
  db: Executor,
  { role, scope }: Pick<WaitingPost, 'role' | 'scope'>,
  after: number,
  limit: number,
): Promise<readonly MailboxNotice[]> {
  const { rows } = await sql<MailboxNotice>`
    select key, stream, deadline, rung, due_on as "dueOn", role, scope, position from ${table}
    where not done and delivered_at is null and undelivered_at is null
      and role = ${role} and scope = ${scope} and position > ${after}
    order by position, key limit ${limit}`.execute(db);
  return rows;
}

/** Posts of one account, and up to which position its mailbox has been delivered. */
export interface Reached {
  readonly posts: readonly Post[];
  readonly through: number;
}

/**
 * How many notices were issued before a moment and have neither arrived, nor been settled, nor climbed.
 *
 * @param before ISO instant
 */
export async function countUndelivered(
  db: Executor,
  before: string,
  reached: readonly Reached[],
): Promise<number> {
  const arrived = reached.map(
    ({ posts, through }) => sql`(position <= ${through} and (${heldBy(posts)}))`,
  );
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${table}
    where not done and delivered_at is null and undelivered_at is null and issued_at < ${before}
      and not (${sql.join([sql`false`, ...arrived], sql` or `)})`.execute(db);
  return rows[0]?.count ?? 0;
}

/** True for rows that one of the posts is told by. */
function heldBy(posts: readonly Post[]): RawBuilder<boolean> {
  const held = posts.map(({ role, scope }) =>
    scope === 'all' ? sql`role = ${role}` : sql`(role = ${role} and scope = ${scope})`,
  );
  return sql<boolean>`${sql.join([sql`false`, ...held], sql` or `)}`;
}
