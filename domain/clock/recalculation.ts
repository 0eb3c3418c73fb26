import type { z } from 'zod';
import type { RuleBook } from '../shared/rule-book.js';
import { dueDateBy } from './due-date.js';
import type { LADDER_EVENTS } from './ladder-events.js';
import { openRungs } from './rungs.js';
import type { Deadline } from './state.js';

/** What another calendar does to a deadline: both dates, and how many coming moments move. */
export type Recalculation = z.output<(typeof LADDER_EVENTS)['DeadlineRecalculated']>;

/**
 * The deadline counted anew by the calendar in force; a grant's own day stands.
 *
 * @returns undefined when neither the due day, nor its being estimated, nor any coming moment changes
 */
export function recalculated(found: Deadline, book: RuleBook): Recalculation | undefined {
  if (found.calendarVersion === book.calendar.version) return undefined;
  const calendarVersion = book.calendar.version;
  const { dueOn, estimated } = dueDateBy(found, book, book.calendar);
  const inForce: RuleBook = {
    ...book,
    calendars: (version) => (version === calendarVersion ? book.calendar : book.calendars(version)),
  };
  const before = new Map(openRungs(found, book).map(({ key, at }) => [key, at]));
  const rungsMoved = openRungs({ ...found, dueOn, calendarVersion }, inForce).filter(
    ({ key, at }) => before.get(key) !== at,
  ).length;
  if (found.dueOn === dueOn && rungsMoved === 0 && estimated === found.estimated) return undefined;
  const { deadline, dueOn: fromDueOn, calendarVersion: fromCalendar } = found;
  return { deadline, fromDueOn, dueOn, fromCalendar, calendarVersion, estimated, rungsMoved };
}
