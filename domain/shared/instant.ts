import { z } from 'zod';

/** A moment as `YYYY-MM-DDTHH:mm:ss.sssZ`; sorts as text. */
export const Instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
    'an instant like 2021-05-22T01:00:00.000Z',
  )
  .brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** China keeps one zone without daylight saving: UTC+8 all year. */
const SHANGHAI_OFFSET_MILLIS = 8 * 3_600_000;

/** @param millis milliseconds since the epoch */
export function instantFromMillis(millis: number): Instant {
  return new Date(millis).toISOString() as Instant;
}

/** @throws RangeError when the text is no moment */
export function millisOf(instant: Instant): number {
  const millis = new Date(instant).getTime();
  if (Number.isNaN(millis)) throw new RangeError(`not an instant: ${instant}`);
  return millis;
}

/** The calendar date on an office wall in Asia/Shanghai at that moment, `YYYY-MM-DD`. */
export function shanghaiDate(instant: Instant): string {
  return new Date(millisOf(instant) + SHANGHAI_OFFSET_MILLIS).toISOString().slice(0, 10);
}

/**
 * The moment at which a date's hour begins in Asia/Shanghai.
 *
 * @param date `YYYY-MM-DD`
 * @param hour 0 to 24, also a fraction; 24 is the end of that day
 */
export function shanghaiMoment(date: string, hour: number): Instant {
  const midnight = new Date(`${date}T00:00:00.000Z`).getTime();
  return instantFromMillis(midnight + hour * 3_600_000 - SHANGHAI_OFFSET_MILLIS);
}

/** The later of two moments. */
export function latest(first: Instant, ...others: readonly Instant[]): Instant {
  return others.reduce((a, b) => (b > a ? b : a), first);
}

/** As a clock on an office wall in Asia/Shanghai shows it: `2021-05-22 09:00`. */
export function shanghaiClock(instant: Instant): string {
  const shifted = new Date(millisOf(instant) + SHANGHAI_OFFSET_MILLIS).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 16)}`;
}
