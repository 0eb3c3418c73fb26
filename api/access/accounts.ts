import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Insertable, Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../database/schema.js';
import { Post, type Actor } from '../../domain/shared/roles.js';
import { hashPassword } from './passwords.js';

/** An account as sign-in needs it. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly posts: Actor['posts'];
  readonly disabled: boolean;
}

const Posts = z.array(Post);

/** @returns posts as the domain knows them; a role this version does not know is left out */
export function readPosts(stored: readonly unknown[]): Actor['posts'] {
  return stored.flatMap((post) => {
    const parsed = Post.safeParse(post);
    return parsed.success ? [parsed.data] : [];
  });
}

/** The pseudonym under which an account appears in the log. */
export function accountActor(id: string, posts: Actor['posts']): Actor {
  return { id: `account:${id}`, posts };
}

/** @returns undefined when no account has the name */
export async function accountNamed(
  db: Kysely<Database>,
  name: string,
): Promise<Account | undefined> {
  const row = await db
    .selectFrom('access.account')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      name: row.name,
      passwordHash: row.password_hash,
      posts: readPosts(row.posts),
      disabled: row.disabled,
    }
  );
}

export interface NewAccount {
  readonly name: string;
  readonly password: string;
  readonly posts: Actor['posts'];
}

/**
 * Adds accounts, all or none.
 *
 * @param unlessAny true leaves a database that has any account as it is; two that ask at once are put in order
 * @returns false when there were accounts already and nothing was added
 * @throws DatabaseError 23505 when a name is taken
 */
export async function addAccounts(
  db: Kysely<Database>,
  accounts: readonly NewAccount[],
  { unlessAny = false }: { unlessAny?: boolean } = {},
): Promise<boolean> {
  const rows: Insertable<Database['access.account']>[] = [];
  for (const { name, password, posts } of accounts)
    rows.push({
      id: randomUUID(),
      name,
      password_hash: await hashPassword(password),
      posts: JSON.stringify(Posts.parse(posts)),
      created_at: new Date().toISOString(),
    });
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${accountsLock})`.execute(transaction);
    if (unlessAny && (await hasAccounts(transaction))) return false;
    await transaction.insertInto('access.account').values(rows).execute();
    return true;
  });
}

/** Any fixed number. */
const accountsLock = 786_175;

export async function hasAccounts(db: Kysely<Database>): Promise<boolean> {
  const first = await db.selectFrom('access.account').select('id').limit(1).executeTakeFirst();
  return first !== undefined;
}
