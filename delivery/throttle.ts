/** Says when the next message may go to a receiver that takes only so many in a while. */
export interface Throttle {
  /**
   * Takes a place in the window of that key.
   *
   * @param nowMillis milliseconds since the epoch
   * @returns milliseconds to wait; 0 when the place is taken, and only then
   */
  take(key: string, nowMillis: number): number;
}

/**
 * A sliding window: no stretch of `windowMillis` sees more than `limit` takes of one key. It knows
 * the takes of this process only; a second process has a window of its own.
 *
 * @throws RangeError when the limit or the window is below 1
 */
export function createThrottle({
  limit,
  windowMillis,
}: {
  readonly limit: number;
  readonly windowMillis: number;
}): Throttle {
  if (!(limit >= 1) || !(windowMillis >= 1)) {
    throw new RangeError('a throttle needs a limit and a window of 1 or more');
  }
  const takes = new Map<string, readonly number[]>();

  /** A clock that was set back leaves takes in the future; they count no more, or they would block. */
  const recentOf = (times: readonly number[], nowMillis: number): readonly number[] =>
    times.filter((time) => time <= nowMillis && time > nowMillis - windowMillis);

  /** Keys that fell silent are forgotten, so that the map stays as small as the list of receivers. */
  const forgetSilent = (nowMillis: number): void => {
    for (const [key, times] of takes) {
      if (recentOf(times, nowMillis).length === 0) takes.delete(key);
    }
  };

  return {
    take(key, nowMillis) {
      forgetSilent(nowMillis);
      const recent = recentOf(takes.get(key) ?? [], nowMillis);
      const oldest = recent.at(-limit);
      if (oldest !== undefined) return oldest + windowMillis - nowMillis;
      takes.set(key, [...recent, nowMillis]);
      return 0;
    },
  };
}
