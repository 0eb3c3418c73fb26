import {
  addDays,
  daysInclusive,
  weekday,
  type CalendarDate,
} from '../../domain/shared/calendar-date.js';
import { shippedBook } from '../../domain/policy/packs.js';
import { ruleOf } from '../../domain/shared/policy.js';
import { NOTICE_YEARS } from '../../domain/shared/working-day-notices.js';
import { dueOf, shippedCalendar } from '../../domain/shared/working-days.js';
import type { CheckResult, PlayOptions } from '../scenario.js';
import { deadlineCheck } from '../kit/deadline-check.js';
import { COUNTED_DATES, DEADLINES, type CountedDate } from './deadline-facts.js';
import type { Installation } from './installation.js';

/** The limits of the round, as the source's calendar has them and as they were played. */
export function dateChecks(
  installation: Installation,
  options: PlayOptions,
): readonly CheckResult[] {
  return [
    ...DEADLINES.map((fact, index) =>
      deadlineCheck(installation.deadlines, options, fact, index + 1),
    ),
    ...COUNTED_DATES.map((fact, index) => countedCheck(fact, DEADLINES.length + index + 1)),
  ];
}

/** Goes through the days of the fact one by one, with the notice of 2021 in hand. */
function countedCheck(fact: CountedDate, ordinal: number): CheckResult {
  const { rule, pack, anchorOn, landsOn, counted, passedOver, dueOn, words } = fact;
  const { limit } = ruleOf(shippedBook.packs({ pack, version: 1 }), rule);
  const from = landsOn ?? addDays(anchorOn, 1);
  const days = [...counted, ...passedOver].sort();
  const walked = landsOn === undefined ? days : [...days, dueOn];
  const isComplete =
    walked.length === daysInclusive(from, dueOn) &&
    walked.every((day, index) => day === addDays(from, index));
  const amount = landsOn === undefined ? counted.length : monthsBetween(anchorOn, landsOn);
  const passed =
    isComplete &&
    amount === limit?.amount &&
    [...counted, dueOn].every(isWorkedIn2021) &&
    !passedOver.some(isWorkedIn2021) &&
    dueOf(anchorOn, limit, shippedCalendar).dueOn === dueOn;
  const print = `${rule} (${pack}) ${anchorOn} → ${dueOn}: ${words}`;
  return { id: `L${ordinal}`, passed, print, detail: JSON.stringify({ amount, limit, walked }) };
}

/** @returns -1 when the days of the month differ, so that no limit of whole months fits */
function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  const monthOf = (date: CalendarDate) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return from.slice(8) === to.slice(8) ? monthOf(to) - monthOf(from) : -1;
}

/** Monday to Friday without the notice's holidays, and its make-up days. */
function isWorkedIn2021(date: CalendarDate): boolean {
  const notice = NOTICE_YEARS['2021'];
  if (!notice) return false;
  const isHoliday = notice.rest.some(([first, last]) => first <= date && date <= last);
  const isWeekend = weekday(date) === 0 || weekday(date) === 6;
  return notice.work.includes(date) || (!isHoliday && !isWeekend);
}
