import { readFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Database } from '../../../database/schema.js';
import { listen } from '../../../database/listen.js';
import type { Appender } from '../../../event-store/appender.js';
import { armFailpoints } from '../../../event-store/failpoint.js';
import { standingOf } from '../../../projections/checkpoint.js';
import { compareWithRebuild, digestOf } from '../../../projections/compare.js';
import { rebuildView } from '../../../projections/rebuild.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { plantedCatalog, plantedView } from '../../support/planted-view.js';
import {
  appendAll,
  appenderOf,
  caughtUp,
  project,
  rowOf,
  until,
} from '../../support/projecting.js';

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

async function start(
  ...args: Parameters<typeof project> extends [unknown, ...infer R] ? R : never
) {
  const projections = await project(database, ...args);
  running.push(projections);
  await projections.ready;
  return projections;
}

const counted = (stream: string, basket = 'b1', on?: string) => ({
  stream,
  type: 'Counted',
  data: on === undefined ? { basket } : { basket, on },
});

/** Every kind of change, over few streams, so that batches touch the same rows again and again. */
const mixed = Array.from({ length: 120 }, (_, index) => {
  const stream = `s-${index % 7}`;
  if (index % 29 === 28) return { stream, type: 'Emptied', data: { basket: `b${index % 3}` } };
  if (index % 31 === 30) return { stream, type: 'Removed', data: { basket: '' } };
  return counted(stream, `b${index % 3}`, '2022-12-30');
});

const view = plantedView();

describe('the live runner', () => {
  test('makes the rows of a rebuild, whatever the size of its batches', async () => {
    const views = [1, 7, 1000].map((size) => ({
      size,
      projection: plantedView({
        name: `planted-${['one', 'seven', 'thousand'][String(size).length === 4 ? 2 : size === 7 ? 1 : 0]!}`,
      }),
    }));
    for (const { size, projection } of views) await start([projection], { batchSize: size });
    await appendAll(appender, mixed);
    await caughtUp(
      db,
      views.map(({ projection }) => projection),
    );
    const digests = await Promise.all(views.map(({ projection }) => digestOf(db, projection)));
    expect(new Set(digests).size).toBe(1);
    expect(digests[0]).not.toBe('');
    for (const { projection } of views)
      expect(await compareWithRebuild({ db, projection, catalog: plantedCatalog })).toMatchObject({
        equal: true,
        position: mixed.length,
        unexpected: 0,
      });
  });

  test('says that a view has moved, after it has', async () => {
    const heard: string[] = [];
    const listener = listen(database.urlOf('api_ro'), 'views', (payload) => heard.push(payload));
    await listener.ready;
    await start([view]);
    await appendAll(appender, [counted('s-1')]);
    await until(() => heard.includes(JSON.stringify({ view: view.name, position: 1 })));
    await listener.close();
    expect(await rowOf(db, view, 's-1')).toMatchObject({ count: 1, tags: ['1'] });
  });

  test('hands on nothing twice when it ends between its writes and the commit', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'xuncha-')), 'fired');
    await start([view]);
    armFailpoints({ 'proj.before-commit': { action: 'throw', hit: 2, file } });
    for (const stream of ['s-1', 's-1', 's-1']) {
      await appendAll(appender, [counted(stream)]);
      await caughtUp(db, [view]);
    }
    expect(readFileSync(file, 'utf8')).toBe('proj.before-commit\n');
    expect(await rowOf(db, view, 's-1')).toMatchObject({ count: 3 });
  });

  test('two runners of one view take each event once', async () => {
    await start([view]);
    await start([view]);
    await appendAll(appender, mixed);
    await caughtUp(db, [view]);
    expect(
      await compareWithRebuild({ db, projection: view, catalog: plantedCatalog }),
    ).toMatchObject({ equal: true });
  });
});

