import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createAppender } from '../../../event-store/appender.js';
import { readLog } from '../../../event-store/read.js';
import { verifyLog } from '../../../event-store/verify.js';
import { earlierProblems } from '../../../importing/earlier.js';
import { readFolder } from '../../../importing/folder.js';
import { lanesOf } from '../../../importing/lanes.js';
import { runImport } from '../../../importing/run.js';
import { viewNamed } from '../../../projections/index.js';
import { rebuildView } from '../../../projections/rebuild.js';
import { selected, inViews } from '../../../projections/table.js';
import { tableName } from '../../../projections/projection.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { EXAMPLE, withFolder } from '../../support/import-folder.js';

const NOW = Date.parse('2026-11-25T02:00:00.000Z');
/** Views that tell of cases; the others tell of single events and their places in the log. */
const VIEWS = ['case-index', 'round-board', 'target-sheet', 'rectification-ledger', 'findings'];

let databases: FreshDatabase[] = [];

beforeEach(async () => {
  databases = await Promise.all([freshDatabase(), freshDatabase()]);
});
afterEach(async () => {
  await Promise.all(databases.map((database) => database.drop()));
});

/** Imports a folder as a process of its own would. @param until commands after which it is stopped */
async function importInto(database: FreshDatabase, until = Infinity, folder = EXAMPLE) {
  const { rows, digest } = await readFolder(folder);
  const { db } = database.as('worker_rw');
  const appender = createAppender(database.as('worker_rw', { size: 3 }).pool);
  const stopping = new AbortController();
  let commands = 0;
  const onCommand = () => {
    commands += 1;
    if (commands >= until) stopping.abort(new Error('stopped'));
  };
  const { signal } = stopping;
  await runImport(lanesOf(rows), { db, appender, digest, clock: () => NOW, signal, onCommand });
  return commands;
}

/** Everything a case says of itself, case by case; where lanes run at once their order in the log is chance. */
async function casesIn(database: FreshDatabase) {
  const events = await readLog(database.as('worker_rw').db, 0, 10_000);
  return events
    .map(({ stream, version, type, data, commandId, now, actor, cause }) => ({
      ...{ stream, version, type, data, commandId, now, actor, cause },
    }))
    .sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.version - b.version));
}

async function viewsOf(database: FreshDatabase) {
  const { db } = database.as('projector_rw', { size: 4 });
  const views: Record<string, unknown> = {};
  for (const name of VIEWS) {
    const projection = viewNamed(name);
    if (!projection) throw new Error(`no view ${name}`);
    await rebuildView({ db, projection });
    const table = tableName(projection.name, projection.version);
    const { rows } = await sql`
      select ${selected(projection, { from: table })} from ${inViews(table)} order by key`.execute(
      db,
    );
    views[name] = rows;
  }
  return views;
}

test('an import that is stopped and started again leaves what an uninterrupted one leaves', async () => {
  const [whole, broken] = databases;
  if (!whole || !broken) throw new Error('no database');
  await importInto(whole);
  for (const until of [1, 30, 55, 20])
    await expect(importInto(broken, until)).rejects.toThrow('stopped');
  await importInto(broken);

  const cases = await casesIn(broken);
  expect(cases.length).toBeGreaterThan(200);
  expect(cases).toEqual(await casesIn(whole));
  const views = await viewsOf(broken);
  expect(views).toEqual(await viewsOf(whole));
  expect(views['findings']).toHaveLength(3);

  const { db } = broken.as('auditor_ro');
  expect(await verifyLog(db)).not.toHaveProperty('fault');
  const { rows } = await sql<{ effects: number; events: number }>`
    select (select count(*) from runner.acknowledged)::int as effects,
      (select count(*) from es.log)::int as events`.execute(broken.as('worker_rw').db);
  expect(rows[0]?.events).toBe(cases.length);
  expect(rows[0]?.effects).toBeGreaterThan(20);
});

test('once more changes nothing, and what ended long ago is closed by the clock', async () => {
  const [database] = databases;
  if (!database) throw new Error('no database');
  await importInto(database);
  const before = await casesIn(database);
  await importInto(database);
  expect(await casesIn(database)).toEqual(before);
  const types = before.map(({ type }) => type);
  expect(types.filter((type) => type === 'ItemArchived')).toHaveLength(2);
  expect(types.filter((type) => type === 'ClueArchived')).toHaveLength(1);
  // Papers that are filed late warn nobody of what was done long ago.
  expect(types.filter((type) => /^(Reminder|Escalation|DeadlineMissed)/.test(type))).toEqual([]);
});

test('a round that is in the log already is refused, unless these very files brought it', async () => {
  const [database] = databases;
  if (!database) throw new Error('no database');
  await importInto(database);
  const { db } = database.as('worker_rw');
  const problemsOf = async (folder: string) => {
    const { rows, digest } = await readFolder(folder);
    return earlierProblems(db, lanesOf(rows), digest);
  };
  expect(await problemsOf(EXAMPLE)).toEqual([]);
  const changes = { 'letters.csv': (text: string) => text.replace('H-1', 'H-2') };
  const found = await withFolder(changes, problemsOf);
  expect(found.map(({ file, line, code }) => [file, line, code])).toEqual([
    ['rounds.csv', 2, 'already-imported'],
    ['clues.csv', 2, 'already-imported'],
    ['clues.csv', 3, 'already-imported'],
    ['rounds.csv', 3, 'already-imported'],
  ]);
});

test('what another has entered meanwhile ends the import at its line', async () => {
  const [database] = databases;
  if (!database) throw new Error('no database');
  await importInto(database);
  const before = await casesIn(database);
  const changes = { 'letters.csv': (text: string) => text.replace('H-1', 'H-2') };
  await expect(
    withFolder(changes, (folder) => importInto(database, Infinity, folder)),
  ).rejects.toThrow(/^rounds\.csv, line \d: ProposeRound was refused: .*\(already-open\)$/);
  expect(await casesIn(database)).toEqual(before);
});
