import { describe, expect, test } from '@jest/globals';
import {
  CalendarDate,
  addDays,
  addMonths,
  dateFromDayNumber,
  dayNumber,
  daysInclusive,
  weekday,
} from '../../../domain/shared/calendar-date.js';

describe('a calendar date', () => {
  test.each(['2021-05-22', '2024-02-29', '2000-02-29', '1999-12-31'])('%s is a day', (date) => {
    expect(CalendarDate.safeParse(date).success).toBe(true);
  });

  test.each(['2021-02-29', '1900-02-29', '2021-04-31', '2021-13-01', '2021-00-10', '2021-5-22'])(
    '%s is none',
    (date) => {
      expect(CalendarDate.safeParse(date).success).toBe(false);
    },
  );

  test('and its number are each other’s inverse, over leap years and centuries', () => {
    const wrong: string[] = [];
    for (let day = dayNumber('1999-12-25'); day < dayNumber('2032-01-05'); day += 1) {
      const date = dateFromDayNumber(day);
      const other = new Date(day * 86_400_000);
      const same = date === other.toISOString().slice(0, 10) && weekday(date) === other.getUTCDay();
      const next = addDays(date, 1) === dateFromDayNumber(day + 1);
      if (!same || !next || dayNumber(date) !== day) wrong.push(date);
    }
    expect(wrong).toEqual([]);
  });
});

describe('months', () => {
  test.each([
    ['2021-08-05', 1, '2021-09-05'],
    ['2021-01-31', 1, '2021-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2021-08-31', 1, '2021-09-30'],
    ['2021-11-30', 3, '2022-02-28'],
    ['2021-12-15', 1, '2022-01-15'],
    ['2021-12-31', 12, '2022-12-31'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2021-03-31', -1, '2021-02-28'],
    ['2021-01-15', -2, '2020-11-15'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });
});

test('days cross months and years, and a period counts both its ends', () => {
  expect(addDays('2021-05-22', -10)).toBe('2021-05-12');
  expect(addDays('2020-12-31', 1)).toBe('2021-01-01');
  expect(daysInclusive('2021-05-22', '2021-06-22')).toBe(32);
});

test('the calendar ends where dates no longer sort as text', () => {
  expect(addDays('9999-12-30', 1)).toBe('9999-12-31');
  expect(addDays('0001-01-02', -1)).toBe('0001-01-01');
  expect(() => addDays('9999-12-31', 1)).toThrow('10000-01-01 lies outside the years 1 to 9999');
  expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
  expect(() => addMonths('9999-12-31', 1)).toThrow(RangeError);
  expect(() => addMonths('0001-01-31', -24)).toThrow(RangeError);
});
