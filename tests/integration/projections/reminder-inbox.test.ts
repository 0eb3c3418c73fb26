import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Kysely } from 'kysely';
import pino from 'pino';
import { Registry } from 'prom-client';
import { createCases } from '../../../activities/cases.js';
import type { Database } from '../../../database/schema.js';
import { CLOCK } from '../../../domain/shared/roles.js';
import { productCatalog } from '../../../projections/event-catalog.js';
import { caseIndex } from '../../../projections/case-index/projection.js';
import type { Projections } from '../../../projections/main.js';
import { reminderInbox } from '../../../projections/reminder-inbox/projection.js';
import {
  countUndelivered,
  takenNotices,
  unreachedNotices,
  waitingPosts,
} from '../../../projections/reminder-inbox/queries.js';
import { createRuleBooks } from '../../../rule-book/index.js';
import { createUndeliveredWatch } from '../../../worker/dispatcher-watch.js';
import { createWorkerMetrics } from '../../../worker/metrics.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { actor, uuid, type Step } from '../../support/given.js';
import * as item from '../../support/item.js';
import { at } from '../../support/mailbox.js';
import { appendStory, appenderOf, caughtUp, project } from '../../support/projecting.js';
import { storyEvents } from '../../support/stored-events.js';

const deadline = 'rectification-item';
const dueOn = '2021-11-05';
const owner = { role: 'targetOwner', scope: 'unit:W-T1' } as const;
const streams = [1, 2, 3].map((number) => `rectification-${uuid(number)}`);

const fire = (rung: string, on: string): Step => ({
  type: 'FireRung',
  data: { deadline, rung, dueOn },
  on,
  by: CLOCK,
});
const opened = item.opened.map((step) => ({ ...step, on: '2021-09-10' }));
const reminded = [...opened, fire('green', '2021-10-18')];
const overdue = [...reminded, fire('red', '2021-11-09')];
const met = [
  ...overdue,
  { ...item.submitEvidence(), on: '2021-11-10' },
  { ...item.submitCompletion({ submittedOn: '2021-11-10' }), on: '2021-11-10' },
];
const unreached: Step = {
  type: 'NoteReminderUndelivered',
  data: { deadline, rung: 'green', of: owner, why: 'bounced' },
  on: '2021-10-19',
  by: actor('process'),
};

let database: FreshDatabase;
let projections: Projections;
let db: Kysely<Database>;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.as('worker_rw').db;
  const views = [caseIndex, reminderInbox];
  projections = await project(database, views, { catalog: productCatalog });
  const appender = appenderOf(database);
  const stories = [overdue, [...reminded, unreached], met];
  for (const [index, story] of stories.entries())
    await appendStory(appender, storyEvents(streams[index] ?? '', story));
  await caughtUp(database.as('api_ro').db, views);
});
afterAll(async () => {
  await projections.stop();
  await database.drop();
});

const everything = { after: 0, through: 1_000_000, redOnly: false };

test('posts that wait are those with something left to do', async () => {
  const waiting = await waitingPosts(db);
  expect(waiting.map(({ role }) => role)).toEqual([
    'officeStaff',
    'targetOwner',
    'targetPrincipal',
  ]);
  const [staff, own] = waiting;
  expect(staff?.newest).toBe(staff?.newestRed);
  // The notice of the second case came later and is green.
  expect(own?.newest).toBeGreaterThan(own?.newestRed ?? 0);
});

test('a delivery takes up what its posts were told, the overdue first', async () => {
  const { notices, more } = await takenNotices(db, { posts: [owner], ...everything }, 100);
  expect(notices.map(({ stream, rung }) => [stream, rung])).toEqual([
    [streams[0], 'red'],
    [streams[0], 'green'],
    [streams[1], 'green'],
  ]);
  expect(more).toBe(0);
  expect(notices[0]).toMatchObject({ deadline, dueOn, ...owner });
});

test('what does not fit is counted, and positions bound it', async () => {
  const posts = [owner];
  expect(await takenNotices(db, { posts, ...everything }, 1)).toMatchObject({
    notices: [{ rung: 'red' }],
    more: 2,
  });
  const red = await takenNotices(db, { posts, ...everything, redOnly: true }, 100);
  expect(red.notices.map(({ rung }) => rung)).toEqual(['red']);
  const { position } = red.notices[0]!;
  const rungsIn = async (range: object) =>
    (await takenNotices(db, { posts, ...everything, ...range }, 100)).notices.map(
      ({ rung, stream }) => `${rung} ${streams.indexOf(stream)}`,
    );
  expect(await rungsIn({ after: position })).toEqual(['green 1']);
  expect(await rungsIn({ through: position - 1 })).toEqual(['green 0']);
  expect(await rungsIn({ posts: [{ ...owner, scope: 'unit:W-T2' }] })).toEqual([]);
  expect(await rungsIn({ posts: [{ ...owner, scope: 'all' }] })).toHaveLength(3);
  expect(await rungsIn({ posts: [] })).toEqual([]);
});

test('what climbed already does not climb again', async () => {
  const found = await unreachedNotices(db, owner, 0, 100);
  expect(found.map(({ rung, stream }) => `${rung} ${streams.indexOf(stream)}`)).toEqual([
    'green 0',
    'red 0',
  ]);
  const [first] = found;
  expect(await unreachedNotices(db, owner, first?.position ?? 0, 100)).toHaveLength(1);
  expect(await unreachedNotices(db, owner, 0, 1)).toHaveLength(1);
});

test('undelivered is what nobody has heard of, neither by message nor by a digest that counted it', async () => {
  const late = '2022-01-01T00:00:00.000Z';
  const count = await countUndelivered(db, late, []);
  // Owner twice, principal and staff for the red one, and the principal to whom the green one climbed.
  expect(count).toBe(5);
  expect(await countUndelivered(db, '2021-10-01T00:00:00.000Z', [])).toBe(0);
  const posts = [owner];
  expect(await countUndelivered(db, late, [{ posts, through: 1_000_000 }])).toBe(count - 2);
  expect(await countUndelivered(db, late, [{ posts, through: 0 }])).toBe(count);
  expect(await countUndelivered(db, late, [{ posts: [], through: 1_000_000 }])).toBe(count);
});

test('the operator is told when more is undelivered, once, and the metric says how much', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => lines.push(line) });
  const registry = new Registry();
  const connection = database.as('worker_rw');
  const watch = createUndeliveredWatch({
    database: connection,
    activities: { cases: createCases(connection.db), books: createRuleBooks(connection.db) },
    metrics: createWorkerMetrics(registry),
    log,
  });
  expect(await watch([], at('2021-10-18 12:30'))).toBe(0);
  expect(lines).toEqual([]);
  const morning = at('2021-11-11 09:01');
  expect(await watch([], morning)).toBe(5);
  expect(await watch([], morning)).toBe(5);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('notices have reached nobody');
  expect(await registry.metrics()).toContain('xuncha_notices_undelivered 5');
});
