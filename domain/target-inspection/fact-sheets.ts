import type { CalendarDate } from '../shared/calendar-date.js';

/** A fact-confirmation sheet (事实确认单) as decisions need it; what it says lies in its document. */
export interface FactSheet {
  readonly status: 'submitted' | 'confirmed' | 'disputed' | 'revised';
  readonly findings: readonly string[];
  readonly submittedOn: CalendarDate;
  readonly answeredOn?: CalendarDate;
  /** The findings whose facts the target does not accept. */
  readonly disputed?: readonly string[];
}

/** The part of a target's state that holds its sheets, the first of them numbered 1. */
export interface WithFactSheets {
  readonly factSheets?: readonly FactSheet[];
}

export function sheetNumbered(
  { factSheets = [] }: WithFactSheets,
  sheet: number,
): FactSheet | undefined {
  return factSheets[sheet - 1];
}

export function withSheet<S extends WithFactSheets>(
  target: S,
  sheet: number,
  change: Partial<FactSheet>,
): S {
  const { factSheets = [] } = target;
  return {
    ...target,
    factSheets: factSheets.map((one, place) => (place === sheet - 1 ? { ...one, ...change } : one)),
  };
}

/** Numbers of the sheets that stand at such a step. */
export function sheetsAt(
  { factSheets = [] }: WithFactSheets,
  status: FactSheet['status'],
): readonly number[] {
  return factSheets.flatMap((one, place) => (one.status === status ? [place + 1] : []));
}

/** The target still has a word on the facts: its sheet is unanswered, or the dispute unsettled. */
export function isWithTarget({ factSheets = [] }: WithFactSheets, finding: string): boolean {
  return factSheets.some(
    ({ status, findings, disputed = [] }) =>
      (status === 'submitted' && findings.includes(finding)) ||
      (status === 'disputed' && disputed.includes(finding)),
  );
}
