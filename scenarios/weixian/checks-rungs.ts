import { addDays, dayNumber, type CalendarDate } from '../../domain/shared/calendar-date.js';
import {
  millisOf,
  shanghaiDate,
  shanghaiMoment,
  type Instant,
} from '../../domain/shared/instant.js';
import { officeMinutes, ruleOf, type PolicyPack, type Rung } from '../../domain/shared/policy.js';
import { shippedCalendar } from '../../domain/shared/working-days.js';
import type { CheckResult, PlayOptions } from '../scenario.js';
import { CLAIMS, allEvents, keyOf, type Installation, type PlayedEvent } from './installation.js';

/** From the due moment to the decision, as the workflow's clock has it. */
const PROMPT_MILLIS = 60_000;

/** Events by which the moments of a deadline are planned anew. */
const PLANNING: readonly string[] = ['DeadlineSet', 'DeadlineExtended', 'DeadlineResumed'];

/**
 * Counts the moment of every rung again, from the pack's ladder and the due day alone, day by day on the calendar:
 * the product's own arithmetic has no part in it.
 */
export function rungArithmeticCheck(
  installation: Installation,
  { pack }: PlayOptions,
): CheckResult {
  const events = allEvents(installation);
  const fired = events.filter(({ type }) => CLAIMS.includes(type));
  const wrong = fired.flatMap((event) => {
    const expected = momentOf(event, events, pack);
    const late = millisOf(event.now) - millisOf(expected);
    return late >= 0 && late < PROMPT_MILLIS ? [] : [`${keyOf(event)} ${event.now} ${expected}`];
  });
  return {
    id: 'D6',
    passed: fired.length > 0 && wrong.length === 0,
    print: `逐日重算每一级的时刻 (规则包 ${pack.pack} ${pack.version}): ${fired.length - wrong.length}/${fired.length}`,
    detail: wrong.join(', '),
  };
}

function momentOf(event: PlayedEvent, events: readonly PlayedEvent[], pack: PolicyPack): Instant {
  const before = events.filter(
    (other) => keyOf(other) === keyOf(event) && other.version < event.version,
  );
  const set = before.findLast(({ type }) => type === 'DeadlineSet');
  const writtenAt = before.findLast(({ type }) => PLANNING.includes(type))?.now;
  const anchorOn = String(set?.data['anchorOn']);
  const dueOn = String(event.data['dueOn']);
  const { ladder } = ruleOf(pack, String(event.data['rule']));
  const rung = (pack.ladders[ladder] ?? []).find(({ key }) => key === event.data['rung']);
  const moment = rung
    ? officeTime(rungDay(rung, { anchorOn, dueOn }), pack)
    : shanghaiMoment(dueOn, 24);
  // What lay behind when it was written down waits for the next working morning.
  return writtenAt === undefined || moment >= writtenAt
    ? moment
    : officeTime(workingDayFrom(addDays(shanghaiDate(writtenAt), 1)), pack);
}

function rungDay(
  { offset: { amount, unit } }: Rung,
  { anchorOn, dueOn }: { readonly anchorOn: CalendarDate; readonly dueOn: CalendarDate },
): CalendarDate {
  switch (unit) {
    case 'workingDay':
      return workingDaysAway(dueOn, amount);
    case 'calendarDay':
      return amount === 0 ? dueOn : workingDayFrom(addDays(dueOn, amount));
    case 'halfTime': {
      const half = Math.floor((dayNumber(dueOn) - dayNumber(anchorOn)) / 2);
      const middle = workingDayFrom(addDays(anchorOn, half));
      return middle < dueOn ? middle : dueOn;
    }
  }
}

/** Walks day by day and counts the days on which the office works; the first day is not counted. */
function workingDaysAway(from: CalendarDate, amount: number): CalendarDate {
  const step = Math.sign(amount);
  let day = from;
  let counted = 0;
  while (counted < Math.abs(amount)) {
    day = addDays(day, step);
    if (isWorked(day)) counted += 1;
  }
  return day;
}

function workingDayFrom(date: CalendarDate): CalendarDate {
  let day = date;
  while (!isWorked(day)) day = addDays(day, 1);
  return day;
}

const isWorked = (date: CalendarDate): boolean => shippedCalendar.kindOf(date).working;

const officeTime = (date: CalendarDate, pack: PolicyPack): Instant =>
  shanghaiMoment(date, officeMinutes(pack) / 60);
