import { z } from 'zod';
import { NoticeCalendar, calendarRefusal } from '../domain/organization/notice-calendar.js';
import { CalendarDate, addDays } from '../domain/shared/calendar-date.js';
import type { NoticeYear } from '../domain/shared/working-day-notices.js';
import { noticedDays, type NoticedDay } from './calendar-events.js';

/** Every yearly notice gave at least the eleven statutory days; fewer are a part of one. */
const FEWEST_REST_DAYS = 11;

/** One year as public holiday files have it; what else they hold is of no interest. */
const YearFile = z.object({
  year: z.int().min(1949).max(9999),
  days: z
    .array(z.object({ name: z.string(), date: CalendarDate, isOffDay: z.boolean() }))
    .min(1, 'no days'),
});

/**
 * The calendar version a file stands for. A whole version of our own is taken as it is; a year as JSON or iCal is
 * laid over `base` day by day, so it can add and change days, while a day that is taken back needs a whole version.
 * The new version is named after its last year, or numbered when that year was there before.
 *
 * @param text our own JSON, `{year, days: [{name, date, isOffDay}]}`, or an iCalendar file of all-day events
 * @throws Error with a sentence about what is wrong with the file
 */
export function readCalendarFile(text: string, base: NoticeCalendar): NoticeCalendar {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') throw new Error('The file is empty.');
  if (/^[[{]/.test(trimmed)) return acceptable(fromJson(trimmed, base), base);
  if (/^BEGIN:VCALENDAR/i.test(trimmed))
    return acceptable(laidOver(base, noticedDays(trimmed)), base);
  throw new Error('The file is neither JSON nor an iCalendar file.');
}

function fromJson(text: string, base: NoticeCalendar): NoticeCalendar {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`The file begins like JSON, but is not JSON: ${messageOf(error)}`, {
      cause: error,
    });
  }
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (keys.includes('years')) return parsed(NoticeCalendar, value);
  if (keys.includes('days')) return laidOver(base, daysOf(parsed(YearFile, value)));
  throw new Error(
    'The JSON has a shape nobody knows here: neither "years" (a whole version) nor "days" (one year).',
  );
}

function daysOf({ year, days }: z.infer<typeof YearFile>): readonly NoticedDay[] {
  if (!days.some(({ date }) => yearOf(date) === String(year)))
    throw new Error(`The file is of the year ${year}, but none of its days lies in it.`);
  return days.map(({ name, date, isOffDay }) => ({ date, name, working: !isOffDay }));
}

/** A version with the days of a file over those of `base`. */
function laidOver(base: NoticeCalendar, days: readonly NoticedDay[]): NoticeCalendar {
  const kinds = new Map<CalendarDate, NoticedDay>();
  for (const day of days) {
    const other = kinds.get(day.date);
    if (other && other.working !== day.working)
      throw new Error(`${day.date} stands there twice, as a rest day and as a working day.`);
    kinds.set(day.date, day);
  }
  const years: Record<string, NoticeYear> = { ...base.years };
  for (const year of new Set([...kinds.keys()].map(yearOf))) {
    const ofYear = [...kinds.values()].filter(({ date }) => yearOf(date) === year);
    const known = Object.hasOwn(base.years, year) ? base.years[year] : undefined;
    if (!known) demandWholeNotice(year, ofYear);
    years[year] = mergedYear(known ?? { rest: [], work: [] }, ofYear);
  }
  const last = String(Math.max(...Object.keys(years).map(Number)));
  return {
    calendar: nextName(base.calendar, last),
    title: base.title.replace(/\d{4}(?=\D*$)/, last),
    years,
  };
}

/** A few stray days must not make a year look as if its notice were known. */
function demandWholeNotice(year: string, days: readonly NoticedDay[]): void {
  const resting = days.filter(({ working }) => !working).length;
  if (resting < FEWEST_REST_DAYS)
    throw new Error(`The file has only ${resting} rest days of ${year}: that is no whole notice.`);
}

function mergedYear({ rest, work }: NoticeYear, days: readonly NoticedDay[]): NoticeYear {
  const names = new Map<CalendarDate, string>();
  const worked = new Set(work);
  for (const [from, to, name] of rest)
    for (let date = from; date <= to; date = addDays(date, 1)) names.set(date, name);
  for (const { date, name, working } of days) {
    if (working) {
      names.delete(date);
      worked.add(date);
    } else {
      names.set(date, name);
      worked.delete(date);
    }
  }
  return { rest: rangesOf(names), work: [...worked].sort() };
}

/** Days in a row under one name, as one range each. */
function rangesOf(names: ReadonlyMap<CalendarDate, string>): NoticeYear['rest'] {
  const ranges: [CalendarDate, CalendarDate, string][] = [];
  for (const [date, name] of [...names].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const range = ranges.at(-1);
    if (range?.[2] === name && addDays(range[1], 1) === date) range[1] = date;
    else ranges.push([date, date, name]);
  }
  return ranges;
}

/** `cn-notices-2026` becomes `cn-notices-2027`; corrected within its last year, `cn-notices-2026-2`. */
function nextName(name: string, lastYear: string): string {
  const stem = name.replace(/-\d{4}(-\d+)?$/, '');
  const fresh = `${stem}-${lastYear}`;
  if (!name.startsWith(fresh)) return fresh;
  const issue = Number(name.slice(fresh.length + 1)) || 1;
  return `${fresh}-${issue + 1}`;
}

function acceptable(data: NoticeCalendar, base: NoticeCalendar): NoticeCalendar {
  const checked = parsed(NoticeCalendar, data);
  const refusal = calendarRefusal(checked, base);
  if (refusal) throw new Error(refusal.message);
  return checked;
}

/** @throws Error that names the first wrong place */
function parsed<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(
    `The file is wrong at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'unknown'}.`,
  );
}

function yearOf(date: CalendarDate): string {
  return date.slice(0, 4);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
