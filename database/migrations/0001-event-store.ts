import type { Migration } from 'kysely';
import { createSchemaAs } from './sql-files.js';

/** The append-only log and the two functions that append to it: many commands at once, or a lone one. */
export const eventStore: Migration = {
  up: (db) =>
    createSchemaAs(db, 'es', 'log_owner', '0001-event-store', [
      'tables.sql',
      'digests.sql',
      'append.sql',
      'append-one.sql',
      'erase.sql',
      'deny.sql',
      'grants.sql',
    ]),
};
