import { z } from 'zod';

/**
 * A business date as `YYYY-MM-DD` in Asia/Shanghai. Dates are data that people enter; no clock is involved.
 * Arithmetic runs on day numbers (days since 1970-01-01), so no time zone can shift a date.
 */
export const CalendarDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2021-05-22')
  .refine((text) => dateFromDayNumber(dayNumber(text)) === text, 'no such day in the calendar');
export type CalendarDate = string;

/** Days since 1970-01-01 of the proleptic Gregorian calendar. */
export function dayNumber(date: CalendarDate): number {
  const [year, month, day] = partsOf(date);
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + dayOfEra + dayOfYear - 719_468;
}

/** The date of a day number: the inverse of {@link dayNumber}. */
export function dateFromDayNumber(days: number): CalendarDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return dateOf(year, month, day);
}

/**
 * @param days may be negative
 * @throws RangeError for a day outside the years 1 to 9999, which no longer sorts as text
 */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  // Nearly every step of a count stays in its month, and every month has 28 days.
  const inMonth = Number(date.slice(8)) + days;
  if (inMonth >= 1 && inMonth <= 28) return `${date.slice(0, 8)}${pad(inMonth, 2)}`;
  return sortable(dateFromDayNumber(dayNumber(date) + days));
}

/**
 * The same-numbered day some months on, or that month's last day where there is none.
 * Source: `domain.md` 1.4 (Civil Code 200–203 by analogy).
 *
 * @param months may be negative
 * @throws RangeError for a day outside the years 1 to 9999
 */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  const last = daysInMonth(targetYear, targetMonth);
  return sortable(dateOf(targetYear, targetMonth, Math.min(day, last)));
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(date: CalendarDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

/** Days from the first to the last date, both ends counted. */
export function daysInclusive(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

/** From the end, since the year before a date may have five digits or a sign. */
function partsOf(date: string): readonly [year: number, month: number, day: number] {
  return [Number(date.slice(0, -6)), Number(date.slice(-5, -3)), Number(date.slice(-2))];
}

function sortable(date: CalendarDate): CalendarDate {
  if (date.length !== 10 || date < '0001')
    throw new RangeError(`the day ${date} lies outside the years 1 to 9999`);
  return date;
}

function daysInMonth(year: number, month: number): number {
  const first = dayNumber(dateOf(year, month, 1));
  const next = month === 12 ? dateOf(year + 1, 1, 1) : dateOf(year, month + 1, 1);
  return dayNumber(next) - first;
}

function dateOf(year: number, month: number, day: number): CalendarDate {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
