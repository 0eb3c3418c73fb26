import { expect, test } from '@jest/globals';
import { dayText, firedText } from '../../../cli/fired-text.js';
import type { Fired } from '../../../cli/rehearsal.js';

function fired(type: string, data: object): Fired {
  const actor = { id: 'clock', posts: [] };
  const place = { position: 7, stream: 'inspection-round-1', version: 3, commandId: '', n: 1 };
  const at = '2026-12-11T01:00:00.000Z';
  const event = { ...place, type, schemaVersion: 1, at, now: at, actor, cause: null, request: '' };
  return { number: 'XC-10-12', at, event: { ...event, data } };
}

const reminder = {
  rule: 'round-approval',
  rung: 'due',
  dueOn: '2026-12-11',
  to: [
    { role: 'officeDirector', scope: 'all' },
    { role: 'officeStaff', scope: 'all' },
  ],
};

test('a reminder says number, rule, rung, due day with weekday, and who is told', () => {
  expect(firedText(fired('ReminderIssued', reminder))).toBe(
    '⏰ 提醒 XC-10-12 round-approval due（到期 2026-12-11 周五） → officeDirector, officeStaff',
  );
});

test('a rule with a title is called by it', () => {
  const titles = new Map([['round-approval', '巡察方案报批']]);
  expect(firedText(fired('EscalationRaised', reminder), titles)).toContain(
    '升级 XC-10-12 巡察方案报批 due',
  );
});

test('a missed day has no rung and tells nobody by itself', () => {
  const missed = { rule: 'round-approval', dueOn: '2026-12-11' };
  expect(firedText(fired('DeadlineMissed', missed))).toBe(
    '⏰ 逾期 XC-10-12 round-approval（到期 2026-12-11 周五）',
  );
});

test('an event without words of its own keeps its name', () => {
  expect(firedText(fired('SomethingElse', {}))).toBe('⏰ SomethingElse XC-10-12 ');
});

test.each([
  ['2021-05-22', '周六'],
  ['2021-05-23', '周日'],
  ['2024-02-29', '周四'],
])('%s is a %s', (date, day) => {
  expect(dayText(date)).toBe(`${date} ${day}`);
});
