import { describe, expect, test } from '@jest/globals';
import {
  NoticeCalendar,
  calendarOf,
  calendarRefusal,
  shippedNotices,
} from '../../../domain/organization/notice-calendar.js';
import type { NoticeYear } from '../../../domain/shared/working-day-notices.js';
import { shippedCalendar } from '../../../domain/shared/working-days.js';

const NOTICE: NoticeYear = {
  rest: [
    ['2027-01-01', '2027-01-03', '元旦'],
    ['2027-02-05', '2027-02-11', '春节'],
  ],
  work: ['2027-02-14'],
};

/** The shipped years and one more. */
const withYear = (notice: NoticeYear, year = '2027'): NoticeCalendar => ({
  calendar: 'cn-notices-2027',
  title: '2018–2027',
  years: { ...shippedNotices.years, [year]: notice },
});

describe('the shipped version', () => {
  test('passes its own schema and may be the first of all', () => {
    expect(NoticeCalendar.parse(shippedNotices)).toEqual(shippedNotices);
    expect(calendarRefusal(shippedNotices, null)).toBeUndefined();
    expect(shippedNotices.calendar).toBe('cn-notices-2026');
  });

  test('counts as the shipped calendar does', () => {
    const calendar = calendarOf(shippedNotices);
    expect(calendar.version).toBe(shippedCalendar.version);
    for (const date of ['2021-10-07', '2021-10-09', '2026-02-14', '2027-02-06', '2017-01-02'])
      expect(calendar.kindOf(date)).toEqual(shippedCalendar.kindOf(date));
  });
});

describe('a version with the next notice', () => {
  const next = withYear(NOTICE);

  test('is taken, and its year is no estimate any more', () => {
    expect(calendarRefusal(next, shippedNotices)).toBeUndefined();
    const calendar = calendarOf(next);
    expect(calendar.version).toBe('cn-notices-2027');
    expect(calendar.kindOf('2027-02-11')).toEqual({
      working: false,
      reason: '春节',
      estimated: false,
    });
    expect(calendar.kindOf('2027-02-14')).toEqual({
      working: true,
      reason: '调休上班',
      estimated: false,
    });
    expect(calendar.kindOf('2028-01-03').estimated).toBe(true);
    // 清明 of 2027 is not in this notice, and a noticed year is not computed.
    expect(calendar.kindOf('2027-04-05')).toMatchObject({ working: true, estimated: false });
  });

  test('is no version of an organization that knows more years', () => {
    expect(calendarRefusal(shippedNotices, next)).toEqual({
      rejected: 'year-missing',
      message: 'The year 2027 is missing from cn-notices-2026.',
    });
  });
});

describe('a version is refused', () => {
  test.each<[string, string, NoticeYear]>([
    ['wrong-year', '2026-12-31', { ...NOTICE, rest: [['2026-12-31', '2027-01-02', '元旦']] }],
    ['wrong-year', '2028-01-01', { ...NOTICE, rest: [['2027-12-31', '2028-01-01', '元旦']] }],
    ['wrong-year', '2026-02-14', { ...NOTICE, work: ['2026-02-14'] }],
    [
      'rest-ends-before-it-begins',
      '2027-01-03',
      { ...NOTICE, rest: [['2027-01-03', '2027-01-01', '元旦']] },
    ],
    ['day-both-rest-and-work', '2027-02-06', { ...NOTICE, work: ['2027-02-06'] }],
    ['work-day-not-a-weekend', '2027-02-15', { ...NOTICE, work: ['2027-02-15'] }],
    ['too-many-rest-days', '2027', { ...NOTICE, rest: [['2027-01-01', '2027-03-02', '寒假']] }],
  ])('%s, naming %s', (code, named, notice) => {
    const refusal = calendarRefusal(withYear(notice), shippedNotices);
    expect(refusal?.rejected).toBe(code);
    expect(refusal?.message).toContain(named);
  });

  test('sixty rest days are still taken', () => {
    const sixty: NoticeYear = { rest: [['2027-01-01', '2027-03-01', '寒假']], work: [] };
    expect(calendarRefusal(withYear(sixty), shippedNotices)).toBeUndefined();
  });

  test('for a hole between its years', () => {
    const hole = withYear({ rest: [], work: [] }, '2028');
    expect(calendarRefusal(hole, null)).toMatchObject({
      rejected: 'year-missing',
      message: 'The year 2027 is missing from cn-notices-2027.',
    });
  });

  test.each([
    ['a name with capitals', { calendar: 'CN-2027' }],
    ['a name of 41 letters', { calendar: 'c'.repeat(41) }],
    ['no title', { title: '' }],
    ['no year', { years: {} }],
    ['a year of five digits', { years: { '20270': NOTICE } }],
    ['a day that does not exist', { years: { '2027': { ...NOTICE, work: ['2027-02-30'] } } }],
    ['a field it does not know', { region: 'CN' }],
  ])('by its schema for %s', (_what, change) => {
    expect(NoticeCalendar.safeParse({ ...withYear(NOTICE), ...change }).success).toBe(false);
  });
});
