import type { Migration } from 'kysely';
import { createSchemaAs } from './sql-files.js';

/** The append-only log and the one function that appends to it. */
export const eventStore: Migration = {
  up: (db) =>
    createSchemaAs(db, 'es', 'log_owner', '0001-event-store', [
      'tables.sql',
      'append.sql',
      'erase.sql',
      'deny.sql',
      'grants.sql',
    ]),
};
