/** Free attempts, then a wait that doubles up to a quarter of an hour. */
const freeFailures = 4;
const firstWaitMillis = 1000;
const longestWaitMillis = 15 * 60_000;
/** Names remembered at most; the oldest is forgotten first. */
const remembered = 10_000;

interface Attempts {
  readonly failures: number;
  readonly until: number;
}

/** Makes guessing slow: each failed sign-in of a name lets the next attempt wait longer. */
export interface SlowDown {
  /** @returns seconds until the next attempt is looked at; 0 when it may go on */
  wait(key: string): number;
  failed(key: string): void;
  succeeded(key: string): void;
}

/** @param wallClock milliseconds since the epoch */
export function createSlowDown(wallClock: () => number): SlowDown {
  const records = new Map<string, Attempts>();
  return {
    wait(key) {
      const until = records.get(key)?.until ?? 0;
      return Math.max(0, Math.ceil((until - wallClock()) / 1000));
    },
    failed(key) {
      const failures = (records.get(key)?.failures ?? 0) + 1;
      const over = failures - freeFailures;
      const waitMillis =
        over <= 0 ? 0 : Math.min(firstWaitMillis * 2 ** (over - 1), longestWaitMillis);
      records.delete(key);
      records.set(key, { failures, until: wallClock() + waitMillis });
      const oldest = records.keys().next();
      if (records.size > remembered && !oldest.done) records.delete(oldest.value);
    },
    succeeded(key) {
      records.delete(key);
    },
  };
}
