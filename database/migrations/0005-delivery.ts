import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';
import { runSqlFiles } from './sql-files.js';

/** Addresses of the ways out to people, and what the worker may read of their accounts. */
export const delivery: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`set local role log_owner`.execute(db);
    await runSqlFiles(db, '0005-delivery', ['channel.sql', 'grants.sql']);
    await sql`reset role`.execute(db);
  },
};
