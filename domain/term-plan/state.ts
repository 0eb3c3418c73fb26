import { NO_DEADLINES, type WithClock } from '../clock/state.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import type { InspectionType } from '../shared/inspection.js';
import { ownEntry } from '../shared/own-entry.js';
import type { PackRef } from '../shared/policy.js';

/** One unit of the target catalog; an exemption says why it need not be inspected. */
export interface CatalogUnit {
  readonly unit: string;
  readonly name: string;
  readonly category: string;
  readonly parent: string | null;
  readonly exemptedOn: CalendarDate | null;
}

/** An inspection that took place, whether or not its unit stands in the catalog. */
export interface NotedInspection {
  readonly unit: string;
  readonly round: string;
  readonly inspection: string;
  readonly coveredOn: CalendarDate;
  readonly type: InspectionType;
}

export interface NotedRound {
  readonly round: string;
  readonly approvedOn: CalendarDate;
  readonly targets: number;
}

/** Minimums that the leading group sets for one year. */
export interface AnnualMinimum {
  readonly minimum: number;
  readonly rounds: number;
  readonly setOn: CalendarDate;
}

export interface AnnualPlan extends AnnualMinimum {
  /** What was in force before, oldest first. */
  readonly history: readonly AnnualMinimum[];
  /** Name of the deadline that runs, or ran last, for this year. */
  readonly deadline: string;
}

export interface TermState extends WithClock {
  readonly status: 'none' | 'open' | 'closed';
  readonly number: string;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate;
  readonly pack: PackRef | null;
  readonly categories: readonly string[];
  readonly units: Readonly<Record<string, CatalogUnit>>;
  /** Last published version, by target category. */
  readonly checklists: Readonly<Record<string, number>>;
  readonly annualPlans: Readonly<Record<string, AnnualPlan>>;
  readonly rounds: readonly NotedRound[];
  readonly inspections: readonly NotedInspection[];
}

export const INITIAL_TERM: TermState = {
  status: 'none',
  number: '',
  fromOn: '',
  toOn: '',
  pack: null,
  categories: [],
  units: {},
  checklists: {},
  annualPlans: {},
  rounds: [],
  inspections: [],
  clock: NO_DEADLINES,
};

/** @returns undefined for a unit outside the catalog; a code comes from a person, so `constructor` is none */
export function unitOf({ units }: Pick<TermState, 'units'>, unit: string): CatalogUnit | undefined {
  return ownEntry(units, unit);
}

export function planOf({ annualPlans }: TermState, year: number): AnnualPlan | undefined {
  return annualPlans[String(year)];
}

export function yearOf(on: CalendarDate): number {
  return Number(on.slice(0, 4));
}
