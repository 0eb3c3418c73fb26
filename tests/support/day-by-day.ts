import { getLunarDate, getSolarTermDate, isWorkday } from 'chinese-days';

/**
 * A second reading of the deadline rules, which shares no code with the domain: it walks day numbers made by
 * `Date.UTC`, asks a public package for the official notices, and has a list of statutory days of its own.
 */

/** Days since 1970-01-01. */
type Day = number;

export interface Question {
  readonly anchorOn: string;
  readonly amount: number;
  readonly unit: 'calendarMonth' | 'calendarDay' | 'workingDay';
  readonly roll: boolean;
  readonly backwards: boolean;
  /** The day of an extension, which replaces the counted one. */
  readonly extendedTo: string | null;
  readonly pauses: readonly { readonly fromOn: string; readonly toOn: string | null }[];
}

/** What a published calendar says otherwise than the notices to 2026. */
export interface Published {
  /** True for a day that is worked. */
  readonly changed: ReadonlyMap<string, boolean>;
  /** The last year with a notice; a later notice holds nothing but `changed`. */
  readonly lastYear: number;
}

const FIRST_YEAR = 2018;
const LAST_OFFICIAL_YEAR = 2026;
const DAY_MILLIS = 86_400_000;

/** Of days nobody changed; they are asked for again and again. */
const official = new Map<Day, boolean>();
const statutory = new Map<Day, boolean>();

export function dayOf(date: string): Day {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MILLIS;
}

export function dateOf(day: Day): string {
  return new Date(day * DAY_MILLIS).toISOString().slice(0, 10);
}

function yearOf(day: Day): number {
  return new Date(day * DAY_MILLIS).getUTCFullYear();
}

/** A wall calendar somebody leafs through; `guessed` once a leaf of a year without notice was looked at. */
export function wallCalendar({ changed, lastYear }: Published) {
  const otherwise = new Map([...changed].map(([date, working]) => [dayOf(date), working]));
  let guessed = false;
  return {
    guessed: () => guessed,
    isWorked(day: Day): boolean {
      const year = yearOf(day);
      if (year < FIRST_YEAR || year > lastYear) guessed = true;
      const change = otherwise.get(day);
      if (change !== undefined) return change;
      if (year <= LAST_OFFICIAL_YEAR)
        return remembered(official, day, () => isWorkday(dateOf(day)));
      if (isWeekend(day)) return false;
      return year <= lastYear || !remembered(statutory, day, () => isStatutory(day));
    },
  };
}

export type WallCalendar = ReturnType<typeof wallCalendar>;

/** The due day of the limit alone, before pauses and extensions: raw, then rolled. */
export function countedDay(question: Question, wall: WallCalendar): { raw: Day; due: Day } {
  const { anchorOn, amount, unit, roll, backwards } = question;
  const anchor = dayOf(anchorOn);
  const direction = backwards ? -1 : 1;
  let raw = anchor;
  if (unit === 'calendarMonth') raw = sameDayInMonth(anchor, direction * amount);
  else
    for (let left = amount; left > 0;) {
      raw += direction;
      if (unit === 'calendarDay' || wall.isWorked(raw)) left -= 1;
    }
  return { raw, due: roll ? rolled(raw, wall) : raw };
}

/** The due day with everything that happened to it. */
export function dueDayByDay(
  question: Question,
  published: Published,
): { dueOn: string; estimated: boolean } {
  const wall = wallCalendar(published);
  const extended = question.extendedTo === null ? null : dayOf(question.extendedTo);
  const countsWork = extended === null && question.unit === 'workingDay';
  let due = extended ?? countedDay(question, wall).due;
  // Each day a pause held is given back as a day of the same kind after the due day.
  for (const { fromOn, toOn } of question.pauses) {
    if (toOn === null) continue;
    for (let day = dayOf(fromOn); day < dayOf(toOn); day += 1) {
      if (countsWork && !wall.isWorked(day)) continue;
      do due += 1;
      while (countsWork && !wall.isWorked(due));
    }
  }
  if (extended === null && question.roll) due = rolled(due, wall);
  return { dueOn: dateOf(due), estimated: wall.guessed() };
}

function rolled(day: Day, wall: WallCalendar): Day {
  let due = day;
  while (!wall.isWorked(due)) due += 1;
  return due;
}

function sameDayInMonth(day: Day, months: number): Day {
  const from = new Date(day * DAY_MILLIS);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const same = new Date(Date.UTC(year, month, from.getUTCDate()));
  const spilled = same.getUTCDate() !== from.getUTCDate();
  return (spilled ? Date.UTC(year, month + 1, 0) : same.getTime()) / DAY_MILLIS;
}

function isWeekend(day: Day): boolean {
  const weekday = new Date(day * DAY_MILLIS).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** The thirteen statutory days since 2025. */
function isStatutory(day: Day): boolean {
  const date = dateOf(day);
  const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
  if (fixed.includes(date.slice(5))) return true;
  if (date === getSolarTermDate(yearOf(day), 4, 'pure_brightness')) return true;
  // The day before the first of the first lunar month is New Year's Eve.
  return (
    isLunar(day + 1, 1, [1]) ||
    isLunar(day, 1, [1, 2, 3]) ||
    isLunar(day, 5, [5]) ||
    isLunar(day, 8, [15])
  );
}

function isLunar(day: Day, month: number, days: readonly number[]): boolean {
  const { lunarMon, lunarDay, isLeap } = getLunarDate(dateOf(day));
  return !isLeap && lunarMon === month && days.includes(lunarDay);
}

function remembered(known: Map<Day, boolean>, day: Day, find: () => boolean): boolean {
  const found = known.get(day) ?? find();
  known.set(day, found);
  return found;
}
