import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { revokeToken } from '../../../api/access/tokens.js';
import { startApi, type RunningApi } from '../../../api/main.js';
import { buildViews, seedRound, testApi, type TestApi } from '../../support/api.js';

let api: TestApi;
let running: RunningApi;

beforeAll(async () => {
  api = await testApi();
  running = await startApi({ ...api.deps, heartbeatMillis: 200 });
});
afterAll(async () => {
  await running.stop();
  await api.close();
});

interface Stream {
  /** Resolves with everything heard once it contains the text. */
  until(text: string): Promise<string>;
  ended: Promise<void>;
  close(): void;
}

async function open(authorization: string, lastEventId?: string): Promise<Stream> {
  const ending = new AbortController();
  const response = await fetch(`${running.url}/api/live`, {
    headers: { authorization, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
    signal: ending.signal,
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  let heard = '';
  const waiting = new Set<() => void>();
  const read = async () => {
    for await (const chunk of response.body!) {
      heard += Buffer.from(chunk as Uint8Array).toString();
      for (const look of waiting) look();
    }
  };
  return {
    until: (text) =>
      new Promise((resolve) => {
        const look = () => {
          if (!heard.includes(text)) return;
          waiting.delete(look);
          resolve(heard);
        };
        waiting.add(look);
        look();
      }),
    ended: read().catch(() => undefined),
    close: () => ending.abort(),
  };
}

test('tells of views that move, to those who may read them, and resumes', async () => {
  const staff = await api.as('officeStaff');
  const operator = await api.as('systemOperator');
  const stream = await open(staff.authorization);
  const blind = await open(operator.authorization);
  await stream.until('event: hello');
  await seedRound(api);
  await buildViews(api);
  const heard = await stream.until('"view":"round-board","position":4');
  expect(heard).not.toContain('县委办');
  // Whoever was away is told of every view that moved meanwhile.
  const resumed = await open(staff.authorization, '1');
  await resumed.until('"view":"round-board","position":4');
  const current = await open(staff.authorization, '4');
  expect(await current.until(': still here')).not.toContain('event: view');
  expect(await blind.until(': still here')).not.toContain('round-board');
  for (const each of [stream, blind, resumed, current]) each.close();
});

test('hears again after the listening connection was cut', async () => {
  const staff = await api.as('officeStaff');
  const stream = await open(staff.authorization);
  await stream.until('event: hello');
  const { db } = api.database.admin;
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'xuncha listen views'`.execute(db);
  await seedRound(api);
  await buildViews(api);
  await stream.until('"view":"round-board","position":8');
  stream.close();
});

test('ends with the credentials it was opened with', async () => {
  const { authorization } = await api.as('officeStaff');
  const stream = await open(authorization);
  await stream.until('event: hello');
  await revokeToken(api.deps.database.db, authorization.slice('Bearer '.length));
  await stream.ended;
});

test('one sender opens six streams and no more', async () => {
  const { authorization } = await api.as('officeStaff');
  const streams = await Promise.all(Array.from({ length: 6 }, () => open(authorization)));
  const seventh = await fetch(`${running.url}/api/live`, { headers: { authorization } });
  expect(seventh.status).toBe(429);
  expect(await seventh.json()).toMatchObject({ code: 'too-many-streams' });
  for (const stream of streams) stream.close();
});

test('ends when the server stops, which does not wait for readers', async () => {
  const { authorization } = await api.as('officeStaff');
  const other = await startApi(api.deps);
  const response = await fetch(`${other.url}/api/live`, { headers: { authorization } });
  const reading = response.text();
  await other.stop();
  expect(await reading).toContain('event: hello');
});
