import ICAL from 'ical.js';
import { CalendarDate, addDays, dayNumber } from '../domain/shared/calendar-date.js';

/** What a file says of one day. */
export interface NoticedDay {
  readonly date: CalendarDate;
  readonly name: string;
  readonly working: boolean;
}

/** The longest holiday of a notice was nine days; what is far longer is no holiday. */
const LONGEST_EVENT_DAYS = 60;
const DAY_SECONDS = 86_400;

/** Names that mean a rest day by themselves. */
const FESTIVAL = /元旦|除夕|春节|清明|劳动节|五一|端午|中秋|国庆/;
/** What a summary says about the day besides the holiday's name. */
const MARKS = /[（(【[]?(调休|放假|休假|假期|假日|休息|休)[）)】\]]?|第\s*\d+\s*天.*$/g;

/**
 * The days that the all-day events of an iCalendar file name as rest or as worked.
 *
 * @throws Error with a sentence about the event that cannot be a day of a notice
 */
export function noticedDays(text: string): readonly NoticedDay[] {
  const events = calendarsIn(text)
    .flatMap((calendar) => calendar.getAllSubcomponents('vevent'))
    .filter((event) => event.getFirstPropertyValue('status') !== 'CANCELLED');
  if (events.length === 0) throw new Error('The iCalendar file has no events.');
  return events.flatMap((event) => {
    const summary = String(event.getFirstPropertyValue('summary') ?? '').trim();
    const { from, days } = periodOf(event, summary);
    const working = isWorked(summary, from);
    const name = summary.replace(MARKS, '').trim().slice(0, 40) || '休息日';
    return Array.from({ length: days }, (_, index) => ({
      date: addDays(from, index),
      name,
      working,
    }));
  });
}

/** One file may hold several calendars. */
function calendarsIn(text: string): readonly ICAL.Component[] {
  let parsed: unknown[];
  try {
    parsed = ICAL.parse(text) as unknown[];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The iCalendar file cannot be read: ${why}.`, { cause: error });
  }
  const roots = typeof parsed[0] === 'string' ? [parsed] : (parsed as unknown[][]);
  return roots.map((root) => new ICAL.Component(root));
}

function periodOf(
  event: ICAL.Component,
  summary: string,
): { readonly from: CalendarDate; readonly days: number } {
  const from = dateOf(event, 'dtstart', summary);
  if (from === undefined) throw new Error(`The event "${summary}" has no first day.`);
  if (event.hasProperty('rrule') || event.hasProperty('rdate'))
    throw new Error(`The event "${summary}" repeats; a notice names each day.`);
  const days = lengthOf(event, from, summary);
  if (days < 1 || days > LONGEST_EVENT_DAYS || !Number.isInteger(days))
    throw new Error(`The event "${summary}" of ${from} lasts ${days} days.`);
  return { from, days };
}

/** The end of an event is the day after its last; without one it lasts its day. */
function lengthOf(event: ICAL.Component, from: CalendarDate, summary: string): number {
  const to = dateOf(event, 'dtend', summary);
  if (to !== undefined) return dayNumber(to) - dayNumber(from);
  const duration = event.getFirstPropertyValue('duration');
  return duration instanceof ICAL.Duration ? duration.toSeconds() / DAY_SECONDS : 1;
}

/** The text of the file, not its reading: the parser turns 30 February into a day of March. */
function dateOf(event: ICAL.Component, name: string, summary: string): CalendarDate | undefined {
  const property = event.getFirstProperty(name);
  if (!property) return undefined;
  const [, , type, value] = property.toJSON() as unknown[];
  if (type !== 'date')
    throw new Error(`The event "${summary}" has a time (${String(value)}); a notice has days.`);
  const date = CalendarDate.safeParse(value);
  if (!date.success) throw new Error(`The event "${summary}" has no day ${String(value)}.`);
  return date.data;
}

/**
 * 班 (补班, 上班) is work and 休 or 假 rest; a bare 调休 names the make-up day, so its 休 does not count. A
 * festival's name alone means rest.
 */
function isWorked(summary: string, from: CalendarDate): boolean {
  if (summary.includes('班')) return true;
  if (/假|(?<!调)休/.test(summary)) return false;
  if (summary.includes('调休')) return true;
  if (FESTIVAL.test(summary)) return false;
  throw new Error(`The event "${summary}" of ${from} says neither 休 nor 班.`);
}
