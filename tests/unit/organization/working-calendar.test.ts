import { describe, expect, test } from '@jest/globals';
import { shippedNotices } from '../../../domain/organization/notice-calendar.js';
import {
  calendarInForce,
  calendarNamed,
  noticeDeadline,
} from '../../../domain/organization/notice-deadline.js';
import { ruleBookOf } from '../../../domain/organization/rule-book.js';
import { INITIAL_ORGANIZATION } from '../../../domain/organization/state.js';
import { UnpublishedError } from '../../../domain/shared/policy.js';
import { CLOCK } from '../../../domain/shared/roles.js';
import { actor, uuid, type Step } from '../../support/given.js';
import {
  applyCalendar,
  calendar2027,
  calendar2028,
  cases,
  office,
  openOrganization,
  publishCalendar,
} from '../../support/organization-story.js';

const opened = [openOrganization()];
const published = [...opened, publishCalendar()];
const fire = (rung: string, on: string): Step => ({
  type: 'FireRung',
  data: { deadline: 'calendar-notice-2027', rung, dueOn: '2026-12-15' },
  on,
  by: CLOCK,
});
/** The shipped years with another rest day: a correction, not a new year. */
const corrected = {
  ...shippedNotices,
  calendar: 'cn-corrected',
  years: {
    ...shippedNotices.years,
    '2026': {
      rest: [
        ...(shippedNotices.years['2026']?.rest ?? []),
        ['2026-07-10', '2026-07-10', '防汛'] as [string, string, string],
      ],
      work: shippedNotices.years['2026']?.work ?? [],
    },
  },
};

describe('publishing a calendar', () => {
  test('puts it in force, meets the to-do of its year and opens that of the next', () => {
    office
      .given(...opened)
      .when(publishCalendar())
      .then({
        type: 'CalendarPublished',
        data: { calendar: { calendar: 'cn-notices-2027' }, publishedOn: '2026-11-20' },
      })
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'calendar-notice-2027', late: false } },
        {
          type: 'DeadlineSet',
          data: {
            deadline: 'calendar-notice-2028',
            anchorEvent: 'CalendarPublished',
            dueOn: '2027-12-15',
          },
        },
      )
      .thenState({ calendar: 'cn-notices-2027' });
  });

  test('after its day is late, and answers what had been raised', () => {
    office
      .given(...opened, fire('missed', '2026-12-16'), fire('red-3', '2026-12-18'))
      .when(publishCalendar(calendar2027, '2026-12-21'))
      .thenClock(
        { type: 'DeadlineMet', data: { late: true } },
        { type: 'EscalationResolved', data: { rungs: ['red-3'], by: 'met' } },
        { type: 'DeadlineSet', data: { deadline: 'calendar-notice-2028' } },
      );
  });

  test('of no new year keeps the to-do', () => {
    office
      .given(...opened)
      .when(publishCalendar(corrected))
      .then({ type: 'CalendarPublished' })
      .thenClock()
      .thenState({ clock: { deadlines: { 'calendar-notice-2027': { status: 'running' } } } });
  });

  test('of two years at once opens the to-do after both', () => {
    office
      .given(...opened)
      .when(publishCalendar(calendar2028))
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'calendar-notice-2027' } },
        { type: 'DeadlineSet', data: { deadline: 'calendar-notice-2029', dueOn: '2028-12-15' } },
      );
  });

  test.each([
    ['calendar-published', { ...calendar2027, calendar: shippedNotices.calendar }, opened],
    ['calendar-published', { ...calendar2028, calendar: 'cn-notices-2027' }, published],
    ['year-missing', { ...calendar2027, years: { '2027': { rest: [], work: [] } } }, opened],
    ['year-missing', corrected, published],
  ])('is refused: %s', (code, calendar, history) => {
    office
      .given(...history)
      .when(publishCalendar(calendar))
      .thenRejected(code);
  });

  test('is the office’s own work', () => {
    office
      .given(...opened)
      .when(publishCalendar(), actor('officeStaff'))
      .then({ type: 'CalendarPublished' });
    office
      .given(...opened)
      .when(publishCalendar(), actor('groupHead'))
      .thenRejected('forbidden');
  });
});

describe('applying a calendar', () => {
  test('tells every named case to count by it', () => {
    const [round = '', item = ''] = cases;
    const command = { type: 'RecalculateDeadlines', data: { calendar: 'cn-notices-2027' } };
    office
      .given(...published)
      .when(applyCalendar())
      .then({ type: 'CalendarApplied', data: { calendar: 'cn-notices-2027', cases } })
      .thenClock()
      .thenEffects(
        { process: 'inspection-round', id: uuid(1), command },
        { process: 'rectification', id: uuid(2), command },
      );
    expect([round, item]).toEqual([`inspection-round-${uuid(1)}`, `rectification-${uuid(2)}`]);
  });

  test('only of the one in force, by the office director, to real streams', () => {
    office
      .given(...opened)
      .when(applyCalendar())
      .thenRejected('calendar-not-in-force');
    office
      .given(...published, publishCalendar(calendar2028, '2027-11-22'))
      .when(applyCalendar())
      .thenRejected('calendar-not-in-force');
    office
      .given(...published)
      .when(applyCalendar(), actor('officeStaff'))
      .thenRejected('forbidden');
    const wrong = { calendar: 'cn-notices-2027', cases: ['round 12'] };
    expect(() => office.given(...published).when({ type: 'ApplyCalendar', data: wrong })).toThrow(
      'a stream id',
    );
  });

  test('the shipped one is in force until another is published', () => {
    office
      .given(...opened)
      .when(applyCalendar(shippedNotices.calendar))
      .then({ type: 'CalendarApplied' });
  });
});

describe('the version in force', () => {
  const { state } = office.given(...published, publishCalendar(calendar2028, '2027-11-22'));

  test('is the one published last; the others are still found by name', () => {
    expect(calendarInForce(INITIAL_ORGANIZATION)).toBe(shippedNotices);
    expect(calendarInForce(state)).toEqual(calendar2028);
    expect(calendarNamed(state, 'cn-notices-2027')).toEqual(calendar2027);
    expect(calendarNamed(state, shippedNotices.calendar)).toBe(shippedNotices);
    expect(calendarNamed(state, 'constructor')).toBeUndefined();
    expect(noticeDeadline(state)).toEqual({
      year: 2029,
      deadline: 'calendar-notice-2029',
      dueOn: '2028-12-15',
    });
  });

  test('is the calendar of the book, beside those that deadlines name', () => {
    const book = ruleBookOf(state);
    expect(book.calendar.version).toBe('cn-notices-2028');
    expect(book.calendar.kindOf('2027-02-13')).toMatchObject({ working: true, estimated: false });
    expect(book.calendars('cn-notices-2027').kindOf('2028-01-03')).toMatchObject({
      working: true,
      estimated: true,
    });
    expect(book.calendars('cn-notices-2028').kindOf('2028-01-03')).toMatchObject({
      working: false,
      estimated: false,
    });
    expect(book.calendars(shippedNotices.calendar).version).toBe('cn-notices-2026');
    expect(() => book.calendars('cn-none')).toThrow(UnpublishedError);
  });
});
