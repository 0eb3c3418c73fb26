import { describe, expect, test } from '@jest/globals';
import { countyDefault } from '../../../domain/policy/county-default.js';
import { text2015 } from '../../../domain/policy/text-2015.js';
import { ruleOf } from '../../../domain/shared/policy.js';
import {
  Limit,
  addWorkingDays,
  dueOf,
  onOrNextWorkingDay,
  shippedCalendar,
  workingCalendar,
} from '../../../domain/shared/working-days.js';

const kindOf = (date: string) => shippedCalendar.kindOf(date);

describe('kinds of days', () => {
  test.each([
    ['2021-10-07', false, '国庆节'],
    ['2021-10-08', true, '工作日'],
    ['2021-10-09', true, '调休上班'],
    ['2021-10-10', false, '周末'],
    ['2021-09-26', true, '调休上班'],
    ['2021-05-22', false, '周末'],
  ])('%s', (date, working, reason) => {
    expect(kindOf(date)).toEqual({ working, reason, estimated: false });
  });

  test.each([
    ['2027-01-01', '元旦'],
    ['2027-02-05', '除夕'],
    ['2027-02-06', '春节'],
    ['2027-04-05', '清明'],
    ['2027-05-02', '劳动节'],
    ['2027-06-09', '端午'],
    ['2027-09-15', '中秋'],
    ['2027-10-03', '国庆节'],
  ])('%s is computed as a holiday until its notice is out', (date, reason) => {
    expect(kindOf(date)).toEqual({ working: false, reason, estimated: true });
  });

  test('an ordinary day of a year without notice is marked as estimated too', () => {
    expect(kindOf('2027-03-03')).toEqual({ working: true, reason: '工作日', estimated: true });
  });
});

describe('counting', () => {
  test('a make-up day counts, a holiday does not', () => {
    expect(addWorkingDays('2021-09-30', 1, shippedCalendar)).toBe('2021-10-08');
    expect(addWorkingDays('2021-09-30', 2, shippedCalendar)).toBe('2021-10-09');
    expect(addWorkingDays('2021-09-30', 3, shippedCalendar)).toBe('2021-10-11');
    expect(addWorkingDays('2021-10-11', -3, shippedCalendar)).toBe('2021-09-30');
    expect(addWorkingDays('2021-10-02', 0, shippedCalendar)).toBe('2021-10-02');
    expect(onOrNextWorkingDay('2021-10-09', shippedCalendar)).toBe('2021-10-09');
    expect(onOrNextWorkingDay('2021-10-01', shippedCalendar)).toBe('2021-10-08');
  });

  test('a limit ends on its month’s last day, then rolls, and says both', () => {
    const limit = { amount: 1, unit: 'calendarMonth', roll: 'nextWorkingDay' } as const;
    expect(dueOf('2021-01-31', limit, shippedCalendar)).toEqual({
      rawDueOn: '2021-02-28',
      dueOn: '2021-03-01',
      estimated: false,
    });
    expect(dueOf('2021-01-31', { ...limit, roll: 'none' }, shippedCalendar).dueOn).toBe(
      '2021-02-28',
    );
  });

  test('only a limit that asks the calendar is estimated', () => {
    const month = { amount: 1, unit: 'calendarMonth' } as const;
    expect(dueOf('2027-02-03', { ...month, roll: 'none' }, shippedCalendar).estimated).toBe(false);
    expect(
      dueOf('2027-02-03', { ...month, roll: 'nextWorkingDay' }, shippedCalendar).estimated,
    ).toBe(true);
  });

  test('one day without notice on the way makes the whole count an estimate', () => {
    const only2021 = workingCalendar('only-2021', { '2021': { rest: [], work: [] } });
    const limit = { amount: 5, unit: 'workingDay', roll: 'none' } as const;
    const due = dueOf('2020-12-30', limit, only2021);
    expect(due).toEqual({ rawDueOn: '2021-01-06', dueOn: '2021-01-06', estimated: true });
    expect(only2021.kindOf(due.dueOn).estimated).toBe(false);
    expect(dueOf('2020-12-31', limit, only2021).estimated).toBe(false);
    const rolled = { amount: 1, unit: 'calendarDay', roll: 'nextWorkingDay' } as const;
    expect(dueOf('2017-12-29', rolled, shippedCalendar)).toEqual({
      rawDueOn: '2017-12-30',
      dueOn: '2018-01-02',
      estimated: true,
    });
  });

  test('backwards by direction, or by the sign of older packs', () => {
    const ten = { amount: 10, unit: 'calendarDay', roll: 'none', direction: 'before' } as const;
    expect(dueOf('2021-05-22', ten, shippedCalendar).dueOn).toBe('2021-05-12');
    const negative = { amount: -10, unit: 'calendarDay', roll: 'none' } as const;
    expect(dueOf('2021-05-22', negative, shippedCalendar).dueOn).toBe('2021-05-12');
    expect(dueOf('2021-05-22', { ...ten, direction: 'after' }, shippedCalendar).dueOn).toBe(
      '2021-06-01',
    );
  });
});

describe('a limit as data', () => {
  const month = { amount: 1, unit: 'calendarMonth', roll: 'none' };

  test.each([month, { ...month, amount: 400, direction: 'before' }])('%j', (limit) => {
    expect(Limit.parse(limit)).toEqual(limit);
  });

  test.each([
    { ...month, amount: 0 },
    { ...month, amount: -10 },
    { ...month, amount: 401 },
    { ...month, amount: 1.5 },
    { ...month, unit: 'week' },
    { ...month, direction: 'backwards' },
    { ...month, months: 1 },
  ])('not %j', (limit) => {
    expect(Limit.safeParse(limit).success).toBe(false);
  });
});

describe('the limits of the round of 2021', () => {
  test.each([
    ['notice-before-stationing', '2021-05-22', '2021-05-12', '2021-05-12'],
    ['report-after-fieldwork', '2021-06-22', '2021-07-13', '2021-07-13'],
    ['leading-group-hears', '2021-07-09', '2021-07-23', '2021-07-23'],
    ['secretary-meeting-hears', '2021-06-22', '2021-07-22', '2021-07-22'],
    ['feedback-after-decision', '2021-07-21', '2021-08-11', '2021-08-11'],
    ['rectification-plan', '2021-08-05', '2021-09-05', '2021-09-06'],
    ['rectification-report', '2021-08-05', '2021-11-05', '2021-11-05'],
  ])('%s from %s', (rule, anchorOn, rawDueOn, due) => {
    const { limit } = ruleOf(countyDefault, rule);
    expect(dueOf(anchorOn, limit!, shippedCalendar)).toMatchObject({ rawDueOn, dueOn: due });
  });

  test('under the text of 2015 the report is due after the National Day holidays', () => {
    const { limit } = ruleOf(text2015, 'rectification-report');
    expect(dueOf('2021-08-05', limit!, shippedCalendar)).toEqual({
      rawDueOn: '2021-10-05',
      dueOn: '2021-10-08',
      estimated: false,
    });
  });
});
