import { z } from 'zod';
import { CalendarDate } from '../shared/calendar-date.js';
import { Code, Title } from './references.js';

/** What is kept as lists of data because it differs from place to place. */
export const ListKind = z.enum([
  'focusScheme',
  'taxonomy',
  'responsibilityLevels',
  'responsibilityFields',
  'integrationTags',
  'pledgeTexts',
  'supervisingBodies',
  'inspectionPeriods',
  'documentTitles',
  'targetCategories',
  'accountabilityGrounds',
]);
export type ListKind = z.infer<typeof ListKind>;

const Entry = z.strictObject({
  code: Code,
  title: Title,
  /** The entry above it; one without is a heading or stands alone. */
  parent: Code.optional(),
  /** Length of a period, where the list holds periods. */
  days: z.int().min(0).max(400).optional(),
  /** False where the sources only name a rule and its text is still to be found. */
  textKnown: z.boolean().optional(),
});
export type ListEntry = z.infer<typeof Entry>;

/** One version of one list. Two schemes of a kind differ in name, as those of two counties do. */
export const LocalList = z.object({
  list: ListKind,
  name: Code,
  version: z.int().min(1),
  title: Title,
  effectiveFrom: CalendarDate,
  entries: z.array(Entry).min(1).max(500),
});
export type LocalList = z.infer<typeof LocalList>;

/** `taxonomy COUNTY`, as versions of a list are counted. */
export function listName({ list, name }: Pick<LocalList, 'list' | 'name'>): string {
  return `${list} ${name}`;
}

/** Entries with nothing below them: what a finding can be filed under. */
export function leavesOf({ entries }: Pick<LocalList, 'entries'>): readonly ListEntry[] {
  const above = new Set(entries.map(({ parent }) => parent));
  return entries.filter(({ code }) => !above.has(code));
}
