import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  shippedNotices,
  type NoticeCalendar,
} from '../../../domain/organization/notice-calendar.js';
import { countyDefault } from '../../../domain/policy/county-default.js';
import type { PolicyPack } from '../../../domain/shared/policy.js';
import type { Role } from '../../../domain/shared/roles.js';
import { head } from '../../../event-store/read.js';
import { organizationStream } from '../../../rule-book/index.js';
import { buildViews, seedRound, testApi, type TestApi } from '../../support/api.js';
import { calendar2027, ownPack } from '../../support/organization-story.js';

let api: TestApi;
let round: { id: string; stream: string };
let organization: string;

const db = () => api.deps.database.db;

beforeAll(async () => {
  api = await testApi();
  round = await seedRound(api);
  organization = await organizationStream(db());
});
afterAll(() => api.close());

const get = async (url: string, role: Role = 'officeStaff', scope = 'all') => {
  const { authorization } = await api.as(role, scope);
  return api.app.inject({ url, headers: { authorization } });
};
const post = async (url: string, payload: object, role: Role = 'officeDirector', scope = 'all') => {
  const { authorization } = await api.as(role, scope);
  return api.app.inject({ method: 'POST', url, headers: { authorization }, payload });
};
const decide = (type: string, data: object, by: Role) =>
  api.decide(organization, { type, data, by, now: '2026-03-02T02:00:00.000Z' });

/** The county pack with other limits for the approval of a round, in working days. */
const approvalWithin = (amount: number, changes: Partial<PolicyPack> = {}): PolicyPack => ({
  ...ownPack(changes),
  rules: countyDefault.rules.map((row) =>
    row.rule === 'round-approval'
      ? { ...row, limit: { amount, unit: 'workingDay', roll: 'nextWorkingDay' } }
      : row,
  ),
});
/** Tuesday 2021-05-11 is a rest day after all. */
const flood: NoticeCalendar = {
  ...shippedNotices,
  calendar: 'cn-flood',
  years: {
    ...shippedNotices.years,
    '2021': {
      rest: [...(shippedNotices.years['2021']?.rest ?? []), ['2021-05-11', '2021-05-11', '防汛']],
      work: shippedNotices.years['2021']?.work ?? [],
    },
  },
};

describe('the overview', () => {
  test('of a new installation shows what ships', async () => {
    const answer = await get('/api/rules', 'targetLiaison', 'unit:W-T1');
    expect(answer.json()).toEqual({
      organization: { stream: organization, name: '', status: 'none' },
      packs: [
        {
          pack: 'county-default',
          version: 1,
          title: '县级默认规则包',
          effectiveFrom: '2018-01-01',
          shipped: true,
        },
        {
          pack: '2015-text',
          version: 1,
          title: '2015 年条例文本规则包',
          effectiveFrom: '2015-08-03',
          shipped: true,
        },
      ],
      calendars: [],
      calendar: 'cn-notices-2026',
      missingYear: 2027,
    });
  });

  test('shows at once what was published', async () => {
    await decide('OpenOrganization', { name: '某县委巡察办' }, 'process');
    await decide('PublishPolicyPack', { pack: approvalWithin(5) }, 'officeDirector');
    await decide('PublishCalendar', { calendar: calendar2027 }, 'officeStaff');
    const answer = await get('/api/rules');
    expect(answer.json()).toMatchObject({
      organization: { name: '某县委巡察办', status: 'open' },
      packs: [{ shipped: true }, { shipped: true }, { pack: 'own', version: 1, shipped: false }],
      calendars: ['cn-notices-2027'],
      calendar: 'cn-notices-2027',
      missingYear: 2028,
    });
  });
});

describe('a pack', () => {
  test('is read as it was published', async () => {
    const own = await get('/api/rules/packs/own/1');
    expect(own.json()).toEqual(approvalWithin(5));
    const shipped = await get('/api/rules/packs/county-default/1', 'targetPrincipal', 'unit:W-T1');
    expect(shipped.json()).toEqual(countyDefault);
  });

  test('that nobody published is not found, and a version is a number', async () => {
    for (const path of ['own/2', 'county-default/2', 'constructor/1'])
      expect((await get(`/api/rules/packs/${path}`)).json()).toMatchObject({
        status: 404,
        code: 'not-published',
      });
    for (const version of ['0', 'x', '1.5'])
      expect((await get(`/api/rules/packs/own/${version}`)).json()).toMatchObject({
        status: 400,
        errors: [{ path: 'version' }],
      });
  });
});

