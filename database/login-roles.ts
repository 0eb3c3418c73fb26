import pg from 'pg';
import type { ClientBase } from 'pg';
import { loginRoles, rolePassword, roleUrl } from './connection.js';
import type { LoginRole } from './connection.js';

const attempts = 20;
const pauseMs = 50;

/** Two databases of one cluster may be prepared at once, and roles belong to the cluster. */
const madeMeanwhile = new Set(['42710', '23505', 'XX000', '40P01']);

const codeOf = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError ? error.code : undefined;

/** Whether the role exists, may log in, and has the password that the secret gives it. */
async function logsIn(databaseUrl: string, role: LoginRole, secret: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: roleUrl(databaseUrl, role, secret),
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === '28P01' || code === '28000') return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function exists(admin: ClientBase, role: string): Promise<boolean> {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
  return rowCount === 1;
}

/** The worker's statements end before its callers give up, so that an outcome is seldom unknown. */
const settings: Partial<Record<LoginRole, readonly string[]>> = {
  worker_rw: [
    "alter role worker_rw set statement_timeout = '2s'",
    "alter role worker_rw set idle_in_transaction_session_timeout = '2s'",
  ],
  // Views are made from the log again; a crash costs them their last moments, never an event.
  projector_rw: ['alter role projector_rw set synchronous_commit = off'],
};

async function prepareRole(
  admin: ClientBase,
  databaseUrl: string,
  role: LoginRole,
  secret: string,
): Promise<void> {
  if (await logsIn(databaseUrl, role, secret)) return;
  const verb = (await exists(admin, role)) ? 'alter' : 'create';
  const password = admin.escapeLiteral(rolePassword(secret, role));
  const name = admin.escapeIdentifier(role);
  await admin.query('begin');
  try {
    await admin.query("set local log_statement = 'none'").catch(() => undefined);
    await admin.query(`${verb} role ${name} login password ${password}`);
    for (const setting of settings[role] ?? []) await admin.query(setting);
    await admin.query('commit');
  } catch (error) {
    await admin.query('rollback');
    throw error;
  }
}

/** An admin who is no superuser must be a member of the roles that own schemas. */
async function joinOwners(admin: ClientBase): Promise<void> {
  const { rows } = await admin.query<{ super: boolean }>(
    'select rolsuper as super from pg_roles where rolname = current_user',
  );
  if (rows[0]?.super === true) return;
  await admin.query('grant log_owner, projector_rw to current_user');
}

async function prepareOnce(admin: ClientBase, databaseUrl: string, secret: string): Promise<void> {
  if (!(await exists(admin, 'log_owner'))) await admin.query('create role log_owner nologin');
  for (const role of loginRoles) await prepareRole(admin, databaseUrl, role, secret);
  await joinOwners(admin);
}

/**
 * Creates the roles, or gives them the password of this secret; a second call changes nothing.
 * Safe when several run at once: who comes second sees what the first made.
 *
 * @param admin a connection that may create roles, outside a transaction
 */
export async function prepareLoginRoles(
  admin: ClientBase,
  databaseUrl: string,
  secret: string,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await prepareOnce(admin, databaseUrl, secret);
      return;
    } catch (error) {
      if (attempt === attempts || !madeMeanwhile.has(codeOf(error) ?? '')) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, pauseMs);
      });
    }
  }
}