describe('a fault', () => {
  test('in one event stops only its projector, with everything before it in the rows', async () => {
    const poisoned = plantedView({ name: 'planted-poisoned', poison: 's-bad' });
    const healthy = await start([poisoned, view], { batchSize: 50 });
    const before = Array.from({ length: 30 }, () => counted('s-1'));
    await appendAll(appender, [...before, counted('s-bad'), counted('s-1')]);
    await caughtUp(db, [view]);
    await until(() => healthy.stops.length > 0);
    expect(healthy.stops).toEqual([
      { view: 'planted-poisoned', position: 31, error: expect.stringContaining('poison') },
    ]);
    expect(await rowOf(db, poisoned, 's-1')).toMatchObject({ count: 30 });
    expect(await rowOf(db, view, 's-1')).toMatchObject({ count: 31 });
    expect(await standingOf(db, poisoned.name)).toMatchObject({ position: 30, stoppedAt: 31 });
  });

  test('that is mended lets the view go on from where it stood', async () => {
    const broken = await start([plantedView({ poison: 's-bad' })]);
    await appendAll(appender, [counted('s-1'), counted('s-bad')]);
    await until(() => broken.stops.length > 0);
    await broken.stop();
    await start([view]);
    await caughtUp(db, [view]);
    expect(await standingOf(db, view.name)).toMatchObject({
      position: 2,
      stoppedAt: null,
      error: null,
    });
  });

  test('a value the table does not take is found like any other', async () => {
    const projections = await start([view]);
    await appendAll(appender, [
      counted('s-1', 'b1', '2022-12-30'),
      counted('s-2', 'b1', '2022-02-31'),
    ]);
    await until(() => projections.stops.length > 0);
    expect(projections.stops[0]).toMatchObject({ view: view.name, position: 2 });
    expect(await standingOf(db, view.name)).toMatchObject({ position: 1 });
  });

  test('a newer schema of a handled type stops the view; an unknown type is passed and reported', async () => {
    const unknown: string[] = [];
    const hooks = { onUnknown: ({ type }: { type: string }) => unknown.push(type) };
    const projections = await start([view], { hooks });
    await appendAll(appender, [
      { stream: 's-1', type: 'Stranger' },
      { stream: 's-1', type: 'Other' },
      counted('s-1'),
      { ...counted('s-1'), schemaVersion: 2 },
    ]);
    await until(() => projections.stops.length > 0);
    expect(unknown).toEqual(['Stranger']);
    expect(projections.stops[0]).toMatchObject({
      position: 4,
      error: expect.stringContaining('schema version 2'),
    });
  });

  test('a hole in the log stops the view', async () => {
    await appendAll(appender, [counted('s-1'), counted('s-1'), counted('s-1')]);
    await start([view]);
    await caughtUp(db, [view]);
    const admin = database.admin.db;
    await sql`alter table es.log disable trigger all`.execute(admin);
    await appendAll(appender, [counted('s-1')]);
    await caughtUp(db, [view]);
    for (const stop of running) await stop.stop();
    running = [];
    await appendAll(appender, [counted('s-1'), counted('s-1')]);
    await sql`delete from es.log where pos = 5`.execute(admin);
    const projections = await start([view]);
    await until(() => projections.stops.length > 0);
    expect(projections.stops[0]).toMatchObject({
      position: 5,
      error: expect.stringContaining('the log is broken'),
    });
    expect(await standingOf(db, view.name)).toMatchObject({ position: 4, stoppedAt: 5 });
  });

  test('a log restored from a backup is refused until the view is rebuilt', async () => {
    const first = await start([view]);
    await appendAll(appender, [counted('s-1')]);
    await caughtUp(db, [view]);
    await first.stop();
    await sql`alter table es.head disable trigger all`.execute(database.admin.db);
    await sql`update es.head set epoch = gen_random_uuid()`.execute(database.admin.db);
    const second = await start([view]);
    await until(() => second.stops.length > 0);
    expect(second.stops[0]?.error).toContain('restored');
    await second.stop();
    await rebuildView({ db, projection: view, catalog: plantedCatalog });
    const third = await start([view]);
    await appendAll(appender, [counted('s-1')]);
    await caughtUp(db, [view]);
    expect(third.stops).toEqual([]);
    expect(await rowOf(db, view, 's-1')).toMatchObject({ count: 2 });
  });

  test('a view ahead of the log refuses to run', async () => {
    const first = await start([view]);
    await appendAll(appender, [counted('s-1')]);
    await caughtUp(db, [view]);
    await first.stop();
    await sql`update views.checkpoint set pos = 9 where name = ${view.name}`.execute(db);
    const second = await start([view]);
    await until(() => second.stops.length > 0);
    expect(second.stops[0]?.error).toContain('the log ends at 1');
  });
});
