import type { Migration } from 'kysely';
import { createSchemaAs } from './sql-files.js';

/** The schema of the read models, which belongs to the projector. */
export const views: Migration = {
  up: (db) =>
    createSchemaAs(db, 'views', 'projector_rw', '0003-views', ['checkpoint.sql', 'grants.sql']),
};
