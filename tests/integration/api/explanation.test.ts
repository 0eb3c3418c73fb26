import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Role } from '../../../domain/shared/roles.js';
import { seedRound, testApi, type TestApi } from '../../support/api.js';
import { appendStory, appenderOf } from '../../support/projecting.js';
import { storyEvents } from '../../support/stored-events.js';
import { storyOf } from '../../support/target-story.js';

let api: TestApi;
let round: { id: string; stream: string };
const target = randomUUID();

beforeAll(async () => {
  api = await testApi();
  round = await seedRound(api);
  const events = storyEvents(`target-inspection-${target}`, storyOf().fedBack);
  await appendStory(appenderOf(api.database), events);
});
afterAll(() => api.close());

const get = async (url: string, role: Role = 'officeStaff', scope = 'all') => {
  const { authorization } = await api.as(role, scope);
  return api.app.inject({ url, headers: { authorization } });
};
const explain = (path: string, role?: Role, scope?: string) => {
  const [process = '', id = '', deadline = ''] = path.split('/');
  return get(`/api/${process}/${id}/deadlines/${deadline}/explanation`, role, scope);
};
const change = (type: string, data: object, now: string) =>
  api.decide(round.stream, {
    type,
    data: { deadline: 'round-approval', ...data },
    by: 'officeDirector',
    now,
  });

interface Body {
  chapters: { what: string; actor: string; steps: { on: string }[]; shifts: unknown[] }[];
  rungs: { key: string; state: string }[];
  anchor: { link: string };
  dueOn: string;
}

describe('a deadline explained', () => {
  test('says rule, versions, anchor and each day of the count', async () => {
    const answer = await explain(`inspection-round/${round.id}/round-approval`);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      stream: round.stream,
      number: 'XC-10-12',
      deadline: 'round-approval',
      rule: { rule: 'round-approval', title: '巡察方案报批', basis: 'B.1', tag: 'P' },
      pack: { pack: 'county-default', version: 1 },
      anchor: { event: 'RoundProposed', on: '2021-04-28', version: 1 },
      status: 'running',
      dueOn: '2021-05-14',
      estimated: false,
    });
    const { chapters, rungs } = answer.json<Body>();
    const [counted] = chapters;
    expect(counted).toMatchObject({ what: 'counted', actor: 'officeStaff' });
    // Seventeen days from the anchor to the due day, which stands there as the last counted and as the end.
    expect(counted?.steps).toHaveLength(18);
    expect(counted?.steps[0]).toMatchObject({ on: '2021-04-28', what: 'anchor' });
    expect(counted?.steps).toContainEqual(
      expect.objectContaining({ on: '2021-05-08', what: 'counted', count: 5, reason: '调休上班' }),
    );
    expect(rungs.map(({ key, state }) => `${state} ${key}`)).toEqual([
      'coming yellow',
      'coming due',
      'coming missed',
      'coming red-3',
      'coming red-7',
    ]);
  });

  test('links to the event it was counted from', async () => {
    const { anchor } = (await explain(`inspection-round/${round.id}/round-approval`)).json<Body>();
    const page = await get(anchor.link);
    expect(page.json()).toMatchObject({ events: [{ version: 1, type: 'RoundProposed' }] });
  });

  test('holds a hundred changes', async () => {
    const day = '2021-05-06';
    for (let turn = 0; turn < 50; turn += 1) {
      const now = `${day}T0${Math.floor(turn / 10)}:${10 + (turn % 10)}:00.000Z`;
      await change('PauseDeadline', { pausedOn: day, reason: `第 ${turn + 1} 次` }, now);
      await change('ResumeDeadline', { resumedOn: day }, now);
    }
    const { chapters, dueOn } = (
      await explain(`inspection-round/${round.id}/round-approval`)
    ).json<Body>();
    expect(chapters).toHaveLength(101);
    expect(chapters.at(-1)).toMatchObject({ what: 'resumed', on: day });
    expect(chapters.at(-1)?.shifts).toHaveLength(50);
    expect(dueOn).toBe('2021-05-14');
  });
});

describe('whoever may not know', () => {
  test.each([
    ['a case of another unit', 'targetLiaison', 'unit:W-T9', 'rectification-plan'],
    ['a deadline that is none', 'officeStaff', 'all', 'coffee'],
    ['a name of the language', 'officeStaff', 'all', 'constructor'],
    ['an operator', 'systemOperator', 'all', 'rectification-plan'],
    [
      'the inspected side, of the office’s own limit',
      'targetLiaison',
      'unit:W-T1',
      'office-review',
    ],
  ] as const)('finds nothing: %s', async (_who, role, scope, deadline) => {
    const answer = await explain(`target-inspection/${target}/${deadline}`, role, scope);
    expect(answer.json()).toMatchObject({ status: 404, code: 'not-found' });
  });

  test('finds no case that does not exist, and is told when an id is none', async () => {
    const never = await explain(`target-inspection/${randomUUID()}/claim`);
    expect(never.json()).toMatchObject({ status: 404, code: 'not-found' });
    const wrong = await explain('target-inspection/12/claim');
    expect(wrong.json()).toMatchObject({ status: 400, errors: [{ path: 'id' }] });
  });
});

test('the inspected side sees the days of its own limits, not who inside the office acted', async () => {
  const path = `target-inspection/${target}/rectification-plan`;
  const own = await explain(path, 'targetLiaison', 'unit:W-T1');
  expect(own.statusCode).toBe(200);
  const { chapters, ...rest } = own.json<Body>();
  expect(rest).toMatchObject({ anchor: { event: 'FeedbackReceived', on: '2021-08-05' } });
  expect(chapters.length).toBeGreaterThan(0);
  for (const { actor } of chapters) expect(actor).toBe('hidden');
  for (const { steps } of chapters) expect(steps.length).toBeGreaterThan(2);
  const inside = (await explain(path)).json<Body>();
  for (const { actor } of inside.chapters) expect(actor).not.toBe('hidden');
  // The same case's limits of the office are there for the office alone.
  expect((await explain(`target-inspection/${target}/office-review`)).statusCode).toBe(200);
});
