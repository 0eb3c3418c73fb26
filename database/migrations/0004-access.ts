import type { Migration } from 'kysely';
import { createSchemaAs } from './sql-files.js';

/** Accounts, sessions and tokens of the API, and its log of reads. */
export const access: Migration = {
  up: (db) =>
    createSchemaAs(db, 'access', 'log_owner', '0004-access', ['tables.sql', 'grants.sql']),
};
