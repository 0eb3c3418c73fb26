import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Connection } from '../../../database/connection.js';
import { createAppender } from '../../../event-store/appender.js';
import type { StoredEvent } from '../../../event-store/event.js';
import { head, readLog, readStream, readStreamAsOf } from '../../../event-store/read.js';
import { createUpcast } from '../../../event-store/upcasters.js';
import { someAppend } from '../../support/appends.js';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';

let database: FreshDatabase;
let api: Connection;
let events: readonly StoredEvent[];
const stream = 'rectification-1';
const days = ['2026-05-01', '2026-06-01', '2026-07-01'].map((day) => `${day}T00:00:00.000Z`);

beforeAll(async () => {
  database = await freshDatabase();
  api = database.as('api_ro');
  const appender = createAppender(database.as('worker_rw').pool);
  for (const now of days) {
    await appender.submit(someAppend({ stream, now }));
    await appender.submit(someAppend());
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
  events = await readStream(api.db, stream);
});
afterAll(() => database.drop());

const versions = (list: readonly StoredEvent[]): number[] => list.map(({ version }) => version);

describe('a stream', () => {
  test('is read in order, from a version on', async () => {
    expect(versions(events)).toEqual([1, 2, 3]);
    expect(versions(await readStream(api.db, stream, { afterVersion: 2 }))).toEqual([3]);
    expect(await readStream(api.db, stream, { afterVersion: 3 })).toEqual([]);
    expect(await readStream(api.db, 'unknown')).toEqual([]);
  });

  test('is read as it stood at a position', async () => {
    expect(versions(await readStreamAsOf(api.db, stream, { position: 0 }))).toEqual([]);
    expect(versions(await readStreamAsOf(api.db, stream, { position: 4 }))).toEqual([1, 2]);
  });

  test('is read as it stood at an instant of the log, that instant included', async () => {
    const { at } = events[1]!;
    const justBefore = new Date(Date.parse(at) - 1).toISOString();
    expect(versions(await readStreamAsOf(api.db, stream, { at }))).toEqual([1, 2]);
    expect(versions(await readStreamAsOf(api.db, stream, { at: justBefore }))).toEqual([1]);
  });

  test('is read as it stood at an instant of a rehearsal', async () => {
    expect(versions(await readStreamAsOf(api.db, stream, { now: days[1]! }))).toEqual([1, 2]);
    const between = '2026-06-30T23:59:59.999Z';
    expect(versions(await readStreamAsOf(api.db, stream, { now: between }))).toEqual([1, 2]);
    expect(versions(await readStreamAsOf(api.db, stream, { now: days[2]! }))).toEqual([1, 2, 3]);
  });

  test('is upcast on read', async () => {
    const upcast = createUpcast([
      { type: 'RoundProposed', from: 1, up: (data) => ({ ...(data as object), ordinal: 12 }) },
    ]);
    const [first] = await readStream(api.db, stream, { upcast });
    expect(first).toMatchObject({ schemaVersion: 2, data: { name: '第十二轮巡察', ordinal: 12 } });
    expect(events[0]).toMatchObject({ schemaVersion: 1, data: { name: '第十二轮巡察' } });
  });
});

test('the log is read page by page, each from the last position of the one before', async () => {
  const pages: number[][] = [];
  for (let after = 0; ;) {
    const page = await readLog(api.db, after, 4);
    if (page.length === 0) break;
    pages.push(page.map(({ position }) => position));
    after = page.at(-1)!.position;
  }
  expect(pages).toEqual([
    [1, 2, 3, 4],
    [5, 6],
  ]);
});

test('the head tells the last position, its chain, and which log it is', async () => {
  const { rows } = await database.admin.pool.query<{ chain: Buffer; log_id: string }>(
    'select chain, log_id from es.log, es.head order by pos desc limit 1',
  );
  expect(await head(api.db)).toMatchObject({
    position: 6,
    chain: rows[0]!.chain.toString('hex'),
    logId: rows[0]!.log_id,
  });
});
