import { DIGEST_AFTER_OFFICE_MINUTES, type OfficeDay } from '../domain/mailbox/due-delivery.js';
import { countyDefault } from '../domain/policy/county-default.js';
import { officeMinutes } from '../domain/shared/policy.js';
import type { RuleBooks } from '../rule-book/index.js';

/** The calendar in force, and the first working minute: the office time, when the rungs have fired. */
export async function officeDayBy(books: RuleBooks): Promise<OfficeDay> {
  const { calendar } = await books.current();
  const digestMinutes = officeMinutes(countyDefault) + DIGEST_AFTER_OFFICE_MINUTES;
  return { calendar, digestMinutes };
}
