import type { Kysely } from 'kysely';
import type { Database } from '../../database/schema.js';
import { accountActor, readPosts, type Account } from './accounts.js';
import { digestOf, newSecretText } from './credentials.js';
import type { SignedIn } from './rule.js';

export const idleMillis = 30 * 60_000;
export const absoluteMillis = 12 * 3_600_000;
/** A session's last use is written at most this often. */
const touchMillis = 60_000;

const instant = (millis: number): string => new Date(millis).toISOString();

/**
 * Opens a session and sweeps away those that ended.
 *
 * @returns the cookie's text, which is kept nowhere, and the session's absolute end
 */
export async function openSession(
  db: Kysely<Database>,
  account: Pick<Account, 'id'>,
  nowMillis: number,
): Promise<{ secretText: string; expiresAt: string }> {
  const secretText = newSecretText();
  const expiresAt = instant(nowMillis + absoluteMillis);
  await db
    .deleteFrom('access.session')
    .where((where) =>
      where.or([
        where('expires_at', '<=', instant(nowMillis)),
        where('last_seen_at', '<=', instant(nowMillis - idleMillis)),
      ]),
    )
    .execute();
  await db
    .insertInto('access.session')
    .values({
      token_hash: digestOf(secretText),
      account: account.id,
      created_at: instant(nowMillis),
      last_seen_at: instant(nowMillis),
      expires_at: expiresAt,
    })
    .execute();
  return { secretText, expiresAt };
}

/**
 * Who a session belongs to.
 *
 * @param touch false for looks that nobody made by hand, so that they do not keep a session alive
 * @returns null when it does not exist, was idle for 30 minutes, is 12 hours old or its account is disabled
 */
export async function sessionHolder(
  db: Kysely<Database>,
  credential: string,
  nowMillis: number,
  touch = true,
): Promise<SignedIn | null> {
  const row = await db
    .selectFrom('access.session as s')
    .innerJoin('access.account as a', 'a.id', 's.account')
    .select(['a.id', 'a.name', 'a.posts', 's.last_seen_at', 's.expires_at'])
    .where('s.token_hash', '=', credential)
    .where('a.disabled', '=', false)
    .executeTakeFirst();
  if (!row) return null;
  const seen = Date.parse(row.last_seen_at);
  if (Date.parse(row.expires_at) <= nowMillis || seen + idleMillis <= nowMillis) return null;
  if (touch && nowMillis - seen >= touchMillis) {
    await db
      .updateTable('access.session')
      .set({ last_seen_at: instant(nowMillis) })
      .where('token_hash', '=', credential)
      .execute();
  }
  const actor = accountActor(row.id, readPosts(row.posts));
  return { actor, name: row.name, via: 'session', credential, expiresAt: row.expires_at };
}

/** Ends a session; one that does not exist is ended already. */
export async function endSession(db: Kysely<Database>, credential: string): Promise<void> {
  await db.deleteFrom('access.session').where('token_hash', '=', credential).execute();
}
