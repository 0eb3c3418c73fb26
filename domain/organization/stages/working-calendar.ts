import { z } from 'zod';
import { meet, start, type ClockAction } from '../../clock/actions.js';
import { isOwed } from '../../clock/state.js';
import { countyDefault } from '../../policy/county-default.js';
import { reject, stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { StreamId, parseStream } from '../../shared/ids.js';
import { NoticeCalendar, calendarRefusal, shippedNotices } from '../notice-calendar.js';
import { calendarInForce, noticeDeadline } from '../notice-deadline.js';
import type { OrganizationState } from '../state.js';

/** Each case is told by a command of its own, so one signature covers no more than can be told at once. */
const CASES_AT_ONCE = 500;

const Application = z.object({
  calendar: z.string().min(1).max(40),
  cases: z.array(StreamId).min(1).max(CASES_AT_ONCE),
});

/**
 * Rest days and make-up working days as versioned data. A published version counts for deadlines set from then
 * on; those that run already move only when somebody who saw the preview signs for it, case by case.
 */
export const workingCalendar = stageOf<OrganizationState>()({
  name: 'working-calendar',
  commands: {
    PublishCalendar: {
      by: ['officeDirector', 'officeStaff'],
      data: z.strictObject({ calendar: NoticeCalendar }),
    },
    ApplyCalendar: { by: ['officeDirector'], data: z.strictObject(Application.shape) },
  },
  events: {
    CalendarPublished: z.object({ calendar: NoticeCalendar, publishedOn: CalendarDate }),
    CalendarApplied: Application,
  },
  decide: {
    PublishCalendar: ({ calendar }, state, { today }) => {
      const known = calendar.calendar === shippedNotices.calendar;
      if (known || Object.hasOwn(state.calendars, calendar.calendar))
        return reject('calendar-published', `${calendar.calendar} was published already.`);
      return (
        calendarRefusal(calendar, calendarInForce(state)) ?? [
          { type: 'CalendarPublished', data: { calendar, publishedOn: today } },
        ]
      );
    },
    ApplyCalendar: (data, state) =>
      data.calendar === calendarInForce(state).calendar
        ? [{ type: 'CalendarApplied', data }]
        : reject('calendar-not-in-force', `In force is ${calendarInForce(state).calendar}.`),
  },
  evolve: {
    CalendarPublished: (state, { calendar }) => ({
      ...state,
      calendars: { ...state.calendars, [calendar.calendar]: calendar },
      calendar: calendar.calendar,
    }),
    CalendarApplied: (state) => state,
  },
  clock: {
    CalendarPublished: ({ publishedOn }, state) => noticeActions(state, publishedOn),
  },
  effects: {
    CalendarApplied: ({ calendar, cases }) =>
      cases.flatMap((stream) => {
        const addressee = parseStream(stream);
        const command = { type: 'RecalculateDeadlines', data: { calendar } };
        return addressee ? [{ ...addressee, command }] : [];
      }),
  },
});

/** The notice that came settles its to-do and opens that of the year after. */
function noticeActions(state: OrganizationState, on: CalendarDate): readonly ClockAction[] {
  const next = noticeDeadline(state);
  const owed = Object.values(state.clock.deadlines).filter(isOwed);
  if (owed.some(({ deadline }) => deadline === next.deadline)) return [];
  return [
    ...owed
      .filter(({ rule }) => rule === 'calendar-notice')
      .map(({ deadline }) => meet(deadline, on)),
    start('calendar-notice', countyDefault, on, { deadline: next.deadline, dueOn: next.dueOn }),
  ];
}
