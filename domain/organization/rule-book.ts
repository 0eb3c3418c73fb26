import { shippedBook } from '../policy/packs.js';
import { packName } from '../shared/policy.js';
import type { RuleBook } from '../shared/rule-book.js';
import type { WorkingCalendar } from '../shared/working-days.js';
import { calendarOf } from './notice-calendar.js';
import type { OrganizationState } from './state.js';

/** The published versions of an organization over those that ship with the product. */
export function ruleBookOf({
  packs,
  calendars,
  calendar,
}: Pick<OrganizationState, 'packs' | 'calendars' | 'calendar'>): RuleBook {
  const built = new Map<string, WorkingCalendar>(
    Object.entries(calendars).map(([version, data]) => [version, calendarOf(data)]),
  );
  return {
    packs: (ref) => packs[packName(ref)] ?? shippedBook.packs(ref),
    calendars: (version) => built.get(version) ?? shippedBook.calendars(version),
    calendar: (calendar === null ? undefined : built.get(calendar)) ?? shippedBook.calendar,
  };
}
