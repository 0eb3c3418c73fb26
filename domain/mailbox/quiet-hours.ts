import { z } from 'zod';
import { addDays } from '../shared/calendar-date.js';
import { shanghaiClock, shanghaiMoment, type Instant } from '../shared/instant.js';

/** Longer would leave no time of a working day in which anything could arrive. */
const LONGEST_MINUTES = 14 * 60;
const DAY_MINUTES = 24 * 60;

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day like 20:00');

/** From one time of day to another, Asia/Shanghai, mostly over midnight; nothing is sent meanwhile. */
export const QuietHours = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay })
  .refine(({ from, to }) => from !== to, 'quiet hours have a length')
  .refine((quiet) => lengthOf(quiet) <= LONGEST_MINUTES, 'quiet hours last 14 hours at most');
export type QuietHours = Readonly<z.infer<typeof QuietHours>>;

/**
 * The first moment from `at` on at which something may be sent.
 *
 * @param quiet null when the holder wants none
 * @returns `at` itself outside quiet hours, else their end
 */
export function afterQuietHours(at: Instant, quiet: QuietHours | null): Instant {
  if (quiet === null) return at;
  const [date = '', time = ''] = shanghaiClock(at).split(' ');
  const elapsed = between(minutesOf(quiet.from), minutesOf(time));
  if (elapsed >= lengthOf(quiet)) return at;
  const end = minutesOf(quiet.to);
  const on = end > minutesOf(time) ? date : addDays(date, 1);
  return shanghaiMoment(on, end / 60);
}

export function isQuiet(at: Instant, quiet: QuietHours | null): boolean {
  return afterQuietHours(at, quiet) !== at;
}

function lengthOf({ from, to }: { readonly from: string; readonly to: string }): number {
  return between(minutesOf(from), minutesOf(to));
}

/** Minutes from one time of day to the next occurrence of another. */
function between(from: number, to: number): number {
  return (to - from + DAY_MINUTES) % DAY_MINUTES;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
