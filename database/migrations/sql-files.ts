import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Runs the statements of `<folder>/<file>`, one database object a file, in the order given. */
export async function runSqlFiles(
  db: Kysely<unknown>,
  folder: string,
  files: readonly string[],
): Promise<void> {
  for (const file of files) {
    const text = readFileSync(join(import.meta.dirname, folder, file), 'utf8');
    await sql.raw(text).execute(db);
  }
}

/**
 * Makes a schema that belongs to `owner`, and runs the files as that role, so that the objects are
 * its own and no login role of the product owns anything of the log.
 */
export async function createSchemaAs(
  db: Kysely<unknown>,
  schema: string,
  owner: 'log_owner' | 'projector_rw',
  folder: string,
  files: readonly string[],
): Promise<void> {
  await sql`create schema ${sql.id(schema)} authorization ${sql.id(owner)}`.execute(db);
  await sql`revoke all on schema ${sql.id(schema)} from public`.execute(db);
  await sql`set local role ${sql.id(owner)}`.execute(db);
  await runSqlFiles(db, folder, files);
  await sql`reset role`.execute(db);
}
