import { addDays } from '../shared/calendar-date.js';
import { instantFromMillis, millisOf, shanghaiDate, shanghaiMoment } from '../shared/instant.js';
import type { Instant } from '../shared/instant.js';
import type { WorkingCalendar } from '../shared/working-days.js';
import { isQuiet } from './quiet-hours.js';
import type { DeliveryKind, MailboxState } from './state.js';

const DAY_MILLIS = 24 * 3_600_000;

/** Red notices come one message at a time, not one message a rung. */
export const URGENT_EVERY_MILLIS = 10 * 60_000;

/** Rungs fire at the office time; a minute later those of one morning lie together. */
export const DIGEST_AFTER_OFFICE_MINUTES = 1;

/** Positions of the newest notices for the holder's posts that nobody has settled; 0 when there are none. */
export interface Newest {
  readonly any: number;
  readonly red: number;
}

/** The day's shape: which calendar, and from which minute after midnight a digest may go. */
export interface OfficeDay {
  readonly calendar: WorkingCalendar;
  readonly digestMinutes: number;
}

type Told = Pick<
  MailboxState,
  'quiet' | 'throughPosition' | 'urgentThrough' | 'digestOn' | 'urgentAt'
>;

/**
 * What is due for a mailbox now: one digest per working day, from the first minutes of the office on, and after
 * it at most every ten minutes a message about what has turned red.
 *
 * @returns null when nothing is due yet, nothing is new, or the holder's quiet hours run
 */
export function deliveryDue(
  mailbox: Told,
  newest: Newest,
  now: Instant,
  { calendar, digestMinutes }: OfficeDay,
): DeliveryKind | null {
  const today = shanghaiDate(now);
  if (!calendar.kindOf(today).working || isQuiet(now, mailbox.quiet)) return null;
  if (mailbox.digestOn !== today) {
    const begun = now >= shanghaiMoment(today, digestMinutes / 60);
    return begun && newest.any > mailbox.throughPosition ? 'digest' : null;
  }
  return newest.red > toldRed(mailbox) && !isTooSoon(mailbox, now) ? 'urgent' : null;
}

/** The last red notice that the holder was told of, by digest or in between. */
export function toldRed({
  throughPosition,
  urgentThrough,
}: Pick<MailboxState, 'throughPosition' | 'urgentThrough'>): number {
  return Math.max(throughPosition, urgentThrough);
}

/** True while the last urgent message is younger than ten minutes. */
export function isTooSoon({ urgentAt }: Pick<MailboxState, 'urgentAt'>, now: Instant): boolean {
  return urgentAt !== null && millisOf(now) < millisOf(urgentAt) + URGENT_EVERY_MILLIS;
}

/**
 * Notices issued before this moment had a digest due more than a day ago: whoever has heard of none of them by
 * now should be looked for.
 */
export function overdueBefore(now: Instant, { calendar, digestMinutes }: OfficeDay): Instant {
  const limit = instantFromMillis(millisOf(now) - DAY_MILLIS);
  for (let day = shanghaiDate(limit); ; day = addDays(day, -1)) {
    const digest = shanghaiMoment(day, digestMinutes / 60);
    if (calendar.kindOf(day).working && digest <= limit) return digest;
  }
}
