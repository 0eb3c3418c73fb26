import type { CalendarDate } from '../shared/calendar-date.js';
import { shanghaiMoment, type Instant } from '../shared/instant.js';
import { ruleOf, type PackRef } from '../shared/policy.js';
import type { RuleBook } from '../shared/rule-book.js';
import { dueOf } from '../shared/working-days.js';

/**
 * The end of the last day of a window that nobody owes anything in, such as the months in which a closed case can
 * be reopened.
 *
 * @param calendarVersion the version the case was counted by, so that the end reads the same whenever it is read
 * @returns undefined when the rule names no limit
 */
export function windowEnd(
  rule: string,
  {
    pack,
    openedOn,
    calendarVersion,
  }: { pack: PackRef; openedOn: CalendarDate; calendarVersion: string },
  book: RuleBook,
): Instant | undefined {
  const { limit } = ruleOf(book.packs(pack), rule);
  if (!limit) return undefined;
  return shanghaiMoment(dueOf(openedOn, limit, book.calendars(calendarVersion)).dueOn, 24);
}
