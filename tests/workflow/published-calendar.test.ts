import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { shippedNotices, type NoticeCalendar } from '../../domain/organization/notice-calendar.js';
import { firstMissingYear } from '../../domain/organization/state.js';
import { organizationStream } from '../../rule-book/index.js';
import { eventually } from '../support/process.js';
import { message, proposedRound, runsOf, type CaseRuns } from '../support/runs.js';
import { startTestStack, type TestStack } from '../support/stack.js';

const NAME = 'cn-notices-test';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

interface Counted {
  readonly dueOn: string;
  readonly calendarVersion: string;
}

async function dataOf<T>(runs: CaseRuns, type: string): Promise<T> {
  const found = (await runs.events()).find((event) => event.type === type);
  if (!found) throw new Error(`no ${type} in ${runs.stream}`);
  return found.data as T;
}

/** The shipped notices, every year up to the day's, and that day a rest day. */
function withRestOn(day: string): NoticeCalendar {
  const last = Number(day.slice(0, 4));
  const empty: Record<string, NoticeCalendar['years'][string]> = {};
  for (let year = firstMissingYear(shippedNotices); year <= last; year += 1)
    empty[String(year)] = { rest: [], work: [] };
  const known: NoticeCalendar['years'] = { ...shippedNotices.years, ...empty };
  const { rest = [], work = [] } = known[String(last)] ?? {};
  const changed = {
    rest: [...rest, [day, day, '演练放假'] as const],
    work: work.filter((date) => date !== day),
  };
  const years = { ...known, [String(last)]: changed };
  return { calendar: NAME, title: '演练', years };
}

test('a published calendar counts for new deadlines; a running one moves once somebody signs', async () => {
  const organization = runsOf(stack, await organizationStream(stack.database.admin.db));
  await organization.accept(message('OpenOrganization', { name: '县委巡察办' }));
  const running = await proposedRound(stack);
  const before = await dataOf<Counted>(running, 'DeadlineSet');
  expect(before.calendarVersion).toBe(shippedNotices.calendar);

  const calendar = withRestOn(before.dueOn);
  await organization.accept(message('PublishCalendar', { calendar }));
  // A version in force is known everywhere within a second.
  await sleep(1_100);
  const later = await proposedRound(stack);
  const counted = await dataOf<Counted>(later, 'DeadlineSet');
  expect(counted.calendarVersion).toBe(NAME);
  expect(counted.dueOn > before.dueOn).toBe(true);
  expect(await running.types()).not.toContain('DeadlineRecalculated');

  const toMove = async () => {
    const path = '/api/rules/calendar-preview';
    const { body } = await stack.send('officeDirector', path, { calendar: NAME });
    return [...new Set((body['moves'] as { stream: string }[]).map(({ stream }) => stream))];
  };
  await eventually('the running round in the preview', async () =>
    (await toMove()).includes(running.stream),
  );
  // The organization's own to-do may be among them.
  const signed = { calendar: NAME, cases: await toMove() };
  await organization.accept(message('ApplyCalendar', signed));
  await eventually('the recalculation', async () =>
    (await running.types()).includes('DeadlineRecalculated'),
  );
  expect(await dataOf(running, 'DeadlineRecalculated')).toMatchObject({
    fromDueOn: before.dueOn,
    dueOn: counted.dueOn,
    fromCalendar: shippedNotices.calendar,
    calendarVersion: NAME,
  });
  await eventually('the run waits for moments of the moved day', async () => {
    const { control } = await running.status();
    const days = control?.due.map(({ data }) => (data as Counted).dueOn) ?? [];
    return days.length > 0 && days.every((day) => day === counted.dueOn);
  });

  // Nothing is left to move, and signing again changes nothing.
  await organization.accept(message('ApplyCalendar', signed));
  await eventually('an empty preview', async () => (await toMove()).length === 0);
  const moved = (await running.types()).filter((type) => type === 'DeadlineRecalculated');
  expect(moved).toHaveLength(1);
});
