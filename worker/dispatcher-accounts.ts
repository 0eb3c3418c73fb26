import { sql } from 'kysely';
import { ChannelKind, kindsIn } from '../domain/mailbox/state.js';
import { Post } from '../domain/shared/roles.js';
import type { Executor } from '../event-store/read.js';

/** An account that can be told something, with the kinds it has an address for. */
export interface Reachable {
  readonly id: string;
  readonly posts: readonly Post[];
  readonly kinds: readonly ChannelKind[];
}

interface Row {
  readonly id: string;
  readonly posts: readonly unknown[];
  readonly kinds: readonly string[];
}

/** @returns enabled accounts by id, and whether the installation has any account at all */
export async function readAccounts(
  db: Executor,
): Promise<{ readonly any: boolean; readonly reachable: readonly Reachable[] }> {
  const { rows } = await sql<Row & { disabled: boolean }>`
    select a.id, a.posts, a.disabled,
      array(select kind from access.channel c where c.account = a.id) as kinds
    from access.account a order by a.id`.execute(db);
  const reachable = rows
    .filter(({ disabled }) => !disabled)
    .map(({ id, posts, kinds }) => ({
      id,
      // A role or kind that this version does not know reaches nobody.
      posts: posts.flatMap((post) => Post.safeParse(post).data ?? []),
      kinds: kindsIn(kinds.flatMap((kind) => ChannelKind.safeParse(kind).data ?? [])),
    }));
  return { any: rows.length > 0, reachable };
}
