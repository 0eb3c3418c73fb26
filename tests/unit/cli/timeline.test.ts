import { expect, test } from '@jest/globals';
import { readTimeline, timelineLines } from '../../../cli/timeline.js';
import { explainDeadline } from '../../../domain/clock/explanation.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import type { RecordedEvent } from '../../../domain/process.js';
import type { Instant } from '../../../domain/shared/instant.js';
import type { Row, Theater } from '../../../scenarios/scenario.js';

const UUIDS = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const PACK = { pack: 'county-default', version: 1 };
const OFFICE = [{ role: 'officeDirector', scope: 'all' }];

function recorded(version: number, now: string, type: string, data: object): RecordedEvent {
  return { version, now: now as Instant, type, data, actor: { id: 'clock' } };
}

/** A proposal of Thursday, 6 May 2021 that nobody decides on: ten working days, one of them a worked Saturday. */
const STORY: readonly RecordedEvent[] = [
  recorded(1, '2021-05-06T02:00:00.000Z', 'RoundProposed', { pack: PACK }),
  recorded(2, '2021-05-06T02:00:00.000Z', 'DeadlineSet', {
    deadline: 'round-approval',
    rule: 'round-approval',
    anchorEvent: 'RoundProposed',
    anchorOn: '2021-05-06',
    originalDueOn: '2021-05-19',
    dueOn: '2021-05-19',
    stated: false,
    estimated: false,
    ladder: 'R',
    owner: 'officeDirector',
    pack: PACK,
    calendarVersion: 'cn-notices-2026',
  }),
  claim(3, '2021-05-12T01:00:00.000Z', 'ReminderIssued', 'yellow'),
  claim(4, '2021-05-19T01:00:00.000Z', 'ReminderIssued', 'due'),
  recorded(5, '2021-05-19T16:00:00.000Z', 'DeadlineMissed', {
    deadline: 'round-approval',
    rule: 'round-approval',
    dueOn: '2021-05-19',
  }),
  claim(6, '2021-05-24T01:00:00.000Z', 'EscalationRaised', 'red-3'),
];

function claim(version: number, now: string, type: string, rung: string): RecordedEvent {
  const deadline = 'round-approval';
  const what = { deadline, rule: deadline, rung, dueOn: '2021-05-19', lamp: 'yellow' };
  return recorded(version, now, type, { ...what, to: OFFICE, paper: 'memo' });
}

/** Cases as the API would show them, and nothing that could be changed. */
function theaterOf(stories: ReadonlyMap<string, readonly RecordedEvent[]>): Theater {
  const eventsOf = (id: string) => stories.get(id) ?? [];
  const refused = () => Promise.reject(new Error('a timeline only reads'));
  const cases = [...stories.keys()].map((id, index): Row => {
    const stream = `inspection-round-${id}`;
    return { stream, number: `XC-${index + 1}`, round: stream };
  });
  const organization = { stream: `organization-${UUIDS[0] ?? ''}`, number: '', round: null };
  return {
    send: refused,
    attempt: refused,
    rows: () => Promise.resolve([...cases, organization]),
    case: refused,
    explanation: ({ id }, deadline) =>
      Promise.resolve({ ...explainDeadline(eventsOf(id), deadline, shippedBook) }),
    events: ({ process, id }) =>
      Promise.resolve(eventsOf(id).map((event) => ({ ...event, stream: `${process}-${id}` }))),
    until: refused,
    advanceTo: refused,
    coverage: refused,
    figures: refused,
    factsBehind: refused,
    importFiles: refused,
    tell: () => undefined,
  };
}

const LAID = { title: '一轮', sourceOn: '2021-05-06', offsetDays: 0 };

async function linesOf(ids: readonly string[]): Promise<readonly string[]> {
  const theater = theaterOf(new Map(ids.map((id) => [id, STORY])));
  return timelineLines(await readTimeline(theater), LAID);
}

test('every claim is a line: day, weekday, hour, number, rule, rung, receivers, due day', async () => {
  const lines = (await linesOf(UUIDS.slice(0, 1))).filter((line) => /^\d/.test(line));
  expect(lines).toEqual([
    '2021-05-12 周三 09:00  提醒  XC-1  巡察方案报批 (round-approval)  yellow  → officeDirector  到期 2021-05-19 周三',
    '2021-05-19 周三 09:00  提醒  XC-1  巡察方案报批 (round-approval)  due  → officeDirector  到期 2021-05-19 周三',
    '2021-05-20 周四 00:00  逾期  XC-1  巡察方案报批 (round-approval)  到期 2021-05-19 周三',
    '2021-05-24 周一 09:00  升级  XC-1  巡察方案报批 (round-approval)  red-3  → officeDirector  到期 2021-05-19 周三',
  ]);
});

test('each deadline is explained once, day by day, where it first comes up', async () => {
  const lines = await linesOf(UUIDS);
  const headings = lines.filter((line) => line.startsWith('    巡察方案报批：2021-05-19'));
  expect(headings).toHaveLength(2);
  const first = lines.findIndex((line) => line.includes('XC-1'));
  expect(lines[first + 1]).toContain('巡察方案报批：2021-05-19');
  // The make-up Saturday counts, the Sunday after it does not.
  expect(lines.filter((line) => line.includes('2021-05-08 周六  第 2 天'))).toHaveLength(2);
  expect(lines.filter((line) => line.includes('2021-05-09 周日  不计'))).toHaveLength(2);
});

test('cases are mixed in order of time, and counted at the end', async () => {
  const lines = await linesOf(UUIDS);
  const moments = lines.filter((line) => /^\d/.test(line)).map((line) => line.slice(0, 10));
  expect(moments).toEqual([...moments].sort());
  expect(lines.at(-1)).toBe('合计 提醒 4，升级 2，逾期 2；涉及期限 2 个');
});

test('the top says on which days the play is laid', () => {
  const empty = { entries: [], explanations: new Map() };
  const [, laid] = timelineLines(empty, { ...LAID, sourceOn: '2021-05-20', offsetDays: 2 });
  expect(laid).toContain('2021-05-20 周四 落在 2021-05-22 周六');
});
