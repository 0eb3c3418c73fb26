import type { CalendarDate } from '../shared/calendar-date.js';
import { ruleOf, type PolicyPack } from '../shared/policy.js';
import type { RuleBook } from '../shared/rule-book.js';
import type { WorkingCalendar } from '../shared/working-days.js';
import { dueDateBy } from './due-date.js';
import { isLateOn, isOwed, type Deadline } from './state.js';

/** Other rules for the same facts; what is absent stays as each deadline has it. */
export interface OtherRules {
  readonly pack?: PolicyPack;
  readonly calendar?: WorkingCalendar;
}

export interface WhatIf {
  readonly dueOn: CalendarDate;
  readonly late: boolean;
  /** Null for a rule the other pack leaves to each case. */
  readonly otherDueOn: CalendarDate | null;
  readonly otherLate: boolean;
  readonly estimated: boolean;
}

/**
 * When a deadline would have been due, and whether it would have been late, under other rules: its anchor,
 * pauses and grants are facts and stay. Source: `domain.md` U6.
 *
 * @param today for what is still owed: late once its day has passed
 * @throws RangeError when the other pack has no such rule
 */
export function whatIf(
  deadline: Deadline,
  { pack, calendar }: OtherRules,
  book: RuleBook,
  today: CalendarDate,
): WhatIf {
  const { dueOn, statedOn } = deadline;
  const late = isLate(deadline, dueOn, today);
  const days = calendar ?? book.calendars(deadline.calendarVersion);
  const packs = pack ? () => pack : book.packs;
  const { limit } = ruleOf(packs(deadline.pack), deadline.rule);
  if (statedOn === null && limit === null)
    return { dueOn, late, otherDueOn: null, otherLate: false, estimated: false };
  const other = dueDateBy(deadline, { packs }, days);
  const otherLate = isLate(deadline, other.dueOn, today);
  return { dueOn, late, otherDueOn: other.dueOn, otherLate, estimated: other.estimated };
}

/** A waived deadline was never late. */
function isLate(deadline: Deadline, dueOn: CalendarDate, today: CalendarDate): boolean {
  if (deadline.metOn !== undefined) return isLateOn(deadline, dueOn, deadline.metOn);
  return isOwed(deadline) && isLateOn(deadline, dueOn, today);
}
