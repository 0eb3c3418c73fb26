import type { CalendarDate } from '../shared/calendar-date.js';
import type { WithFactSheets } from './fact-sheets.js';

/** Gone into another finding, or into parts of its own. */
export type Replaced = 'merged' | 'split';

/** What a finding gathers beside its way to the target; each part is missing until it happens. */
export interface FindingTrail {
  /** As two have assessed it, on the day of the last assessment. */
  readonly severity?: 'minor' | 'moderate' | 'serious';
  readonly assessedOn?: CalendarDate;
  /** Of its text; the text fed back is version 1. */
  readonly version?: number;
  readonly supersededOn?: CalendarDate;
  /** Earlier findings that it repeats, as `<inspection>/<finding>`. */
  readonly recursFrom?: readonly string[];
}

/** What is written around the inspection report. */
export interface ReportTrail extends WithFactSheets {
  /** The accepted version beneath a correction that the office has not accepted yet. */
  readonly supersededVersion?: number;
  readonly specialReports?: readonly string[];
}
