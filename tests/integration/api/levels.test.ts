import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PERSON_ROLES, type Role } from '../../../domain/shared/roles.js';
import { organizationStream } from '../../../rule-book/index.js';
import { buildViews, testApi, type TestApi } from '../../support/api.js';
import { uuid, type Step } from '../../support/given.js';
import {
  publishList,
  registerCity,
  registerCounty,
  registerOrganization,
  reportFigures,
} from '../../support/organization-registers.js';
import { appendStory, appenderOf } from '../../support/projecting.js';
import { HOSPITAL, ROUND, statisticsLog } from '../../support/statistics-log.js';

let api: TestApi;
let organization: string;

beforeAll(async () => {
  api = await testApi();
  await appendStory(appenderOf(api.database), statisticsLog());
  await buildViews(api);
  organization = await organizationStream(api.deps.database.db);
  await send({ type: 'OpenOrganization', data: { name: '某市委巡察办' } }, 'process');
  for (const step of [
    registerOrganization(),
    registerCity({ own: true }),
    registerCounty(),
    registerCounty({ code: 'CA', name: '成安县委' }),
    reportFigures({ figures: { targets: 10, clues: 4 } }),
    reportFigures({ report: 'TJ-2', from: 'CA', figures: { targets: 6, clues: 1 } }),
    publishList(),
    publishList({ version: 2, effectiveFrom: '2027-01-01' }),
  ])
    await send(step);
});
afterAll(() => api.close());

const send = ({ type, data }: Step, by: Role = 'officeStaff') =>
  api.decide(organization, { type, data, by, now: '2026-04-10T02:00:00.000Z' });

const caseOf = (stream: string) => `/api/${stream.replace(/-(?=[0-9a-f]{8}-)/, '/')}`;

async function get<T>(url: string, role: Role = 'officeStaff', scope = 'all') {
  const { authorization } = await api.as(role, scope);
  const answer = await api.app.inject({ url, headers: { authorization } });
  return { status: answer.statusCode, body: answer.json<T>() };
}

describe('the figures of an organization', () => {
  const figures = (query: string, role?: Role, scope?: string) =>
    get<{ code: string; exists?: string[]; reports: { position: number; version: number }[] }>(
      `${caseOf(organization)}/figures${query}`,
      role,
      scope,
    );

  test('are summed from below and open to events of the log', async () => {
    const { status, body } = await figures('?on=2026-04-10');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ code: 'HD', name: '某市委', word: '巡察', own: {}, suppressed: false },
      rolledUp: { targets: 16, clues: 5 },
      below: [{ code: 'WX' }, { code: 'CA', rolledUp: { targets: 6, clues: 1 } }],
    });
    const { body: page } = await get<{ events: { version: number; position: number }[] }>(
      `${caseOf(organization)}/events`,
    );
    for (const { version, position } of body.reports)
      expect(page.events[version - 1]).toMatchObject({ type: 'FiguresReported', position });
    expect(body.reports).toHaveLength(2);
  });

  test('of a day count nothing that had not ended, today by the clock of the installation', async () => {
    expect((await figures('')).body).toMatchObject({ on: '2021-05-10', rolledUp: {}, reports: [] });
  });

  test.each<[Role, number | null]>([
    ['officeDirector', 1],
    ['historyAuditor', 1],
    ['guidanceObserver', null],
    ['dailySupervisor', null],
  ])('show the one clue of a county to %s as %p', async (role, shown) => {
    const { body } = await figures('?code=CA&on=2026-04-10', role);
    expect(body).toMatchObject({ own: { clues: shown }, rolledUp: { clues: shown } });
  });

  test('are not found elsewhere by whoever may not see small ones', async () => {
    const { body } = await get<{ state: unknown }>(caseOf(organization), 'guidanceObserver');
    expect(body.state).toBeNull();
    const { body: page } = await get<{ events: { data: unknown }[] }>(
      `${caseOf(organization)}/events`,
      'guidanceObserver',
    );
    expect(page.events.filter(({ data }) => data !== null)).toEqual([]);
  });

  test('of nobody in the tree are none, and the answer names who stands there', async () => {
    const { status, body } = await figures('?code=XX');
    expect([status, body.code]).toEqual([404, 'organization-unknown']);
    expect(body.exists).toEqual(['HB', 'HD', 'WX', 'CA']);
    expect((await figures('?code=nobody')).status).toBe(400);
    expect((await figures('?on=2026-02-30')).status).toBe(400);
  });

  test('are not there for a post that does not reach the organization', async () => {
    expect((await figures('', 'targetLiaison', 'unit:W-T1')).status).toBe(404);
    expect((await figures('', 'systemOperator')).status).toBe(404);
  });
});

describe('published lists', () => {
  interface Lists {
    readonly lists: readonly { version: number; inForce: boolean; leaves: string[] }[];
  }
  test('are read by whoever fills in a form, every version with its leaves', async () => {
    const url = '/api/lists?kind=taxonomy&on=2026-05-01';
    const { status, body } = await get<Lists>(url, 'groupMember', 'group:XC-10-12/1');
    expect(status).toBe(200);
    expect(body.lists.map(({ version, inForce }) => [version, inForce])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(body.lists[0]?.leaves).toHaveLength(30);
  });

  test('of a kind nobody published are none, and a kind is one of those there are', async () => {
    expect((await get<Lists>('/api/lists?kind=pledgeTexts')).body.lists).toEqual([]);
    expect((await get<Lists>('/api/lists')).body.lists).toHaveLength(2);
    expect((await get('/api/lists?kind=coffee')).status).toBe(400);
  });
});

describe('an observer of the level above', () => {
  test.each([
    ['a round', () => caseOf(ROUND), { process: 'inspection-round', state: expect.anything() }],
    ['a target', () => caseOf(HOSPITAL), { process: 'target-inspection' }],
    ['statistics', () => '/api/statistics/term', { report: 'term' }],
    ['coverage', () => `/api/term-plan/${uuid(1)}/coverage`, { coverage: { total: 2 } }],
    ['figures', () => `${caseOf(organization)}/figures`, { code: 'HD', level: 'city' }],
  ])('reads %s', async (_what, url, expected) => {
    const { status, body } = await get<object>(url(), 'guidanceObserver');
    expect(status).toBe(200);
    expect(body).toMatchObject(expected);
  });

  test('is refused every command but visits and what everybody may', async () => {
    const { paths } = (await api.app.inject({ url: '/openapi.json' })).json<{
      paths: Record<string, { post?: { 'x-access': Role[] } }>;
    }>();
    const commands = Object.entries(paths).flatMap(([path, { post }]) =>
      post && path.includes('/commands/') ? [{ path, access: post['x-access'] }] : [],
    );
    const isForAll = (access: readonly Role[]) =>
      PERSON_ROLES.every((role) => access.includes(role));
    const { authorization } = await api.as('guidanceObserver');
    const taken: string[] = [];
    for (const { path, access } of commands) {
      if (isForAll(access)) continue;
      const url = path.replace(/\{\w+\}/g, uuid(1));
      const headers = { authorization, 'idempotency-key': uuid(2) };
      const answer = await api.app.inject({ method: 'POST', url, headers, payload: {} });
      if (answer.statusCode !== 403) taken.push(path.replace(/^.*\//, ''));
    }
    expect(commands.length).toBeGreaterThan(100);
    expect(taken).toEqual(['RecordGuidanceVisit']);
  });
});
