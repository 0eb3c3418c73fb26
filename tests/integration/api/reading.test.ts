import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildViews, seedRound, testApi, type TestApi } from '../../support/api.js';

let api: TestApi;
let round: { id: string; stream: string };

beforeAll(async () => {
  api = await testApi({ viewWaitMillis: 100 });
  round = await seedRound(api);
  await buildViews(api);
});
afterAll(() => api.close());

const get = async (
  url: string,
  role: Parameters<TestApi['as']>[0] = 'officeStaff',
  scope = 'all',
) => {
  const { authorization } = await api.as(role, scope);
  return api.app.inject({ url, headers: { authorization } });
};

interface CaseBody {
  version: number;
  position: number;
  status: string;
  state: { targets: Record<string, unknown> } | null;
  deadlines: { deadline: string; dueOn: string }[];
  availableCommands: { command: string; allowed: boolean; reason?: { code: string } }[];
}

describe('a case', () => {
  test('tells where it stands and what may be sent, each refusal with its reason', async () => {
    const answer = await get(`/api/inspection-round/${round.id}`);
    expect(answer.statusCode).toBe(200);
    const body = answer.json<CaseBody>();
    expect(body).toMatchObject({
      process: 'inspection-round',
      id: round.id,
      number: 'XC-10-12',
      status: 'proposed',
    });
    expect(Object.keys(body.state?.targets ?? {})).toEqual(['W-T1', 'W-T2']);
    expect(body.deadlines.map(({ deadline }) => deadline)).toEqual(['round-approval']);
    const commands = new Map(body.availableCommands.map((entry) => [entry.command, entry]));
    expect(commands.get('NominateTarget')).toMatchObject({ allowed: true });
    expect(commands.get('ApproveRound')).toMatchObject({ reason: { code: 'forbidden' } });
    expect(commands.get('ProposeRound')).toMatchObject({ reason: { code: 'already-open' } });
    expect(commands.has('NoteTargetStationed')).toBe(false);
  });

  test('as it stood at an instant of its own clock, and at a position', async () => {
    const before = await get(`/api/inspection-round/${round.id}?at=2021-05-07T00:00:00Z`);
    const past = before.json<CaseBody>();
    expect(Object.keys(past.state?.targets ?? {})).toEqual(['W-T1']);
    expect(past.availableCommands).toEqual([]);
    const first = await get(`/api/inspection-round/${round.id}?at=1`);
    expect(first.json()).toMatchObject({ version: 1, position: 1, deadlines: [] });
    const never = await get(`/api/inspection-round/${round.id}?at=2021-04-01T00:00:00%2B08:00`);
    expect(never.json()).toMatchObject({ status: 404, code: 'not-found' });
    const wrong = await get(`/api/inspection-round/${round.id}?at=yesterday`);
    expect(wrong.json()).toMatchObject({ status: 400, errors: [{ path: 'at' }] });
  });

  test('is unknown to those it does not concern, just like one that does not exist', async () => {
    const same = await Promise.all([
      get(`/api/inspection-round/${randomUUID()}`),
      get(`/api/inspection-round/${round.id}`, 'groupHead', 'group:other/1'),
      get(`/api/inspection-round/${round.id}`, 'systemOperator'),
      get(`/api/inspection-round/${round.id}`, 'securityOfficer'),
    ]);
    for (const answer of same)
      expect(answer.json()).toMatchObject({ status: 404, code: 'not-found' });
  });

  test('shows the inspected side its outline only', async () => {
    const answer = await get(`/api/inspection-round/${round.id}`, 'targetLiaison', 'unit:W-T1');
    expect(answer.json()).toMatchObject({ status: 'proposed', state: null });
    const events = await get(
      `/api/inspection-round/${round.id}/events`,
      'targetLiaison',
      'unit:W-T1',
    );
    const page = events.json<{ events: { data: unknown }[] }>();
    expect(page.events.length).toBeGreaterThan(0);
    for (const { data } of page.events) expect(data).toBeNull();
  });

  test('its events come in pages', async () => {
    const first = await get(`/api/inspection-round/${round.id}/events?limit=3`);
    const { events, next } = first.json<{ events: { version: number }[]; next: number }>();
    expect(events.map(({ version }) => version)).toEqual([1, 2, 3]);
    const second = await get(`/api/inspection-round/${round.id}/events?limit=3&after=${next}`);
    expect(second.json()).toMatchObject({ events: [{ version: 4 }], next: null });
  });
});

describe('the log', () => {
  test('is read by auditors, who are noted', async () => {
    const { authorization, actor } = await api.as('historyAuditor');
    const answer = await api.app.inject({
      url: '/api/events?after=1&limit=2',
      headers: { authorization },
    });
    expect(answer.json()).toMatchObject({ events: [{ position: 2 }, { position: 3 }], next: 3 });
    const noted = await api.database.admin.db
      .selectFrom('access.read_log')
      .select('what')
      .where('reader', '=', actor)
      .execute();
    expect(noted).toEqual([{ what: 'log after 1' }]);
  });

  test('is closed to everyone else', async () => {
    expect((await get('/api/events', 'officeDirector')).json()).toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('views', () => {
  test('are listed as far as one may read them', async () => {
    const staff = (await get('/api/views')).json<{ views: { name: string }[] }>();
    expect(staff.views.map(({ name }) => name)).toContain('round-board');
    const operator = (await get('/api/views', 'systemOperator')).json<{ views: unknown[] }>();
    expect(operator.views.length).toBeLessThan(staff.views.length);
  });

  test('give rows, the position they show, and pages', async () => {
    const answer = await get('/api/views/round-board');
    expect(answer.statusCode).toBe(200);
    const { rows, position } = answer.json<{ rows: { stream: string }[]; position: number }>();
    expect(rows).toMatchObject([{ stream: round.stream, status: 'proposed' }]);
    expect(position).toBe(4);
    const trail = await get('/api/views/audit-trail?limit=3', 'historyAuditor');
    const { next } = trail.json<{ next: string }>();
    const rest = await get(`/api/views/audit-trail?limit=3&cursor=${next}`, 'historyAuditor');
    expect(rest.json<{ rows: unknown[]; next: unknown }>()).toMatchObject({ next: null });
    expect(rest.json<{ rows: unknown[] }>().rows).toHaveLength(1);
  });

  test('filter by what they declare, and refuse the rest by name', async () => {
    const none = await get('/api/views/round-board?status=closed');
    expect(none.json()).toMatchObject({ rows: [] });
    for (const [query, path] of [
      ['colour=red', 'colour'],
      ['limit=501', 'limit'],
      ['order=colour', 'order'],
      ['cursor=abc', 'cursor'],
    ]) {
      const answer = await get(`/api/views/round-board?${query ?? ''}`);
      expect(answer.json()).toMatchObject({ status: 400, errors: [{ path }] });
    }
  });

  test('wait for a position, and say so when it does not come', async () => {
    expect((await get('/api/views/round-board?after=4')).statusCode).toBe(200);
    const late = await get('/api/views/round-board?after=1000');
    expect(late.json()).toMatchObject({ status: 504, code: 'view-behind' });
    expect(late.headers['retry-after']).toBe('2');
  });

  test('are closed to other posts, and unknown ones name those there are', async () => {
    expect((await get('/api/views/audit-trail', 'groupMember')).json()).toMatchObject({
      code: 'forbidden',
    });
    const answer = await get('/api/views/salaries');
    expect(answer.json()).toMatchObject({ status: 404, code: 'unknown-view' });
    expect(answer.json<{ exists: string[] }>().exists).toContain('round-board');
  });
});
