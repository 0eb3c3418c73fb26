import type { CalendarDate } from '../shared/calendar-date.js';
import { ruleOf } from '../shared/policy.js';
import type { RuleBook } from '../shared/rule-book.js';
import { dueOf, type WorkingCalendar } from '../shared/working-days.js';
import { shiftedBy } from './due-day.js';
import type { Deadline } from './state.js';

type Counted = Pick<Deadline, 'rule' | 'pack' | 'anchorOn' | 'statedOn' | 'pauses'>;

/**
 * The due date of a deadline by a calendar: the day its case states or a grant gave, else the rule's limit from
 * its anchor, moved by every ended pause since.
 *
 * @throws RangeError for a rule without a limit whose case states no date
 */
export function dueDateBy(
  deadline: Counted,
  book: Pick<RuleBook, 'packs'>,
  calendar: WorkingCalendar,
): { dueOn: CalendarDate; estimated: boolean } {
  const { limit } = ruleOf(book.packs(deadline.pack), deadline.rule);
  const base =
    deadline.statedOn === null
      ? limit && dueOf(deadline.anchorOn, limit, calendar)
      : { dueOn: deadline.statedOn, estimated: false };
  if (!base)
    throw new RangeError(`rule ${deadline.rule} has no limit, so its case must state a due date`);
  // A stated day is moved as it is: nobody computed it, so nothing rolls it.
  const moved = shiftedBy(
    base.dueOn,
    deadline.statedOn === null ? limit : null,
    deadline.pauses,
    calendar,
  );
  return { dueOn: moved.dueOn, estimated: base.estimated || moved.estimated };
}
