import { describe, expect, test } from '@jest/globals';
import { getLunarDate, getSolarTermDate, isWorkday } from 'chinese-days';
import { addDays } from '../../../domain/shared/calendar-date.js';
import { LUNAR_FESTIVALS } from '../../../domain/shared/lunar-festivals.js';
import { NOTICE_YEARS } from '../../../domain/shared/working-day-notices.js';
import { shippedCalendar } from '../../../domain/shared/working-days.js';

describe('the yearly notices agree with the public table', () => {
  test.each(Object.keys(NOTICE_YEARS))('%s, every day', (year) => {
    const differing: string[] = [];
    for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
      if (shippedCalendar.kindOf(date).working !== isWorkday(date)) differing.push(date);
    }
    expect(differing).toEqual([]);
  });
});

test.each([
  ['2017-12-31', true],
  ['2018-01-01', false],
  ['2026-12-31', false],
  ['2027-01-01', true],
  ['2100-06-01', true],
])('without a notice a year is an estimate: %s %s', (date, estimated) => {
  expect(shippedCalendar.kindOf(date).estimated).toBe(estimated);
});

describe('the festivals of years without a notice agree with it', () => {
  const festivals = [
    [1, 1],
    [5, 5],
    [8, 15],
  ] as const;

  test('lunar ones', () => {
    const wrong = Object.entries(LUNAR_FESTIVALS).flatMap(([year, days]) =>
      days.filter((monthDay, index) => {
        const { lunarMon, lunarDay, isLeap } = getLunarDate(`${year}-${monthDay}`);
        return isLeap || lunarMon !== festivals[index]![0] || lunarDay !== festivals[index]![1];
      }),
    );
    expect(wrong).toEqual([]);
    expect(Object.keys(LUNAR_FESTIVALS)).toHaveLength(73);
  });

  test('and 清明', () => {
    for (let year = 2027; year < 2100; year += 1)
      expect(shippedCalendar.kindOf(getSolarTermDate(year, 4, 'pure_brightness'))).toMatchObject({
        working: false,
        reason: '清明',
      });
  });
});
