import { describe, expect, test } from '@jest/globals';
import { meet, start } from '../../../domain/clock/actions.js';
import type { Deadline } from '../../../domain/clock/state.js';
import { whatIf, type OtherRules } from '../../../domain/clock/what-if.js';
import { countyDefault } from '../../../domain/policy/county-default.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import { text2015 } from '../../../domain/policy/text-2015.js';
import { NOTICE_YEARS } from '../../../domain/shared/working-day-notices.js';
import { scenarioOf, type Step } from '../../support/given.js';
import {
  calendarWith,
  claim,
  extendOn,
  go,
  open,
  pack,
  pauseOn,
  resumeOn,
  tickingProcess,
  waiveOn,
} from '../../support/ticking.js';

const report = start('rectification-report', pack, '2021-08-05');
const stated = start('rectification-item', pack, '2021-08-05', { dueOn: '2021-10-23' });
const steps = [report, claim, stated, meet(report.rule, '2021-10-20'), meet('claim', '2021-08-12')];
const process = tickingProcess(steps);

function deadlineAfter(name: string, ...history: readonly Step[]): Deadline {
  const { state } = scenarioOf(process).given(open, ...history);
  const found = state.clock.deadlines[name];
  if (!found) throw new Error(`no deadline ${name}`);
  return found;
}
const compared = (found: Deadline, other: OtherRules, today = '2021-10-15') =>
  whatIf(found, other, shippedBook, today);

const flood = calendarWith('cn-flood', {
  '2021': {
    rest: [...(NOTICE_YEARS['2021']?.rest ?? []), ['2021-08-11', '2021-08-11', '防汛']],
    work: NOTICE_YEARS['2021']?.work ?? [],
  },
});

describe('under another pack', () => {
  test('a report in time by three months would have been late by two', () => {
    expect(
      compared(deadlineAfter(report.rule, go(0), go(3, '2021-10-20')), { pack: text2015 }),
    ).toEqual({
      dueOn: '2021-11-05',
      late: false,
      // 10-05 lies in National Day, so the two months end on 10-08.
      otherDueOn: '2021-10-08',
      otherLate: true,
      estimated: false,
    });
  });

  test('what is still owed is late once its day has passed', () => {
    const owed = deadlineAfter(report.rule, go(0));
    expect(compared(owed, { pack: text2015 }, '2021-10-08')).toMatchObject({ otherLate: false });
    expect(compared(owed, { pack: text2015 }, '2021-10-09')).toMatchObject({
      late: false,
      otherLate: true,
    });
  });

  test('pauses are facts and stay; while one is open nothing becomes late', () => {
    const paused = [go(0), pauseOn('2021-08-09', { deadline: report.rule })];
    const resumed = [...paused, resumeOn('2021-08-19', { deadline: report.rule })];
    expect(compared(deadlineAfter(report.rule, ...resumed), { pack: text2015 })).toMatchObject({
      dueOn: '2021-11-15',
      otherDueOn: '2021-10-18',
    });
    expect(
      compared(deadlineAfter(report.rule, ...paused), { pack: text2015 }, '2021-12-30'),
    ).toMatchObject({
      late: false,
      otherLate: false,
    });
  });

  test('a pause that began after the other day had ended does not save it', () => {
    const paused = [go(0), pauseOn('2021-10-20', { deadline: report.rule })];
    expect(
      compared(deadlineAfter(report.rule, ...paused), { pack: text2015 }, '2021-12-30'),
    ).toMatchObject({
      late: false,
      otherLate: true,
    });
  });

  test('stated and granted days are untouched', () => {
    expect(compared(deadlineAfter(stated.rule, go(2)), { pack: text2015 })).toMatchObject({
      dueOn: '2021-10-23',
      otherDueOn: '2021-10-23',
    });
    expect(
      compared(deadlineAfter('claim', go(1), extendOn('2021-08-10')), { pack: text2015 }),
    ).toMatchObject({
      dueOn: '2021-08-20',
      otherDueOn: '2021-08-20',
    });
  });

  test('a rule that it leaves to each case has no other day', () => {
    const rules = countyDefault.rules.map((row) =>
      row.rule === 'claim' ? { ...row, limit: null } : row,
    );
    expect(compared(deadlineAfter('claim', go(1)), { pack: { ...countyDefault, rules } })).toEqual({
      dueOn: '2021-08-12',
      late: true,
      otherDueOn: null,
      otherLate: false,
      estimated: false,
    });
  });

  test('a rule that it does not have cannot be compared', () => {
    const { rules } = countyDefault;
    const without = { ...countyDefault, rules: rules.filter(({ rule }) => rule !== 'claim') };
    expect(() => compared(deadlineAfter('claim', go(1)), { pack: without })).toThrow(RangeError);
  });
});

describe('under another calendar', () => {
  test('a limit of working days moves, and who was in time stays in time', () => {
    const met = deadlineAfter('claim', go(1), go(4, '2021-08-12'));
    expect(compared(met, { calendar: flood })).toEqual({
      dueOn: '2021-08-12',
      late: false,
      otherDueOn: '2021-08-13',
      otherLate: false,
      estimated: false,
    });
  });

  test('both may be others at once, and none at all changes nothing', () => {
    const owed = deadlineAfter('claim', go(1));
    expect(compared(owed, { pack: text2015, calendar: flood }).otherDueOn).toBe('2021-08-13');
    expect(compared(owed, {})).toMatchObject({ dueOn: '2021-08-12', otherDueOn: '2021-08-12' });
  });
});

test('a waived deadline was never late', () => {
  const waived = deadlineAfter('claim', go(0), go(1), waiveOn('2021-08-10'));
  expect(compared(waived, { calendar: flood }, '2022-01-01')).toMatchObject({
    late: false,
    otherLate: false,
  });
});
