import type { CalendarDate } from '../shared/calendar-date.js';
import { shippedNotices, type NoticeCalendar } from './notice-calendar.js';
import { ownEntry } from '../shared/own-entry.js';
import { firstMissingYear, type OrganizationState } from './state.js';

/** The notice of the coming year is usually out in November; by this day it should be in the system. */
const NOTICE_BY = '12-15';

type Published = Pick<OrganizationState, 'calendars' | 'calendar'>;

/** The calendar by which deadlines set from now on are counted. */
export function calendarInForce({ calendars, calendar }: Published): NoticeCalendar {
  return (calendar === null ? undefined : calendars[calendar]) ?? shippedNotices;
}

/** @returns the published or shipped version of that name, or undefined; the name may come from a person */
export function calendarNamed(
  { calendars }: Pick<Published, 'calendars'>,
  name: string,
): NoticeCalendar | undefined {
  if (name === shippedNotices.calendar) return shippedNotices;
  return ownEntry(calendars, name);
}

/** The to-do for the first year whose official notice nobody has entered: its name and its day. */
export function noticeDeadline(published: Published): {
  readonly year: number;
  readonly deadline: string;
  readonly dueOn: CalendarDate;
} {
  const year = firstMissingYear(calendarInForce(published));
  return { year, deadline: `calendar-notice-${year}`, dueOn: `${year - 1}-${NOTICE_BY}` };
}
