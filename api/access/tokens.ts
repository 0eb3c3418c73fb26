import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../../database/schema.js';
import type { Post } from '../../domain/shared/roles.js';
import { accountActor, readPosts } from './accounts.js';
import { digestOf, newSecretText } from './credentials.js';
import type { SignedIn } from './rule.js';

/** Makes a token of ours recognizable, to people and to scanners for leaked secrets. */
const prefix = 'xct_';

export interface TokenRequest {
  /** What its holder may do; several posts for a program that stands for one person with several. */
  readonly posts: readonly Post[];
  /** What the token is for, for whoever lists them. */
  readonly label: string;
  /** ISO instant; never when absent. */
  readonly expiresAt?: string;
}

/**
 * Makes a bearer token for a program; the text is shown this once, the database keeps its SHA-256.
 *
 * @returns the token and the pseudonym under which it acts, `token:<uuid>`
 */
export async function createToken(
  db: Kysely<Database>,
  { posts, label, expiresAt }: TokenRequest,
): Promise<{ token: string; actor: string }> {
  const token = `${prefix}${newSecretText()}`;
  const id = randomUUID();
  await db
    .insertInto('access.bearer')
    .values({
      token_hash: digestOf(token),
      account: null,
      name: id,
      posts: JSON.stringify(posts),
      label,
      created_at: new Date().toISOString(),
      expires_at: expiresAt ?? null,
      revoked_at: null,
    })
    .execute();
  return { token, actor: `token:${id}` };
}

/** Ends a token at once. @returns false when there is no such token */
export async function revokeToken(db: Kysely<Database>, token: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('access.bearer')
    .set({ revoked_at: new Date().toISOString() })
    .where('token_hash', '=', digestOf(token))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @returns null for a token that does not exist, has ended or was revoked */
export async function tokenHolder(
  db: Kysely<Database>,
  credential: string,
  nowMillis: number,
): Promise<SignedIn | null> {
  const row = await db
    .selectFrom('access.bearer as b')
    .leftJoin('access.account as a', 'a.id', 'b.account')
    .select(['b.name', 'b.posts', 'b.account', 'b.expires_at', 'b.label', 'a.disabled'])
    .where('b.token_hash', '=', credential)
    .where('b.revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row || row.disabled === true) return null;
  if (row.expires_at !== null && Date.parse(row.expires_at) <= nowMillis) return null;
  const posts = readPosts(row.posts);
  const actor =
    row.account === null ? { id: `token:${row.name}`, posts } : accountActor(row.account, posts);
  return { actor, name: row.label, via: 'token', credential, expiresAt: row.expires_at };
}
