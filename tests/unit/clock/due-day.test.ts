import { describe, expect, test } from '@jest/globals';
import { explainDue, shiftedBy } from '../../../domain/clock/due-day.js';
import { dueOf, shippedCalendar, type Limit } from '../../../domain/shared/working-days.js';

const MONTH: Limit = { amount: 1, unit: 'calendarMonth', roll: 'nextWorkingDay' };
const TEN_DAYS: Limit = { amount: 10, unit: 'calendarDay', roll: 'none' };
const THREE_WORKING: Limit = { amount: 3, unit: 'workingDay', roll: 'none' };

const explain = (anchorOn: string, limit: Limit) => explainDue(anchorOn, limit, shippedCalendar);

/** A step as it would stand in the margin of a wall calendar. */
const margin = (anchorOn: string, limit: Limit) =>
  explain(anchorOn, limit).steps.map(({ on, what, count, reason }) =>
    [on, what, count, reason].filter((part) => part !== null).join(' '),
  );

describe('the steps of a count', () => {
  test('of working days name every day that was looked at', () => {
    expect(margin('2021-09-30', { ...THREE_WORKING, amount: 2 })).toEqual([
      '2021-09-30 anchor 起算日，当日不计',
      ...['01', '02', '03', '04', '05', '06', '07'].map((day) => `2021-10-${day} skipped 国庆节`),
      '2021-10-08 counted 1 工作日',
      '2021-10-09 counted 2 调休上班',
      '2021-10-09 due 调休上班',
    ]);
  });

  test('of working days backwards walk back', () => {
    expect(margin('2021-10-11', { ...THREE_WORKING, direction: 'before' })).toEqual([
      '2021-10-11 anchor 起算日，当日不计',
      '2021-10-10 skipped 周末',
      '2021-10-09 counted 1 调休上班',
      '2021-10-08 counted 2 工作日',
      ...['07', '06', '05', '04', '03', '02', '01'].map((day) => `2021-10-${day} skipped 国庆节`),
      '2021-09-30 counted 3 工作日',
      '2021-09-30 due 工作日',
    ]);
  });

  test('of a month say where the month has no such day, and roll day by day', () => {
    expect(margin('2021-01-31', MONTH)).toEqual([
      '2021-01-31 anchor 起算日，当日不计',
      '2021-02-28 months 1 1 个月之后的最后一日（该月没有 31 日）',
      '2021-02-28 rolled 周末',
      '2021-03-01 due 工作日',
    ]);
    expect(explain('2021-01-31', MONTH)).toMatchObject({
      rawDueOn: '2021-02-28',
      dueOn: '2021-03-01',
      estimated: false,
    });
  });

  test('of a month that has the day say so', () => {
    expect(margin('2022-02-28', MONTH)).toEqual([
      '2022-02-28 anchor 起算日，当日不计',
      '2022-03-28 months 1 1 个月之后的同日',
      '2022-03-28 due 工作日',
    ]);
  });

  test('of calendar days without roll ask no calendar', () => {
    expect(margin('2021-05-22', { ...TEN_DAYS, direction: 'before' })).toEqual([
      '2021-05-22 anchor 起算日，当日不计',
      '2021-05-12 days -10 10 日之前',
      '2021-05-12 due 到期日，逢休息日不顺延',
    ]);
    expect(explain('2031-05-22', TEN_DAYS).estimated).toBe(false);
  });

  test('mark each day without official notice, and the whole with it', () => {
    const { estimated, steps } = explain('2026-12-30', THREE_WORKING);
    expect(estimated).toBe(true);
    expect(steps.map(({ on, what, estimated: so }) => [on, what, so])).toEqual([
      ['2026-12-30', 'anchor', false],
      ['2026-12-31', 'counted', false],
      ['2027-01-01', 'skipped', true],
      ['2027-01-02', 'skipped', true],
      ['2027-01-03', 'skipped', true],
      ['2027-01-04', 'counted', true],
      ['2027-01-05', 'counted', true],
      ['2027-01-05', 'due', true],
    ]);
  });

  test('lead to the day that the short answer gives', () => {
    for (const anchorOn of ['2018-02-14', '2021-09-30', '2024-02-29', '2026-12-31'])
      for (const limit of [MONTH, TEN_DAYS, THREE_WORKING]) {
        const { steps, ...answer } = explain(anchorOn, limit);
        expect(answer).toEqual(dueOf(anchorOn, limit, shippedCalendar));
        expect(steps.at(-1)).toMatchObject({ on: answer.dueOn, what: 'due' });
      }
  });

  test('are refused where a date would leave the calendar', () => {
    expect(() => explain('9999-12-15', MONTH)).toThrow(RangeError);
  });
});

