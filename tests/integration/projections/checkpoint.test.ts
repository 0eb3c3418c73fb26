import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { lockCheckpoint, saveCheckpoint, standingOf } from '../../../projections/checkpoint.js';
import { rebuildView } from '../../../projections/rebuild.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { plantedCatalog, plantedView } from '../../support/planted-view.js';
import { appendAll, appenderOf, until } from '../../support/projecting.js';

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase();
});

afterEach(async () => {
  await database.drop();
});

const view = plantedView();
const counted = { stream: 's-1', type: 'Counted', data: { basket: 'b1' } };

/** Whether a connection of this database waits for a lock that another one holds. */
async function someoneWaits(): Promise<boolean> {
  const { rows } = await sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    database.as('projector_rw').db,
  );
  return rows.length > 0;
}

test('whoever waited for the lock sees the log as it is then, not as it was when the wait began', async () => {
  const { db } = database.as('projector_rw', { size: 4 });
  const appender = appenderOf(database);
  await appendAll(appender, [counted]);
  await rebuildView({ db, projection: view, catalog: plantedCatalog });
  const before = await standingOf(db, view.name);
  if (!before) throw new Error('the view was not built');

  let waiting: ReturnType<typeof lockCheckpoint> | undefined;
  await db.transaction().execute(async (holder) => {
    await lockCheckpoint(holder, view.name);
    waiting = db.transaction().execute((trx) => lockCheckpoint(trx, view.name));
    await until(someoneWaits);
    await appendAll(appender, [counted]);
    await saveCheckpoint(holder, { ...before, position: 2 });
  });
  expect(await waiting).toMatchObject({ position: 2, logPosition: 2 });
});
