import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Role } from '../../../domain/shared/roles.js';
import { head } from '../../../event-store/read.js';
import type { StoredEvent } from '../../../event-store/event.js';
import { valueOf, type Scope } from '../../../projections/statistic-facts/evaluation.js';
import { allReports } from '../../../projections/statistic-facts/figures.js';
import { statisticFacts, type FactRow } from '../../../projections/statistic-facts/projection.js';
import { valuesOf } from '../../../projections/statistic-facts/queries.js';
import { buildViews, testApi, type TestApi } from '../../support/api.js';
import { uuid } from '../../support/given.js';
import { appendStory, appenderOf } from '../../support/projecting.js';
import { ROUND, statisticsLog, TERM } from '../../support/statistics-log.js';
import { rowsAfter } from '../../support/stored-events.js';

interface FigureAnswer {
  readonly figure: string;
  readonly value: number | null;
  readonly difference: number | null;
  readonly lastPrinted: { readonly position: number; readonly value: number | null } | null;
}
interface ReportAnswer {
  readonly subject: string;
  readonly position: number;
  readonly on: string;
  readonly lastPrinted: { readonly position: number } | null;
  readonly figures: readonly FigureAnswer[];
}
interface FactPage {
  readonly facts: readonly {
    readonly amount: number;
    readonly stream: string;
    readonly version: number;
    readonly position: number;
    readonly type: string;
  }[];
  readonly next: string | null;
}

let api: TestApi;
let log: readonly StoredEvent[];
let facts: readonly FactRow[];

const db = () => api.deps.database.db;
const term = encodeURIComponent(TERM);

async function get<T>(url: string, role: Role = 'officeStaff') {
  const { authorization } = await api.as(role);
  const answer = await api.app.inject({
    url: `/api/statistics/${url}`,
    headers: { authorization },
  });
  return { status: answer.statusCode, body: answer.json<T>() };
}
const report = async (url: string, role?: Role) => (await get<ReportAnswer>(url, role)).body;
const figureOf = ({ figures }: ReportAnswer, name: string) =>
  figures.find(({ figure }) => figure === name)!;

beforeAll(async () => {
  api = await testApi();
  log = statisticsLog();
  const rows = rowsAfter(statisticFacts, log);
  facts = [...rows.values()] as unknown as readonly FactRow[];
  await appendStory(appenderOf(api.database), log);
  await buildViews(api);
});
afterAll(() => api.close());

describe('the database', () => {
  test.each<[string, Partial<Scope>]>([
    ['the whole organization', {}],
    ['a term', { term: TERM }],
    ['a term of known days', { term: TERM, period: { fromOn: '2016-07-01', toOn: '2021-07-31' } }],
    ['a round', { round: ROUND }],
  ])(
    'gives for %s what the fold over the facts gives, as of any position',
    async (_what, scope) => {
      for (let position = 0; position <= log.length; position += 7)
        for (const { figures } of allReports) {
          const asked = { ...scope, position, on: '2021-12-01' };
          const found = await valuesOf(db(), figures, asked);
          for (const figure of figures)
            expect([position, figure.figure, found.get(figure.figure)]).toEqual([
              position,
              figure.figure,
              valueOf(figure, facts, asked),
            ]);
        }
    },
  );
});

describe('a report', () => {
  test('counts up to where the view is, and says so', async () => {
    const answer = await report(`term?term=${term}`);
    expect(answer).toMatchObject({ subject: TERM, position: log.length, on: '2021-05-10' });
    expect(figureOf(answer, 'rounds')).toMatchObject({ value: 1, unit: 'count' });
    expect(figureOf(answer, 'moneyRecovered')).toMatchObject({ value: 1_250_500, atLeast: true });
  });

  test('is the same for ever as of a position, on the day of its event', async () => {
    const dropped = log.find(({ type }) => type === 'FindingDropped')!.position;
    const before = await report(`term?position=${dropped - 1}`);
    expect(before).toMatchObject({ position: dropped - 1, on: '2022-12-30' });
    expect(figureOf(before, 'findings').value).toBe(2);
    expect(figureOf(await report(`term?position=${dropped}`), 'findings').value).toBe(1);
  });

  test('of a round needs the round', async () => {
    expect((await get('round')).status).toBe(400);
    expect(figureOf(await report(`round?round=${ROUND}`), 'targets').value).toBe(2);
  });

  test('is refused beyond the end of the log', async () => {
    const answer = await get<{ code: string }>(`term?position=${log.length + 1000}`);
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid-input']);
  });

  test('is open to the level above, without the numbers of few clues', async () => {
    const inside = figureOf(await report('term'), 'cluesTransferred');
    const outside = figureOf(await report('term', 'guidanceObserver'), 'cluesTransferred');
    expect(inside).toMatchObject({ value: 2, suppressed: false });
    expect(outside).toMatchObject({ value: null, parts: [], suppressed: true });
  });

  test.each<Role>(['groupHead', 'targetPrincipal', 'disciplineReceiver'])(
    'is not for %s',
    async (role) => {
      expect((await get('term', role)).status).toBe(403);
    },
  );
});

