import { addDays, addMonths, dayNumber, type CalendarDate } from '../shared/calendar-date.js';
import {
  addWorkingDays,
  onOrNextWorkingDay,
  signedAmount,
  watch,
  type Limit,
  type WorkingCalendar,
} from '../shared/working-days.js';

/** One day a person puts a finger on when following the count on a wall calendar. */
export interface DueStep {
  readonly on: CalendarDate;
  /**
   * `counted` and `skipped` are the days of a working-day count, `months` and `days` the one leap of the other
   * units, `rolled` a rest day at the end that was passed over.
   */
  readonly what: 'anchor' | 'counted' | 'skipped' | 'months' | 'days' | 'rolled' | 'due';
  /** Number of the counted day, or the length of the leap; null where nothing is counted. */
  readonly count: number | null;
  /** In the office's own words, such as 周末, 春节 or 调休上班. */
  readonly reason: string;
  /** True for a day the calendar was asked about and has no official notice for. */
  readonly estimated: boolean;
}

/** `steps` run from the anchor to the due day in the order of the count, first and last included. */
export interface DueExplanation {
  readonly dueOn: CalendarDate;
  /** Before the roll. */
  readonly rawDueOn: CalendarDate;
  readonly estimated: boolean;
  readonly steps: readonly DueStep[];
}

/**
 * The due date of a limit with every day that was looked at on the way; the same date as `dueOf`.
 *
 * @throws RangeError for a day outside the years 1 to 9999
 * Source: `domain.md` 1.4 (Civil Code 200–203 by analogy): the anchor day is not counted.
 */
export function explainDue(
  anchorOn: CalendarDate,
  limit: Limit,
  calendar: WorkingCalendar,
): DueExplanation {
  const count = {
    calendarMonth: () => [monthsStep(anchorOn, limit)],
    calendarDay: () => [daysStep(anchorOn, limit)],
    workingDay: () => workingDaySteps(anchorOn, limit, calendar),
  }[limit.unit]();
  const rawDueOn = count.at(-1)?.on ?? anchorOn;
  const rolled = limit.roll === 'none' ? [] : rolledSteps(rawDueOn, calendar);
  const dueOn = addDays(rawDueOn, rolled.length);
  const steps = [
    step(anchorOn, 'anchor', null, '起算日，当日不计'),
    ...count,
    ...rolled,
    dueStep(dueOn, limit, calendar),
  ];
  return { dueOn, rawDueOn, estimated: steps.some(({ estimated }) => estimated), steps };
}

/** Days d with `fromOn` ≤ d < `toOn` do not count; `toOn` is null while the pause lasts. */
export interface Pause {
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
}

/** How far one ended pause moved the due day. */
export interface Shift {
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate;
  readonly days: number;
  readonly unit: 'workingDay' | 'calendarDay';
}

/**
 * A due day moved by the pauses of its deadline: by as many working days as a pause held where the limit counts
 * working days, else by as many calendar days; the moved day rolls once, at the end, where the limit rolls.
 * An open pause moves nothing until it ends.
 *
 * @param limit null for a day somebody stated: it moves by calendar days and does not roll
 * @param pauses in any order; they never overlap, since a paused deadline is not paused again
 * @returns `shifts` in the order of the pauses, open ones left out; `estimated` when a day looked at here lies
 * in a year without official notice
 */
export function shiftedBy(
  dueOn: CalendarDate,
  limit: Limit | null,
  pauses: readonly Pause[],
  calendar: WorkingCalendar,
): { dueOn: CalendarDate; estimated: boolean; shifts: readonly Shift[] } {
  const { watched, sawEstimate } = watch(calendar);
  const unit = limit?.unit === 'workingDay' ? 'workingDay' : 'calendarDay';
  const shifts = pauses.flatMap(({ fromOn, toOn }): readonly Shift[] => {
    if (toOn === null) return [];
    const days =
      unit === 'workingDay'
        ? workingDaysIn(fromOn, toOn, watched)
        : Math.max(0, dayNumber(toOn) - dayNumber(fromOn));
    return [{ fromOn, toOn, days, unit }];
  });
  const days = shifts.reduce((sum, shift) => sum + shift.days, 0);
  const moved = unit === 'workingDay' ? addWorkingDays(dueOn, days, watched) : addDays(dueOn, days);
  const rolls = limit?.roll === 'nextWorkingDay';
  const movedDueOn = rolls ? onOrNextWorkingDay(moved, watched) : moved;
  return { dueOn: movedDueOn, estimated: sawEstimate(), shifts };
}

function step(
  on: CalendarDate,
  what: DueStep['what'],
  count: number | null,
  reason: string,
  estimated = false,
): DueStep {
  return { on, what, count, reason, estimated };
}

function monthsStep(anchorOn: CalendarDate, limit: Limit): DueStep {
  const months = signedAmount(limit);
  const on = addMonths(anchorOn, months);
  const day = Number(anchorOn.slice(8));
  const landing = on.slice(8) === anchorOn.slice(8) ? '的同日' : `的最后一日（该月没有 ${day} 日）`;
  return step(on, 'months', months, `${Math.abs(months)} 个月${side(months)}${landing}`);
}

function daysStep(anchorOn: CalendarDate, limit: Limit): DueStep {
  const days = signedAmount(limit);
  return step(addDays(anchorOn, days), 'days', days, `${Math.abs(days)} 日${side(days)}`);
}

function side(amount: number): string {
  return amount < 0 ? '之前' : '之后';
}

function workingDaySteps(
  anchorOn: CalendarDate,
  limit: Limit,
  calendar: WorkingCalendar,
): readonly DueStep[] {
  const amount = signedAmount(limit);
  const steps: DueStep[] = [];
  let counted = 0;
  for (let on = anchorOn; counted < Math.abs(amount);) {
    on = addDays(on, Math.sign(amount));
    const { working, reason, estimated } = calendar.kindOf(on);
    if (working) counted += 1;
    steps.push(
      working
        ? step(on, 'counted', counted, reason, estimated)
        : step(on, 'skipped', null, reason, estimated),
    );
  }
  return steps;
}

/** The rest days between the raw due day and the first working day on or after it. */
function rolledSteps(rawDueOn: CalendarDate, calendar: WorkingCalendar): readonly DueStep[] {
  const steps: DueStep[] = [];
  for (let on = rawDueOn; !calendar.kindOf(on).working; on = addDays(on, 1)) {
    const { reason, estimated } = calendar.kindOf(on);
    steps.push(step(on, 'rolled', null, reason, estimated));
  }
  return steps;
}

/** A due day that does not roll says nothing of its kind: the calendar was not asked. */
function dueStep(dueOn: CalendarDate, { unit, roll }: Limit, calendar: WorkingCalendar): DueStep {
  if (roll === 'none' && unit !== 'workingDay')
    return step(dueOn, 'due', null, '到期日，逢休息日不顺延');
  const { reason, estimated } = calendar.kindOf(dueOn);
  return step(dueOn, 'due', null, reason, estimated);
}

function workingDaysIn(from: CalendarDate, to: CalendarDate, calendar: WorkingCalendar): number {
  let days = 0;
  for (let day = from; day < to; day = addDays(day, 1)) if (calendar.kindOf(day).working) days += 1;
  return days;
}
