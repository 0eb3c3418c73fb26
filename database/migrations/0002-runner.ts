import type { Migration } from 'kysely';
import { createSchemaAs } from './sql-files.js';

/** Acknowledged effects and the rehearsal's clock. */
export const runner: Migration = {
  up: (db) =>
    createSchemaAs(db, 'runner', 'log_owner', '0002-runner', ['tables.sql', 'grants.sql']),
};
