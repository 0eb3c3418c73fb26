import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Kysely } from 'kysely';
import type { Database } from '../../../database/schema.js';
import type { Actor, Post, Role } from '../../../domain/shared/roles.js';
import type { Appender } from '../../../event-store/appender.js';
import { openStreams } from '../../../projections/case-index/queries.js';
import { BadQueryError } from '../../../projections/conditions.js';
import { overdueStreams } from '../../../projections/deadline-list/queries.js';
import { productCatalog } from '../../../projections/event-catalog.js';
import { allViews, viewNamed } from '../../../projections/index.js';
import type { Projections } from '../../../projections/main.js';
import type { Projection, Row } from '../../../projections/projection.js';
import { mayRead, queryView, ViewNotBuiltError, waitFor } from '../../../projections/query.js';
import type { ViewQuery } from '../../../projections/query.js';
import { CLOCK } from '../../../domain/shared/roles.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { uuid } from '../../support/given.js';
import * as item from '../../support/item.js';
import { plantedView } from '../../support/planted-view.js';
import { appendAll, appendStory, appenderOf, caughtUp, project } from '../../support/projecting.js';
import { storyEvents } from '../../support/stored-events.js';
import { noteRecusal, storyOf } from '../../support/target-story.js';

let database: FreshDatabase;
let reader: Kysely<Database>;
let appender: Appender;
let projections: Projections[] = [];

const today = '2021-06-01';
const post = (role: Role, scope = 'all'): Post => ({ role, scope });
const staff = [post('officeStaff')];
const holder = (posts: readonly Post[], id = 'a1'): Actor => ({ id, posts: [...posts] });
const counts = plantedView();

const targetStream = `target-inspection-${uuid(1)}`;
const itemStream = `rectification-${uuid(1)}`;
const views = allViews;

function view(name: string): Projection {
  const found = viewNamed(name);
  if (!found) throw new Error(`no view ${name}`);
  return found;
}

async function rowsOf(name: string, posts: readonly Post[], filters: ViewQuery['filters'] = {}) {
  const { rows } = await queryView(reader, view(name), { today, reader: holder(posts), filters });
  return rows;
}

beforeAll(async () => {
  database = await freshDatabase();
  reader = database.as('api_ro').db;
  appender = appenderOf(database);
  projections = [
    await project(database, [counts]),
    await project(database, views, { catalog: productCatalog }),
  ];
  const planted = Array.from({ length: 25 }, (_, index) => ({
    stream: `s-${String(index).padStart(2, '0')}`,
    type: 'Counted',
    data: {
      basket: `b${index % 2}`,
      ...(index % 5 === 0 ? {} : { on: `2022-12-${10 + (index % 3)}` }),
    },
  }));
  await appendAll(appender, planted);
  const recused = noteRecusal({ person: 'recused-1' });
  await appendStory(appender, storyEvents(targetStream, [...storyOf().withdrawn, recused]));
  const opened = item.opened.map((step) => ({ ...step, on: '2021-09-10' }));
  const fired = (rung: string, on: string) => ({
    type: 'FireRung',
    data: { deadline: 'rectification-item', rung, dueOn: '2021-11-05' },
    on,
    by: CLOCK,
  });
  const story = [...opened, fired('green', '2021-10-18'), fired('red', '2021-11-09')];
  await appendStory(appender, storyEvents(itemStream, story));
  await caughtUp(reader, [counts, ...views]);
});

afterAll(async () => {
  for (const started of projections) await started.stop();
  await database.drop();
});