describe('reading what other rules would do', () => {
  beforeAll(() => buildViews(api));

  test('lists the dates a calendar would move, and writes nothing', async () => {
    const { position } = await head(db());
    const later = {
      ...flood,
      years: { ...flood.years, ...calendar2027.years, '2021': flood.years['2021'] },
    };
    const answer = await post('/api/rules/calendar-preview', { calendar: later });
    expect(answer.statusCode).toBe(200);
    const { moves, calendar } = answer.json<{ moves: object[]; calendar: string }>();
    expect(calendar).toBe('cn-flood');
    expect(moves).toEqual([
      {
        stream: round.stream,
        number: 'XC-10-12',
        unit: null,
        title: '巡察方案报批',
        deadline: 'round-approval',
        fromDueOn: '2021-05-14',
        dueOn: '2021-05-17',
        fromCalendar: 'cn-notices-2026',
        calendarVersion: 'cn-flood',
        estimated: false,
        rungsMoved: 4,
      },
    ]);
    expect((await head(db())).position).toBe(position);
    const { calendars } = (await get('/api/rules')).json<{ calendars: string[] }>();
    expect(calendars).toEqual(['cn-notices-2027']);
  });

  test('takes a published calendar by its name', async () => {
    for (const calendar of ['cn-notices-2027', 'cn-notices-2026'])
      expect((await post('/api/rules/calendar-preview', { calendar })).json()).toEqual({
        calendar,
        moves: [],
      });
    for (const calendar of ['cn-none', 'constructor'])
      expect((await post('/api/rules/calendar-preview', { calendar })).json()).toMatchObject({
        status: 404,
        code: 'not-published',
      });
  });

  test('refuses a calendar that could not be published, naming the day', async () => {
    const answer = await post('/api/rules/calendar-preview', { calendar: flood });
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ path: 'calendar' }] });
    expect(answer.body).toContain('2027');
    const typo = {
      ...calendar2027,
      years: { ...calendar2027.years, '21': { rest: [], work: [] } },
    };
    expect((await post('/api/rules/calendar-preview', { calendar: typo })).statusCode).toBe(400);
  });

  const spring = { from: '2021-04-01', to: '2021-06-30' };
  interface Compared {
    deadlines: number;
    late: number;
    otherLate: number;
    changed: Record<string, unknown>[];
  }

  test('says who would have been late under another pack, and writes nothing', async () => {
    const { position } = await head(db());
    for (const pack of [{ pack: 'own', version: 1 }, approvalWithin(5, { pack: 'draft' })]) {
      const answer = await post('/api/rules/what-if', { ...spring, pack });
      expect(answer.json<Compared>()).toEqual({
        deadlines: 1,
        late: 0,
        otherLate: 1,
        changed: [
          {
            stream: round.stream,
            number: 'XC-10-12',
            unit: null,
            title: '巡察方案报批',
            deadline: 'round-approval',
            metOn: null,
            dueOn: '2021-05-14',
            late: false,
            otherDueOn: '2021-05-08',
            otherLate: true,
            estimated: false,
          },
        ],
      });
    }
    expect((await head(db())).position).toBe(position);
  });

  test('compares under a calendar, and finds nothing changed under the same rules', async () => {
    const later = { ...flood, years: { ...calendar2027.years, '2021': flood.years['2021'] } };
    const moved = await post('/api/rules/what-if', { ...spring, calendar: later });
    expect(moved.json()).toMatchObject({ deadlines: 1, changed: [{ otherDueOn: '2021-05-17' }] });
    const same = { deadlines: 1, late: 0, otherLate: 0, changed: [] };
    expect((await post('/api/rules/what-if', spring)).json()).toEqual(same);
    const named = { ...spring, calendar: 'cn-notices-2027' };
    expect((await post('/api/rules/what-if', named)).json()).toEqual(same);
    const before = { from: '2020-01-01', to: '2020-12-31' };
    expect((await post('/api/rules/what-if', before)).json()).toMatchObject({ deadlines: 0 });
  });

  test.each<[string, object, string]>([
    ['a period that ends before it begins', { from: '2021-06-30', to: '2021-04-01' }, 'to'],
    ['a day that does not exist', { from: '2021-02-30', to: '2021-04-01' }, 'from'],
    [
      'a pack without a rule of the product',
      { ...spring, pack: ownPack({ rules: countyDefault.rules.slice(1) }) },
      'pack',
    ],
    ['a calendar that could not be', { ...spring, calendar: flood }, 'calendar'],
    ['another field', { ...spring, colour: 'red' }, 'colour'],
  ])('refuses %s', async (_what, body, path) => {
    const answer = await post('/api/rules/what-if', body);
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ path }] });
  });

  test('knows no pack and no calendar that nobody published', async () => {
    for (const other of [{ pack: { pack: 'own', version: 7 } }, { calendar: 'constructor' }])
      expect((await post('/api/rules/what-if', { ...spring, ...other })).json()).toMatchObject({
        status: 404,
        code: 'not-published',
      });
  });

  test('is closed to the inspected side and to the groups', async () => {
    for (const [role, scope] of [
      ['targetPrincipal', 'unit:W-T1'],
      ['targetLiaison', 'unit:W-T1'],
      ['groupHead', 'group:XC-10-12/1'],
    ] as const) {
      const preview = { calendar: 'cn-notices-2027' };
      for (const [path, body] of [
        ['calendar-preview', preview],
        ['what-if', spring],
      ] as const)
        expect((await post(`/api/rules/${path}`, body, role, scope)).json()).toMatchObject({
          status: 403,
          code: 'forbidden',
        });
    }
  });
});
