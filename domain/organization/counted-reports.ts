import { daysInclusive, type CalendarDate } from '../shared/calendar-date.js';
import type { FigureReport } from './state.js';

/** A standing report with its number. */
export interface NumberedReport extends FigureReport {
  readonly report: string;
}

/**
 * The reports that a sum as of a day rests on: those whose period had ended by then. Of two of one organization that
 * overlap, as a year and its quarters do, the longer one counts alone, so that no day is summed twice.
 */
export function countedReports(
  reports: Readonly<Record<string, FigureReport>>,
  on: CalendarDate,
): readonly NumberedReport[] {
  return Object.entries(reports)
    .map(([report, period]) => ({ report, ...period }))
    .filter(({ toOn }) => toOn <= on)
    .sort(longestFirst)
    .reduce<readonly NumberedReport[]>(
      (counted, next) =>
        counted.some((other) => overlaps(other, next)) ? counted : [...counted, next],
      [],
    )
    .toSorted((one, other) => compared(sortKey(one), sortKey(other)));
}

function longestFirst(one: NumberedReport, other: NumberedReport): number {
  const days = ({ fromOn, toOn }: NumberedReport) => daysInclusive(fromOn, toOn);
  return days(other) - days(one) || compared(sortKey(one), sortKey(other));
}

function overlaps(one: NumberedReport, other: NumberedReport): boolean {
  return one.from === other.from && one.fromOn <= other.toOn && other.fromOn <= one.toOn;
}

const sortKey = ({ from, fromOn, report }: NumberedReport) => `${from} ${fromOn} ${report}`;

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
