import { instantFromMillis, millisOf, type Instant } from '../shared/instant.js';
import { afterQuietHours, type QuietHours } from './quiet-hours.js';

const MINUTE_MILLIS = 60_000;
const HOUR_MILLIS = 60 * MINUTE_MILLIS;

/** Waits after the first failures; a receiver that is down for an hour is tried every four hours. */
const BACK_OFF_MILLIS = [1, 5, 15, 60, 120].map((minutes) => minutes * MINUTE_MILLIS);
const LONGEST_BACK_OFF_MILLIS = 4 * HOUR_MILLIS;
/** A notice that did not arrive within a day is another person's business. */
const GIVE_UP_MILLIS = 24 * HOUR_MILLIS;

/** An attempt that failed. */
export interface FailedAttempt {
  /** From 1. */
  readonly attempt: number;
  readonly startedAt: Instant;
  readonly failedAt: Instant;
  /** The same at every further attempt. */
  readonly permanent: boolean;
  /** What the receiver asked for. */
  readonly retryAfterSeconds: number | null;
}

/**
 * When the next attempt is made: after a wait that grows, never before the receiver wants it, and not in quiet
 * hours.
 *
 * @returns null when the channel gives up: the failure is permanent, or a day has passed by then
 */
export function nextAttemptAt(
  { attempt, startedAt, failedAt, permanent, retryAfterSeconds }: FailedAttempt,
  quiet: QuietHours | null,
): Instant | null {
  if (permanent) return null;
  const backOff = BACK_OFF_MILLIS[attempt - 1] ?? LONGEST_BACK_OFF_MILLIS;
  const wait = Math.max(backOff, (retryAfterSeconds ?? 0) * 1_000);
  const at = afterQuietHours(instantFromMillis(millisOf(failedAt) + wait), quiet);
  return millisOf(at) > millisOf(startedAt) + GIVE_UP_MILLIS ? null : at;
}