describe('pauses', () => {
  const shifted = (dueOn: string, limit: Limit | null, ...pauses: [string, string | null][]) =>
    shiftedBy(
      dueOn,
      limit,
      pauses.map(([fromOn, toOn]) => ({ fromOn, toOn })),
      shippedCalendar,
    );

  test('move a working-day limit by the working days they held', () => {
    // Thursday to Tuesday over the holiday: 09-30, 10-08, 10-09 and 10-11 were worked.
    expect(shifted('2021-10-15', THREE_WORKING, ['2021-09-30', '2021-10-12'])).toEqual({
      dueOn: '2021-10-21',
      estimated: false,
      shifts: [{ fromOn: '2021-09-30', toOn: '2021-10-12', days: 4, unit: 'workingDay' }],
    });
  });

  test('move other limits by calendar days, then roll', () => {
    expect(shifted('2021-09-06', MONTH, ['2021-08-10', '2021-08-15'])).toEqual({
      dueOn: '2021-09-13',
      estimated: false,
      shifts: [{ fromOn: '2021-08-10', toOn: '2021-08-15', days: 5, unit: 'calendarDay' }],
    });
    expect(shifted('2021-09-06', TEN_DAYS, ['2021-08-10', '2021-08-15']).dueOn).toBe('2021-09-11');
  });

  test('add up, and roll once at the end', () => {
    const { dueOn, shifts } = shifted(
      '2021-09-06',
      MONTH,
      ['2021-08-10', '2021-08-15'],
      ['2021-08-20', '2021-08-21'],
    );
    expect(dueOn).toBe('2021-09-13');
    expect(shifts.map(({ days }) => days)).toEqual([5, 1]);
  });

  test('move a stated day as it is, onto a rest day too', () => {
    expect(shifted('2021-10-01', null, ['2021-09-01', '2021-09-03'])).toMatchObject({
      dueOn: '2021-10-03',
      estimated: false,
    });
  });

  test('move nothing while they last, nor on the day they began', () => {
    const nothing = { dueOn: '2021-10-15', estimated: false, shifts: [] };
    expect(shifted('2021-10-15', THREE_WORKING, ['2021-10-11', null])).toEqual(nothing);
    expect(shifted('2021-10-15', THREE_WORKING)).toEqual(nothing);
    expect(shifted('2021-10-15', THREE_WORKING, ['2021-10-11', '2021-10-11'])).toMatchObject({
      dueOn: '2021-10-15',
      shifts: [{ days: 0 }],
    });
    expect(shifted('2021-10-15', THREE_WORKING, ['2021-10-02', '2021-10-04'])).toMatchObject({
      dueOn: '2021-10-15',
      shifts: [{ days: 0 }],
    });
  });

  test('are an estimate as soon as a day in them has no notice', () => {
    expect(shifted('2026-12-31', THREE_WORKING, ['2026-12-30', '2026-12-31'])).toMatchObject({
      dueOn: '2027-01-04',
      estimated: true,
    });
    expect(shifted('2026-12-31', TEN_DAYS, ['2026-12-30', '2026-12-31'])).toMatchObject({
      dueOn: '2027-01-01',
      estimated: false,
    });
  });
});
