import { recalculated, type Recalculation } from '../../domain/clock/recalculation.js';
import { whatIf, type OtherRules, type WhatIf } from '../../domain/clock/what-if.js';
import type { CalendarDate } from '../../domain/shared/calendar-date.js';
import type { RuleBook } from '../../domain/shared/rule-book.js';
import type { WorkingCalendar } from '../../domain/shared/working-days.js';
import type { Executor } from '../table.js';
import { deadlinesOf, type CaseDeadline } from './queries.js';

type Named = Pick<CaseDeadline, 'stream' | 'number' | 'unit' | 'title'>;

/** A date that another calendar moves. */
export type Move = Named & Recalculation;

/** A deadline under its own rules and under others. */
export type Compared = Named &
  WhatIf & { readonly deadline: string; readonly metOn: string | null };

const nameOf = ({ stream, number, unit, title }: CaseDeadline): Named => ({
  stream,
  number,
  unit,
  title,
});

/**
 * Every owed date that would move if a calendar came into force; nothing is written.
 *
 * @returns by case and deadline; empty when nothing moves
 */
export async function movedDates(
  db: Executor,
  calendar: WorkingCalendar,
  book: RuleBook,
): Promise<readonly Move[]> {
  const moves: Move[] = [];
  for await (const page of deadlinesOf(db, { owed: true }))
    for (const row of page) {
      const move = recalculated(row.detail, { ...book, calendar });
      if (move) moves.push({ ...nameOf(row), ...move });
    }
  return moves;
}

/** Figures of a comparison, and the deadlines that would have ended otherwise. */
export interface Comparison {
  readonly deadlines: number;
  readonly late: number;
  readonly otherLate: number;
  /** Those whose due day or lateness differs, by case and deadline. */
  readonly changed: readonly Compared[];
}

/** The deadlines of a period under other rules: who would have been late; nothing is written. */
export async function compareRules(
  db: Executor,
  period: { readonly from: CalendarDate; readonly to: CalendarDate },
  other: OtherRules,
  { book, today }: { readonly book: RuleBook; readonly today: CalendarDate },
): Promise<Comparison> {
  let [deadlines, late, otherLate] = [0, 0, 0];
  const changed: Compared[] = [];
  for await (const page of deadlinesOf(db, period))
    for (const row of page) {
      const { deadline, metOn = null } = row.detail;
      const outcome = whatIf(row.detail, other, book, today);
      deadlines += 1;
      late += Number(outcome.late);
      otherLate += Number(outcome.otherLate);
      if (outcome.otherDueOn !== outcome.dueOn || outcome.late !== outcome.otherLate)
        changed.push({ ...nameOf(row), deadline, metOn, ...outcome });
    }
  return { deadlines, late, otherLate, changed };
}