describe('paging', () => {
  test.each([
    ['openedOn', 'asc'],
    ['openedOn', 'desc'],
    ['stream', 'asc'],
    ['count', 'desc'],
  ] as const)('by %s %s gives every row once, null last', async (order, direction) => {
    const seen: Row[] = [];
    let cursor: string | undefined;
    do {
      const page: Awaited<ReturnType<typeof queryView>> = await queryView(reader, counts, {
        today,
        reader: holder(staff),
        order,
        direction,
        limit: 4,
        ...(cursor === undefined ? {} : { cursor }),
      });
      seen.push(...page.rows);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    const whole = await queryView(reader, counts, {
      today,
      reader: holder(staff),
      order,
      direction,
      limit: 500,
    });
    expect(seen).toEqual(whole.rows);
    expect(new Set(seen.map(({ stream }) => stream)).size).toBe(25);
    if (order === 'openedOn')
      expect(seen.slice(-5).map(({ openedOn }) => openedOn)).toEqual(Array(5).fill(null));
  });

  test('a page states the position it is the effect of', async () => {
    const { position } = await queryView(reader, counts, { today, reader: holder(staff) });
    expect(position).toBeGreaterThanOrEqual(25);
    const empty = await queryView(reader, counts, {
      today,
      reader: holder(staff),
      filters: { stream: 'nobody' },
    });
    expect(empty).toEqual({ rows: [], position, next: null });
  });
});

describe('filters', () => {
  test.each<[string, NonNullable<ViewQuery['filters']>, number]>([
    ['one value', { basket: 'b0' }, 13],
    ['any of several', { stream: ['s-00', 's-01', 's-99'] }, 2],
    ['a range of dates', { openedOnFrom: '2022-12-11', openedOnTo: '2022-12-11' }, 7],
    ['a member of a list', { tags: '3' }, 1],
    ['a whole number', { count: '1', countTo: '1' }, 25],
  ])('%s', async (_, filters, expected) => {
    const { rows } = await queryView(reader, counts, { today, reader: holder(staff), filters });
    expect(rows).toHaveLength(expected);
  });

  test.each<[string, Omit<ViewQuery, 'reader' | 'today'>]>([
    ['key', { filters: { key: 'x' } }],
    ['openedOn', { filters: { openedOn: '2022-02-31' } }],
    ['count', { filters: { count: 'many' } }],
    ['basketFrom', { filters: { basketFrom: 'a' } }],
    ['order', { order: 'basket' }],
    ['limit', { limit: 501 }],
    ['cursor', { cursor: 'bm90IG9uZQ' }],
  ])('a wrong %s is named', async (parameter, query) => {
    const answer = queryView(reader, counts, { today, reader: holder(staff), ...query });
    await expect(answer).rejects.toThrow(BadQueryError);
    await expect(answer).rejects.toMatchObject({ parameter });
  });

  test('a view without a table says that it is being built', async () => {
    const missing = plantedView({ name: 'planted-missing' });
    await expect(queryView(reader, missing, { today, reader: holder(staff) })).rejects.toThrow(
      ViewNotBuiltError,
    );
  });
});

describe('what a reader sees', () => {
  test('a post bound to a scope sees the rows of that scope', async () => {
    const { rows } = await queryView(reader, counts, {
      today,
      reader: holder([post('groupHead', 'b1')]),
    });
    expect(rows).toHaveLength(12);
  });

  test('without a post that may read, nothing', async () => {
    const { rows } = await queryView(reader, counts, {
      today,
      reader: holder([post('targetOwner')]),
    });
    expect(rows).toEqual([]);
    expect(mayRead(counts, [post('targetOwner')])).toBe(false);
  });

  test('a group sees the sheets of its own targets only, and no hidden column', async () => {
    const own = await rowsOf('target-sheet', [post('groupHead', 'group:XC-10-12/1')]);
    expect(own).toEqual([expect.objectContaining({ unit: 'W-T1', findingsConfirmed: 1 })]);
    expect(own[0]).not.toHaveProperty('state');
    expect(await rowsOf('target-sheet', [post('groupHead', 'group:XC-10-12/2')])).toEqual([]);
    expect(await rowsOf('target-sheet', [post('targetLiaison', 'unit:W-T1')])).toEqual([]);
  });

  test('a target sees no finding before the feedback', async () => {
    expect(await rowsOf('findings', [post('targetLiaison', 'unit:W-T1')])).toEqual([]);
    expect(await rowsOf('findings', staff)).toHaveLength(1);
  });

  test('a target sees its own limits, the office all of them', async () => {
    const own = await rowsOf('deadline-list', [post('targetOwner', 'unit:W-T1')]);
    expect(own.map(({ rule }) => rule)).toEqual(['rectification-item']);
    const all = await rowsOf('deadline-list', staff);
    expect(all.length).toBeGreaterThan(1);
    expect(own[0]).toMatchObject({ caseNumber: 'XC-10-12-W-T1-F1-1', caseUnit: 'W-T1' });
  });

  test('a reminder is seen by the post it is for, and by the office', async () => {
    const owner = await rowsOf('reminder-inbox', [post('targetOwner', 'unit:W-T1')]);
    expect(owner.map(({ rung, role }) => [rung, role])).toEqual([
      ['green', 'targetOwner'],
      ['red', 'targetOwner'],
    ]);
    expect(await rowsOf('reminder-inbox', [post('targetOwner', 'unit:W-T2')])).toEqual([]);
    expect(await rowsOf('reminder-inbox', staff)).toHaveLength(4);
  });

  test.each(['case-index', 'target-sheet', 'findings', 'deadline-list', 'reminder-inbox'])(
    'whoever is recused from a case sees none of its rows (%s)',
    async (name) => {
      // The index of cases is filtered by process; there is one case of each here.
      const only = (stream: string, process: string): Record<string, string> =>
        name === 'case-index' ? { process } : { stream };
      const query = { today, filters: only(targetStream, 'target-inspection') };
      const all = await queryView(reader, view(name), { ...query, reader: holder(staff) });
      const kept = await queryView(reader, view(name), {
        ...query,
        reader: holder(staff, 'recused-1'),
      });
      if (name !== 'reminder-inbox') expect(all.rows.length).toBeGreaterThan(0);
      expect(kept.rows).toEqual([]);
      const filters = only(itemStream, 'rectification');
      const other = { today, filters, reader: holder(staff, 'recused-1') };
      if (name !== 'target-sheet' && name !== 'findings')
        expect((await queryView(reader, view(name), other)).rows).not.toEqual([]);
    },
  );

  test('the audit trail is for auditors', async () => {
    expect(await rowsOf('audit-trail', staff)).toEqual([]);
    const trail = await rowsOf('audit-trail', [post('historyAuditor')], { stream: itemStream });
    expect(trail[0]).toMatchObject({ type: 'ItemPlanned', stream: itemStream });
  });
});

describe('waiting and watching', () => {
  test('a wait ends when the view is there', async () => {
    const { position } = await queryView(reader, counts, { today, reader: holder(staff) });
    const waiting = waitFor(reader, counts.name, position + 1, 5_000);
    await appendAll(appender, [{ stream: 's-98', type: 'Other' }]);
    expect(await waiting).toMatchObject({ reached: true, stopped: false });
  });

  test('a wait for what does not come ends in time', async () => {
    expect(await waitFor(reader, counts.name, 1_000_000, 50)).toMatchObject({ reached: false });
    expect(await waitFor(reader, 'nothing', 1, 50)).toEqual({
      reached: false,
      position: 0,
      stopped: false,
    });
  });

  test('the watchdog finds the cases whose moment has passed', async () => {
    expect(await overdueStreams(reader, '2021-01-01T00:00:00.000Z', 10)).toEqual([]);
    const overdue = await overdueStreams(reader, '2023-01-01T00:00:00.000Z', 10);
    expect(overdue).toContain(itemStream);
    expect(await openStreams(reader, '', 10)).toEqual([itemStream, targetStream].sort());
    expect(await openStreams(reader, targetStream, 10)).toEqual([]);
  });
});
