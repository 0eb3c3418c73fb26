import { z } from 'zod';
import { reject, type Rejection } from '../process.js';
import { CalendarDate, addDays, daysInclusive, weekday } from '../shared/calendar-date.js';
import { NOTICE_YEARS, type NoticeYear } from '../shared/working-day-notices.js';
import { shippedCalendar, workingCalendar, type WorkingCalendar } from '../shared/working-days.js';

/** A year has about thirty rest days by notice; twice as many are surely the wrong file. */
const MOST_REST_DAYS = 60;

const Year = z.strictObject({
  rest: z.array(z.tuple([CalendarDate, CalendarDate, z.string().min(1).max(40)])).max(100),
  work: z.array(CalendarDate).max(100),
});

/**
 * One published version of the working-day calendar: the State Council's yearly notices by four-digit year, as
 * `rest` ([first day, last day, name]) and `work` (weekend days that are worked). Years that are not there are
 * computed and marked as estimated.
 */
export const NoticeCalendar = z.strictObject({
  /** Name of the version, recorded by every date counted with it. */
  calendar: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and dashes')
    .max(40),
  title: z.string().min(1).max(100),
  years: z
    .record(z.string().regex(/^\d{4}$/, 'a year like 2027'), Year)
    .refine((years) => Object.keys(years).length > 0, 'at least one year'),
});
export interface NoticeCalendar {
  readonly calendar: string;
  readonly title: string;
  readonly years: Readonly<Record<string, NoticeYear>>;
}

/** What ships with the product, as the first version every organization builds on. */
export const shippedNotices: NoticeCalendar = {
  calendar: shippedCalendar.version,
  title: '国务院办公厅节假日安排通知 2018–2026',
  years: NOTICE_YEARS,
};

/** The calendar that counts by a version's notices. */
export function calendarOf({ calendar, years }: NoticeCalendar): WorkingCalendar {
  return workingCalendar(calendar, years);
}

/**
 * Why a version cannot be published, or undefined when it can. The message names the day or the year.
 *
 * @param before the version in force, whose years must all be there again; null for the first version
 */
export function calendarRefusal(
  data: NoticeCalendar,
  before: NoticeCalendar | null,
): Rejection | undefined {
  for (const [year, notice] of Object.entries(data.years)) {
    const refusal =
      datesRefusal(year, notice) ?? lengthRefusal(year, notice) ?? kindsRefusal(notice);
    if (refusal) return refusal;
  }
  const missing = missingYear(data, before);
  return missing === undefined
    ? undefined
    : reject('year-missing', `The year ${missing} is missing from ${data.calendar}.`);
}

function datesRefusal(year: string, { rest, work }: NoticeYear): Rejection | undefined {
  const stranger = [...rest.flatMap(([from, to]) => [from, to]), ...work].find(
    (date) => !date.startsWith(`${year}-`),
  );
  if (stranger !== undefined)
    return reject('wrong-year', `${stranger} stands under the year ${year}.`);
  const backwards = rest.find(([from, to]) => to < from);
  return (
    backwards &&
    reject(
      'rest-ends-before-it-begins',
      `${backwards[2]} begins on ${backwards[0]} and ends on ${backwards[1]}, before it.`,
    )
  );
}

function lengthRefusal(year: string, { rest }: NoticeYear): Rejection | undefined {
  const days = rest.reduce((sum, [from, to]) => sum + daysInclusive(from, to), 0);
  return days <= MOST_REST_DAYS
    ? undefined
    : reject(
        'too-many-rest-days',
        `The year ${year} has ${days} rest days; no notice gives more than ${MOST_REST_DAYS}.`,
      );
}

function kindsRefusal({ rest, work }: NoticeYear): Rejection | undefined {
  const resting = new Set(rest.flatMap(([from, to]) => daysBetween(from, to)));
  const both = work.find((date) => resting.has(date));
  if (both !== undefined)
    return reject('day-both-rest-and-work', `${both} is listed both as a rest day and as worked.`);
  const ordinary = work.find((date) => weekday(date) !== 0 && weekday(date) !== 6);
  return ordinary === undefined
    ? undefined
    : reject(
        'work-day-not-a-weekend',
        `${ordinary} is listed as a make-up day, but is no Saturday or Sunday.`,
      );
}

function daysBetween(from: CalendarDate, to: CalendarDate): readonly CalendarDate[] {
  return Array.from({ length: daysInclusive(from, to) }, (_, index) => addDays(from, index));
}

/** The first year of the version before that is gone, or the first hole between first and last year. */
function missingYear(data: NoticeCalendar, before: NoticeCalendar | null): number | undefined {
  const here = Object.keys(data.years).map(Number);
  const owed = [...here, ...Object.keys(before?.years ?? {}).map(Number)];
  const [first, last] = [Math.min(...owed), Math.max(...owed)];
  for (let year = first; year <= last; year += 1) if (!here.includes(year)) return year;
  return undefined;
}
