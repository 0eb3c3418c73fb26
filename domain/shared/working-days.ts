import { z } from 'zod';
import { addDays, addMonths, weekday, type CalendarDate } from './calendar-date.js';
import { LUNAR_FESTIVALS } from './lunar-festivals.js';
import { NOTICE_YEARS, type NoticeYear } from './working-day-notices.js';

/** What one date is and why; `estimated` (预估) until the year's official notice is in the table. */
export interface DayKind {
  readonly working: boolean;
  readonly reason: string;
  readonly estimated: boolean;
}

/** A working-day calendar under a version that every computed date records. */
export interface WorkingCalendar {
  readonly version: string;
  kindOf(date: CalendarDate): DayKind;
}

/** The calendar shipped with the product: all official notices it knows, later years computed. */
export const shippedCalendar: WorkingCalendar = workingCalendar('cn-notices-2026', NOTICE_YEARS);

/** @param years official notices by four-digit year; every other year is computed and marked estimated */
export function workingCalendar(
  version: string,
  years: Readonly<Record<string, NoticeYear>>,
): WorkingCalendar {
  const known = new Map<CalendarDate, DayKind>();
  for (const { rest, work } of Object.values(years)) {
    for (const [from, to, name] of rest)
      for (let date = from; date <= to; date = addDays(date, 1))
        known.set(date, { working: false, reason: name, estimated: false });
    for (const date of work)
      known.set(date, { working: true, reason: '调休上班', estimated: false });
  }
  return {
    version,
    kindOf(date) {
      const noticed = known.get(date);
      if (noticed) return noticed;
      const estimated = years[date.slice(0, 4)] === undefined;
      const festival = estimated ? statutoryDay(date) : undefined;
      if (festival) return { working: false, reason: festival, estimated };
      const day = weekday(date);
      const weekend = day === 0 || day === 6;
      return { working: !weekend, reason: weekend ? '周末' : '工作日', estimated };
    },
  };
}

/** The first working day on or after a date. */
export function onOrNextWorkingDay(date: CalendarDate, calendar: WorkingCalendar): CalendarDate {
  let day = date;
  while (!calendar.kindOf(day).working) day = addDays(day, 1);
  return day;
}

/**
 * The n-th working day after (n > 0) or before (n < 0) a date; the date itself is not counted.
 * Zero gives the date itself, whatever it is.
 */
export function addWorkingDays(
  date: CalendarDate,
  amount: number,
  calendar: WorkingCalendar,
): CalendarDate {
  const step = amount < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(amount); left > 0;) {
    day = addDays(day, step);
    if (calendar.kindOf(day).working) left -= 1;
  }
  return day;
}

/** How long a limit is, from which side of its anchor it counts, and what a rest day at its end does. */
export const Limit = z.strictObject({
  amount: z.int().min(1, 'one or more; counting backwards is a direction').max(400),
  unit: z.enum(['calendarMonth', 'calendarDay', 'workingDay']),
  roll: z.enum(['none', 'nextWorkingDay']),
  /** Absent is `after`. */
  direction: z.enum(['after', 'before']).optional(),
});
export type Limit = Readonly<z.infer<typeof Limit>>;
export type LimitUnit = Limit['unit'];

/** The amount with its sign: below zero where the limit counts backwards, by direction or by its own sign. */
export function signedAmount({ amount, direction }: Limit): number {
  return direction === 'before' ? -Math.abs(amount) : amount;
}

/**
 * The due date of a limit; the anchor day is not counted. Source: `domain.md` 1.4.
 *
 * @returns `rawDueOn` before the roll; `estimated` when any day looked at lies in a year without official
 * notice, not only the due day. Months and calendar days that do not roll ask no calendar.
 */
export function dueOf(
  anchorOn: CalendarDate,
  limit: Limit,
  calendar: WorkingCalendar,
): { rawDueOn: CalendarDate; dueOn: CalendarDate; estimated: boolean } {
  const { watched, sawEstimate } = watch(calendar);
  const amount = signedAmount(limit);
  const rawDueOn = {
    calendarMonth: () => addMonths(anchorOn, amount),
    calendarDay: () => addDays(anchorOn, amount),
    workingDay: () => addWorkingDays(anchorOn, amount, watched),
  }[limit.unit]();
  const dueOn = limit.roll === 'none' ? rawDueOn : onOrNextWorkingDay(rawDueOn, watched);
  return { rawDueOn, dueOn, estimated: sawEstimate() };
}

/** The same calendar, which remembers whether it was asked about a day without official notice. */
export function watch(calendar: WorkingCalendar): {
  readonly watched: WorkingCalendar;
  readonly sawEstimate: () => boolean;
} {
  let estimated = false;
  const kindOf = (date: CalendarDate) => {
    const kind = calendar.kindOf(date);
    estimated ||= kind.estimated;
    return kind;
  };
  return { watched: { version: calendar.version, kindOf }, sawEstimate: () => estimated };
}

/** Statutory rest days since 2025, for years without a notice: no bridges, no make-up days. */
function statutoryDay(date: CalendarDate): string | undefined {
  const monthDay = date.slice(5);
  if (monthDay === '01-01') return '元旦';
  if (monthDay === '05-01' || monthDay === '05-02') return '劳动节';
  if (monthDay >= '10-01' && monthDay <= '10-03') return '国庆节';
  const year = date.slice(0, 4);
  if (monthDay === `04-0${qingmingDay(Number(year))}`) return '清明';
  const [spring, dragonBoat, midAutumn] = LUNAR_FESTIVALS[Number(year)] ?? [];
  if (spring !== undefined) {
    const newYear = `${year}-${spring}`;
    if (date === addDays(newYear, -1)) return '除夕';
    if (date >= newYear && date <= addDays(newYear, 2)) return '春节';
  }
  if (monthDay === dragonBoat) return '端午';
  if (monthDay === midAutumn) return '中秋';
  return undefined;
}

/** Day of April on which 清明 falls, 2000–2099: the usual solar-term approximation. */
function qingmingDay(year: number): number {
  const ofCentury = year % 100;
  return Math.floor(ofCentury * 0.2422 + 4.81) - Math.floor(ofCentury / 4);
}
