import { addMonths, type CalendarDate } from '../shared/calendar-date.js';
import { isFedBack, judgesOldFindings } from '../shared/inspection.js';
import { planOf, unitOf, yearOf, type NotedInspection, type TermState } from './state.js';

/** Three years without an inspection are an alarm. Source: `domain.md` 1.4, row coverage. */
const IDLE_MONTHS = 36;

export interface Coverage {
  readonly covered: number;
  readonly total: number;
  readonly percentTenths: number;
  /** Codes, in order, of units no inspection of any kind is known of. */
  readonly neverInspected: readonly string[];
  /** Codes, in order, of units whose last inspection lies three years back or more. */
  readonly idle: readonly string[];
}

export interface AnnualProgress {
  readonly minimum: number;
  readonly approvedTargets: number;
  readonly remaining: number;
  readonly percentTenths: number;
}

/** Share in tenths of a percent, half up: 39 of 70 is 557; nothing of nothing is 0. */
export function percentTenths(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((2_000 * part + whole) / (2 * whole));
}

/** First day within the term on which each unit was covered; whoever returns to old findings covers nothing anew. */
function firstCoverage({ inspections, fromOn, toOn }: TermState) {
  const first = new Map<string, CalendarDate>();
  for (const { unit, type, coveredOn } of inspections) {
    if (judgesOldFindings(type) || coveredOn < fromOn || coveredOn > toOn) continue;
    const known = first.get(unit);
    if (known === undefined || coveredOn < known) first.set(unit, coveredOn);
  }
  return first;
}

function lastInspection({ inspections }: TermState, today: CalendarDate) {
  const last = new Map<string, CalendarDate>();
  for (const { unit, type, coveredOn } of inspections)
    if (isFedBack(type) && coveredOn <= today && coveredOn > (last.get(unit) ?? ''))
      last.set(unit, coveredOn);
  return last;
}

/** How far the term has come on a day; what happened later is left out. */
export function coverageOf(term: TermState, today: CalendarDate): Coverage {
  const first = firstCoverage(term);
  const last = lastInspection(term, today);
  const codes = Object.keys(term.units).sort();
  const covered = codes.filter((unit) => {
    const on = first.get(unit);
    return on !== undefined && on <= today;
  }).length;
  return {
    covered,
    total: codes.length,
    percentTenths: percentTenths(covered, codes.length),
    neverInspected: codes.filter((unit) => !last.has(unit)),
    idle: codes.filter((unit) => {
      const on = last.get(unit);
      return on !== undefined && addMonths(on, IDLE_MONTHS) <= today;
    }),
  };
}

/** Inspections of units that the catalog does not hold; adding the unit makes them count. */
export function uncataloged(term: TermState): readonly NotedInspection[] {
  return term.inspections.filter(({ unit }) => !unitOf(term, unit));
}

/** Units neither covered nor exempted, in order of their codes. */
export function unsettledUnits(term: TermState): readonly string[] {
  const first = firstCoverage(term);
  return Object.values(term.units)
    .filter(({ unit, exemptedOn }) => exemptedOn === null && !first.has(unit))
    .map(({ unit }) => unit)
    .sort();
}

export function isCovered(term: TermState, unit: string): boolean {
  return firstCoverage(term).has(unit);
}

/** The day on which the last unit was covered or exempted; the term's first day when there is none. */
export function settledOn(term: TermState): CalendarDate {
  const first = firstCoverage(term);
  return Object.values(term.units)
    .map(({ unit, exemptedOn }) => first.get(unit) ?? exemptedOn ?? term.fromOn)
    .reduce((latest, on) => (on > latest ? on : latest), term.fromOn);
}

const roundsOf = ({ rounds }: TermState, year: number) =>
  rounds.filter(({ approvedOn }) => yearOf(approvedOn) === year);

/** Targets of the year's approved rounds against its minimum; a year without a plan has the minimum 0. */
export function annualProgress(term: TermState, year: number): AnnualProgress {
  const minimum = planOf(term, year)?.minimum ?? 0;
  const approvedTargets = roundsOf(term, year).reduce((sum, { targets }) => sum + targets, 0);
  return {
    minimum,
    approvedTargets,
    remaining: Math.max(0, minimum - approvedTargets),
    percentTenths: percentTenths(approvedTargets, minimum),
  };
}

/** Both minimums of the year's plan are reached: targets and rounds. */
export function isReached(term: TermState, year: number): boolean {
  const plan = planOf(term, year);
  return (
    plan !== undefined &&
    annualProgress(term, year).remaining === 0 &&
    roundsOf(term, year).length >= plan.rounds
  );
}
