import { Migrator, sql } from 'kysely';
import type { Kysely } from 'kysely';
import { connect } from './connection.js';
import { prepareLoginRoles } from './login-roles.js';
import { migrations } from './migrations/index.js';
import type { Database } from './schema.js';

const bookkeeping = { schema: 'migration', table: 'done' } as const;

/** Any fixed number: one migration at a time in a database, the next waits. */
const lockKey = 786_173;

/** The database is ahead of this program; nothing was changed. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
  constructor(unknown: readonly string[]) {
    super(
      `This database was set up by a newer version of xuncha: it has ${unknown.join(', ')}, ` +
        'which this version does not know. Start that version or a newer one.',
    );
  }
}

export interface MigrateOptions {
  /** The master secret of `config/secrets.ts`: the passwords of the login roles come from it. */
  readonly secret: string;
  /** Told of each step in plain words. */
  readonly onProgress?: (line: string) => void;
}

/** Names of the migrations that the database has had, oldest first; empty when it is new. */
export async function appliedMigrations(db: Kysely<Database>): Promise<string[]> {
  const { schema, table } = bookkeeping;
  const found = await sql<{ there: boolean }>`
    select to_regclass(${`${schema}.${table}`}) is not null as there`.execute(db);
  if (found.rows[0]?.there !== true) return [];
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(`${schema}.${table}`)} order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** @returns names of the migrations still to come @throws NewerDatabaseError */
async function missingMigrations(db: Kysely<Database>): Promise<string[]> {
  const applied = await appliedMigrations(db);
  const unknown = applied.filter((name) => !(name in migrations));
  if (unknown.length > 0) throw new NewerDatabaseError(unknown);
  return Object.keys(migrations).filter((name) => !applied.includes(name));
}

async function runMigrations(db: Kysely<Database>): Promise<string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableSchema: bookkeeping.schema,
    migrationTableName: bookkeeping.table,
    migrationLockTableName: 'lock',
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw error instanceof Error ? error : new Error('The migration failed.', { cause: error });
  }
  return results.map(({ migrationName }) => migrationName);
}

/**
 * Brings the database to this version: roles, then every migration it has not had, in one
 * transaction. Forward only; a second call changes nothing; several at once wait for each other.
 *
 * @param databaseUrl URL of a user who may create roles and schemas
 * @returns names of the migrations that this call ran, oldest first
 * @throws NewerDatabaseError when a newer version of the product was here
 */
export async function migrate(databaseUrl: string, options: MigrateOptions): Promise<string[]> {
  const connection = connect(databaseUrl, undefined, { size: 2 });
  const { db } = connection;
  try {
    const admin = await connection.pool.connect();
    try {
      await admin.query('select pg_advisory_lock($1)', [lockKey]);
      const missing = await missingMigrations(db);
      options.onProgress?.('Preparing the database roles');
      await prepareLoginRoles(admin, databaseUrl, options.secret);
      // The migrator looks at every table of the database, and fails when a view that another
      // process is building changes its name meanwhile: it is asked only when it has work to do.
      const applied = missing.length === 0 ? [] : await runMigrations(db);
      for (const name of applied) options.onProgress?.(`Database step ${name} is done`);
      return applied;
    } finally {
      // Ending the session frees its lock, also when it is no longer able to say so.
      admin.release(true);
    }
  } finally {
    await connection.close();
  }
}
