import { addDays } from '../shared/calendar-date.js';
import { shanghaiDate, shanghaiMoment, type Instant } from '../shared/instant.js';
import type { PolicyPack, Rung } from '../shared/policy.js';
import {
  addWorkingDays,
  onOrNextWorkingDay,
  type WorkingCalendar,
} from '../shared/working-days.js';
import type { Deadline } from './state.js';

/** The key under which a missed due day is claimed, beside the rungs of the ladder. */
export const MISSED = 'missed';

/** One moment of a deadline: a rung of its ladder, or, without `rung`, the end of its due day. */
export interface PlannedRung {
  readonly key: string;
  readonly at: Instant;
  readonly rung?: Rung;
}

/** @returns every moment of the deadline, in order of time, whether it has fired or not */
export function plannedRungs(
  deadline: Deadline,
  pack: PolicyPack,
  calendar: WorkingCalendar,
): readonly PlannedRung[] {
  const ladder = pack.ladders[deadline.ladder] ?? [];
  const rungs = ladder.map((rung) => ({
    key: rung.key,
    at: shanghaiMoment(rungDate(deadline.dueOn, rung, calendar), pack.officeHour),
    rung,
  }));
  return [...rungs, { key: MISSED, at: shanghaiMoment(deadline.dueOn, 24) }].sort(byMoment);
}

/**
 * The moments still to come. What lay in the past already when the deadline was written down is treated so
 * that an office which enters its papers late is neither warned of yesterday nor reported before it can
 * enter the next paper: rungs up to the due day are passed over; of the rungs after it only the last counts,
 * and it waits, like the end of the due day, for the next working morning.
 */
export function openRungs(
  deadline: Deadline,
  pack: PolicyPack,
  calendar: WorkingCalendar,
): readonly PlannedRung[] {
  if (deadline.status !== 'running') return [];
  const planned = plannedRungs(deadline, pack, calendar);
  const coming = planned.filter(({ at }) => at >= deadline.setAt);
  const behind = planned.filter(({ at }) => at < deadline.setAt);
  const morning = nextMorning(deadline.setAt, pack, calendar);
  const caughtUp = [
    ...behind.filter(({ rung }) => rung === undefined),
    ...behind.filter(({ rung }) => rung !== undefined && rung.offset.amount > 0).slice(-1),
  ].map((entry) => ({ ...entry, at: morning }));
  return [...caughtUp, ...coming].filter(({ key }) => !deadline.fired.includes(key)).sort(byMoment);
}

function nextMorning(after: Instant, pack: PolicyPack, calendar: WorkingCalendar): Instant {
  const next = onOrNextWorkingDay(addDays(shanghaiDate(after), 1), calendar);
  return shanghaiMoment(next, pack.officeHour);
}

function rungDate(dueOn: string, { offset }: Rung, calendar: WorkingCalendar): string {
  if (offset.amount === 0) return dueOn;
  if (offset.unit === 'workingDay') return addWorkingDays(dueOn, offset.amount, calendar);
  return onOrNextWorkingDay(addDays(dueOn, offset.amount), calendar);
}

function byMoment(a: PlannedRung, b: PlannedRung): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}
