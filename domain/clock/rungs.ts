import { addDays, dayNumber, type CalendarDate } from '../shared/calendar-date.js';
import { shanghaiDate, shanghaiMoment, type Instant } from '../shared/instant.js';
import { officeMinutes, type PolicyPack, type Rung } from '../shared/policy.js';
import type { RuleBook } from '../shared/rule-book.js';
import {
  addWorkingDays,
  onOrNextWorkingDay,
  type WorkingCalendar,
} from '../shared/working-days.js';
import { isOwed, type Deadline, type WithClock } from './state.js';

/** The key under which a missed due day is claimed, beside the rungs of the ladder. */
export const MISSED = 'missed';
/** A pause without an end, and a case without a limit, come up this often, under keys of their own. */
const REPORT_DAYS = 7;
const PAUSED = 'paused-';
const WAIVED = 'waived-';

/** One moment of a deadline: a rung of its ladder, or, without `rung`, the end of its due day. */
export interface PlannedRung {
  readonly key: string;
  readonly at: Instant;
  readonly rung?: Rung;
}

type Planned = Pick<Deadline, 'ladder' | 'pack' | 'calendarVersion' | 'anchorOn' | 'dueOn'>;

/**
 * Every moment of the deadline by its own pack and calendar, in order of time, whether it has fired or not.
 *
 * @throws UnpublishedError when the book does not know the deadline's pack or calendar
 */
export function plannedRungs(deadline: Planned, book: RuleBook): readonly PlannedRung[] {
  const pack = book.packs(deadline.pack);
  const calendar = book.calendars(deadline.calendarVersion);
  const ladder = pack.ladders[deadline.ladder] ?? [];
  const rungs = ladder.map((rung) => ({
    key: rung.key,
    at: atOfficeTime(rungDate(deadline, rung, calendar), pack),
    rung,
  }));
  return [...rungs, { key: MISSED, at: shanghaiMoment(deadline.dueOn, 24) }].sort(byMoment);
}

/**
 * The moments still to come. What lay in the past already when the deadline was written down, or moved, is
 * treated so that an office which enters its papers late is neither warned of yesterday nor reported before it
 * can enter the next paper: rungs up to the due day are passed over; of the rungs after it only the last counts,
 * and it waits, like the end of the due day, for the next working morning. A paused deadline has one moment: the
 * next weekly word that it is still paused.
 */
export function openRungs(deadline: Deadline, book: RuleBook): readonly PlannedRung[] {
  if (deadline.status === 'paused') {
    const from = deadline.pauses.at(-1)?.fromOn ?? deadline.dueOn;
    return [weeklyWord(deadline, PAUSED, from, book)];
  }
  if (deadline.status !== 'running') return [];
  const planned = plannedRungs(deadline, book);
  const coming = planned.filter(({ at }) => at >= deadline.plannedAt);
  const behind = planned.filter(({ at }) => at < deadline.plannedAt);
  const morning = nextMorning(deadline, book);
  const caughtUp = [
    ...behind.filter(({ rung }) => rung === undefined),
    ...behind.filter(({ rung }) => rung !== undefined && rung.offset.amount > 0).slice(-1),
  ].map((entry) => ({ ...entry, at: morning }));
  return [...caughtUp, ...coming].filter(({ key }) => !deadline.fired.includes(key)).sort(byMoment);
}

/** A moment of a case, with the deadline it belongs to. */
export interface CaseRung extends PlannedRung {
  readonly of: Deadline;
}

/**
 * Every moment of a case still to come. A case that owes nothing since its limits were waived comes up weekly,
 * under the limit waived last, until another one begins or it is closed: nothing open is ever forgotten.
 *
 * @throws UnpublishedError when the book does not know a deadline's pack or calendar
 */
export function caseRungs({ clock }: WithClock, book: RuleBook): readonly CaseRung[] {
  const all = Object.values(clock.deadlines);
  const waived = all.some(isOwed) ? undefined : lastWaived(all);
  if (!waived)
    return all.flatMap((of) => openRungs(of, book).map((planned) => ({ ...planned, of })));
  const from = shanghaiDate(waived.plannedAt);
  return [{ ...weeklyWord(waived, WAIVED, from, book), of: waived }];
}

function lastWaived(all: readonly Deadline[]): Deadline | undefined {
  return all
    .filter(({ status }) => status === 'waived')
    .reduce<Deadline | undefined>((a, b) => (a && a.plannedAt > b.plannedAt ? a : b), undefined);
}

/**
 * Told to the office director: the week's number is part of the key, so each is reported once. Weeks that lay
 * behind already when a pause was entered are not reported one by one.
 */
function weeklyWord(
  deadline: Deadline,
  about: string,
  from: CalendarDate,
  book: RuleBook,
): PlannedRung {
  const pack = book.packs(deadline.pack);
  const calendar = book.calendars(deadline.calendarVersion);
  const momentOf = (week: number) =>
    atOfficeTime(onOrNextWorkingDay(addDays(from, week * REPORT_DAYS), calendar), pack);
  const prefix = `${about}${from}-`;
  const reported = deadline.fired
    .filter((key) => key.startsWith(prefix))
    .map((key) => Number(key.slice(prefix.length)));
  let week = Math.max(0, ...reported) + 1;
  while (momentOf(week) < deadline.plannedAt) week += 1;
  const rung = wordOf(`${prefix}${week}`);
  return { key: rung.key, at: momentOf(week), rung };
}

function wordOf(key: string): Rung {
  const offset = { amount: 0, unit: 'calendarDay' } as const;
  return { key, offset, lamp: 'yellow', audience: ['officeDirector'] };
}

/** Whether a key is one of the clock's own, which no ladder may use. */
export function isClockKey(key: string): boolean {
  return key === MISSED || isWord(key);
}

function isWord(key: string): boolean {
  return key.startsWith(PAUSED) || key.startsWith(WAIVED);
}

/** The rung that a claim was made under, also when it was a weekly word; undefined for the end of a due day. */
export function rungNamed(
  { ladder, pack }: Pick<Deadline, 'ladder' | 'pack'>,
  key: string,
  book: RuleBook,
): Rung | undefined {
  if (isWord(key)) return wordOf(key);
  return book.packs(pack).ladders[ladder]?.find((rung) => rung.key === key);
}

function nextMorning({ plannedAt, pack, calendarVersion }: Deadline, book: RuleBook): Instant {
  const calendar = book.calendars(calendarVersion);
  const next = onOrNextWorkingDay(addDays(shanghaiDate(plannedAt), 1), calendar);
  return atOfficeTime(next, book.packs(pack));
}

function atOfficeTime(date: CalendarDate, pack: PolicyPack): Instant {
  return shanghaiMoment(date, officeMinutes(pack) / 60);
}

function rungDate(
  { anchorOn, dueOn }: Planned,
  { offset }: Rung,
  calendar: WorkingCalendar,
): CalendarDate {
  if (offset.unit === 'workingDay') return addWorkingDays(dueOn, offset.amount, calendar);
  if (offset.unit === 'halfTime') {
    const half = Math.floor((dayNumber(dueOn) - dayNumber(anchorOn)) / 2);
    const middle = onOrNextWorkingDay(addDays(anchorOn, Math.max(0, half)), calendar);
    return middle < dueOn ? middle : dueOn;
  }
  if (offset.amount === 0) return dueOn;
  const day = onOrNextWorkingDay(addDays(dueOn, offset.amount), calendar);
  // A warning never moves past the due day it warns of, however long the holiday before it.
  return offset.amount < 0 && day > dueOn ? dueOn : day;
}

function byMoment(a: PlannedRung, b: PlannedRung): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}