describe('the events behind a figure', () => {
  test('add up to it, page by page', async () => {
    for (const { report: name, figures } of allReports) {
      const asked = name === 'round' ? `round=${ROUND}` : `term=${term}`;
      const answer = await report(`${name}?${asked}`);
      for (const { figure, formula } of figures) {
        if (formula.does !== 'sum') continue;
        let sum = 0;
        let cursor = '';
        do {
          const next = cursor === '' ? '' : `&cursor=${cursor}`;
          const url = `${name}/${figure}/events?${asked}&limit=2${next}`;
          const { facts: page, next: following } = (await get<FactPage>(url)).body;
          sum += page.reduce((all, { amount }) => all + amount, 0);
          cursor = following ?? '';
        } while (cursor !== '');
        expect([figure, sum]).toEqual([figure, figureOf(answer, figure).value]);
      }
    }
  });

  test('are events of the log', async () => {
    const { facts: found } = (await get<FactPage>(`term/findings/events`)).body;
    expect(found).toHaveLength(3);
    for (const { stream, version, position, type } of found)
      expect(log[position - 1]).toMatchObject({ stream, version, type });
  });

  test('of what is open are those of the cases it counts', async () => {
    const url = 'stage/open90/events?on=2021-12-01';
    const { facts: found } = (await get<FactPage>(url)).body;
    expect(found.map(({ type }) => type)).toEqual(['ItemApproved']);
  });

  test('of one part are the facts of that part', async () => {
    const url = 'term/cluesTransferred/events?part=organization';
    const { facts: found } = (await get<FactPage>(url)).body;
    expect(found.map(({ amount }) => amount)).toEqual([1]);
  });

  test('are refused for an unknown figure, a foreign cursor, and clues outside the office', async () => {
    const unknown = await get<{ code: string }>('term/nothing/events');
    expect([unknown.status, unknown.body.code]).toEqual([404, 'figure-unknown']);
    expect((await get('term/findings/events?cursor=x')).status).toBe(400);
    expect((await get('term/cluesTransferred/events', 'guidanceObserver')).status).toBe(403);
    expect((await get('term/findings/events', 'guidanceObserver')).status).toBe(200);
  });
});

describe('a term', () => {
  const coverage = async (query = '') => {
    const { authorization } = await api.as('officeStaff');
    const url = `/api/term-plan/${uuid(1)}/coverage${query}`;
    return (await api.app.inject({ url, headers: { authorization } })).json<object>();
  };

  test('names the units nobody has inspected', async () => {
    expect(await coverage('?on=2021-06-01')).toMatchObject({
      term: 'T-10',
      on: '2021-06-01',
      coverage: { covered: 0, total: 2, percentTenths: 0 },
      neverInspected: [{ unit: 'W-T1', name: '院堡镇', category: '乡镇' }, { unit: 'W-V1' }],
      idle: [],
      forecast: null,
    });
  });

  test('knows until when it can still be covered, once the groups are known', async () => {
    expect(
      await coverage('?on=2021-01-01&groups=1&targetsPerGroup=1&fieldworkDays=30'),
    ).toMatchObject({
      forecast: {
        units: [{ unit: 'W-T1', lastSafeStartOn: '2021-05-03' }, { lastSafeStartOn: '2021-07-02' }],
        impossibleFrom: '2021-05',
      },
    });
  });
});

// Last, since it adds to the log.
test('the next report shows the difference to the last print', async () => {
  const stream = `organization-${uuid(1)}`;
  const position = log.find(({ type }) => type === 'FindingDropped')!.position - 1;
  const data = { report: 'term', subject: TERM, position, printedOn: '2026-05-06' };
  const now = '2026-05-06T02:00:00.000Z';
  await api.decide(stream, { type: 'PrintReport', data, by: 'officeStaff', now });
  await buildViews(api);
  const answer = await report(`term?term=${term}`);
  expect(answer.position).toBe((await head(db())).position);
  expect(answer.lastPrinted).toEqual({ position, printedOn: '2026-05-06' });
  expect(figureOf(answer, 'findings')).toMatchObject({
    value: 1,
    lastPrinted: { position, value: 2 },
    difference: -1,
  });
  expect(figureOf(answer, 'rulesEstablished')).toMatchObject({ value: 1, difference: 1 });
  expect((await report(`term?term=${term}&position=${position}`)).lastPrinted).toBeNull();
  expect((await report('term')).lastPrinted).toBeNull();
});
