import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Database } from '../../../database/schema.js';
import type { Appender } from '../../../event-store/appender.js';
import { armFailpoints } from '../../../event-store/failpoint.js';
import { head } from '../../../event-store/read.js';
import { standingOf, standings } from '../../../projections/checkpoint.js';
import { compareWithRebuild } from '../../../projections/compare.js';
import { productCatalog } from '../../../projections/event-catalog.js';
import { allViews } from '../../../projections/index.js';
import { rebuildView } from '../../../projections/rebuild.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { uuid } from '../../support/given.js';
import * as item from '../../support/item.js';
import { plantedCatalog, plantedView } from '../../support/planted-view.js';
import {
  appendAll,
  appendStory,
  appenderOf,
  caughtUp,
  project,
  rowOf,
} from '../../support/projecting.js';
import { storyEvents } from '../../support/stored-events.js';
import { storyOf } from '../../support/target-story.js';

let database: FreshDatabase;
let db: Kysely<Database>;
let appender: Appender;
let running: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  db = database.as('projector_rw').db;
  appender = appenderOf(database);
  running = [];
});

afterEach(async () => {
  armFailpoints(undefined);
  for (const projections of running) await projections.stop();
  await database.drop();
});

const view = plantedView();
const counted = (stream: string) => ({ stream, type: 'Counted', data: { basket: 'b1' } });

test('a rebuild while events come in loses none and doubles none', async () => {
  running.push(await project(database, [view]));
  const writing = Array.from({ length: 4 }, (_, writer) =>
    appendAll(
      appender,
      Array.from({ length: 100 }, () => counted(`s-${writer}`)),
    ),
  );
  const rebuilding = (async () => {
    for (let round = 0; round < 5; round++)
      await rebuildView({ db, projection: view, catalog: plantedCatalog });
  })();
  await Promise.all([...writing, rebuilding]);
  await caughtUp(db, [view]);
  expect(await rowOf(db, view, 's-3')).toMatchObject({ count: 100 });
  expect(await compareWithRebuild({ db, projection: view, catalog: plantedCatalog })).toMatchObject(
    {
      equal: true,
      position: 400,
      rows: 4,
    },
  );
});

test('a rebuild that breaks off before the swap leaves the view as it was', async () => {
  await appendAll(appender, [counted('s-1'), counted('s-1')]);
  await rebuildView({ db, projection: view, catalog: plantedCatalog });
  await appendAll(appender, [counted('s-1')]);
  armFailpoints({ 'rebuild.before-swap': { action: 'throw' } });
  await expect(rebuildView({ db, projection: view, catalog: plantedCatalog })).rejects.toThrow(
    'rebuild.before-swap',
  );
  expect(await standingOf(db, view.name)).toMatchObject({ position: 2 });
  expect(await rowOf(db, view, 's-1')).toMatchObject({ count: 2 });
  const { rows } = await sql`select from pg_tables where tablename like '%_next'`.execute(db);
  expect(rows).toEqual([]);
  await rebuildView({ db, projection: view, catalog: plantedCatalog });
  expect(await rowOf(db, view, 's-1')).toMatchObject({ count: 3 });
});

test('progress counts up to the end of the log', async () => {
  await appendAll(appender, [counted('s-1'), counted('s-2')]);
  const seen: number[] = [];
  const { position } = await rebuildView({
    db,
    projection: view,
    catalog: plantedCatalog,
    onProgress: ({ done }) => seen.push(done),
  });
  expect(position).toBe(2);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBe(2);
});

test('a new version builds a table of its own, and the next start drops the old one', async () => {
  await appendAll(appender, [counted('s-1')]);
  const first = await project(database, [view]);
  await first.ready;
  await first.stop();
  const newer = plantedView({ version: 2 });
  const second = await project(database, [newer]);
  await second.ready;
  await second.stop();
  expect(await standingOf(db, view.name)).toMatchObject({ version: 2, position: 1 });
  expect(await rowOf(db, newer, 's-1')).toMatchObject({ count: 1 });
  expect(await rowOf(db, view, 's-1')).toMatchObject({ count: 1 });
  running.push(await project(database, [newer]));
  await expect(rowOf(db, view, 's-1')).rejects.toThrow('does not exist');
});

test('an older version of the product stands aside', async () => {
  await rebuildView({ db, projection: plantedView({ version: 2 }), catalog: plantedCatalog });
  const older = await project(database, [view]);
  running.push(older);
  await appendAll(appender, [counted('s-1')]);
  while (older.stops.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(older.stops[0]?.error).toContain('version 2');
  expect(await standingOf(db, view.name)).toMatchObject({ stoppedAt: null });
});

test('every view of the product, live, is what a rebuild gives', async () => {
  running.push(await project(database, allViews, { catalog: productCatalog, batchSize: 7 }));
  await appendStory(appender, storyEvents(`target-inspection-${uuid(1)}`, storyOf().closed));
  await appendStory(appender, storyEvents(`rectification-${uuid(1)}`, item.closed));
  await appendStory(
    appender,
    storyEvents(`rectification-${uuid(2)}`, item.requested, { today: '2021-11-01' }),
  );
  await caughtUp(db, allViews);
  const { position } = await head(db);
  expect(await standings(db)).toHaveLength(allViews.length);
  const auditor = database.as('auditor_ro').db;
  for (const projection of allViews) {
    const comparison = await compareWithRebuild({ db: auditor, projection });
    expect(comparison).toMatchObject({ equal: true, differences: [], position });
  }
});

test('a row that was changed by hand is found', async () => {
  await appendAll(appender, [counted('s-1'), counted('s-2')]);
  await rebuildView({ db, projection: view, catalog: plantedCatalog });
  await sql`update views.planted_counts_v1 set count = 5 where key = 's-1'`.execute(db);
  await sql`delete from views.planted_counts_v1 where key = 's-2'`.execute(db);
  await sql`insert into views.planted_counts_v1 values ('s-9', 's-9', 'b', 1, null, '{}')`.execute(
    db,
  );
  const found = await compareWithRebuild({ db, projection: view, catalog: plantedCatalog });
  expect(found).toMatchObject({ equal: false, unexpected: 1, rows: 2 });
  expect(found.differences).toEqual([
    { key: 's-1', kind: 'different', columns: ['count'] },
    { key: 's-2', kind: 'missing', columns: [] },
  ]);
});
