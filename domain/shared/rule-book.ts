import type { PackLookup } from './policy.js';
import type { WorkingCalendar } from './working-days.js';

/** Finds a calendar version. @throws UnpublishedError when no such version was ever published */
export type CalendarLookup = (version: string) => WorkingCalendar;

/**
 * What an organization has published, beside what ships with the product: versions never change, so a deadline
 * that names its pack and calendar reads the same for ever.
 */
export interface RuleBook {
  readonly packs: PackLookup;
  readonly calendars: CalendarLookup;
  /** The version in force, by which deadlines set from now on are counted. */
  readonly calendar: WorkingCalendar;
}
