import type { Pool } from 'pg';

/** Channel on which readers hear that the log has grown; its payload is empty. */
export const eventsChannel = 'events';

/** Under load one notification speaks for all appends of this time; a lone append waits for none. */
const gapMs = 10;

/** No flush to disk: who misses a notification polls. */
const notification = {
  name: 'es.wake',
  text: "select set_config('synchronous_commit', 'off', true), pg_notify($1, '')",
  values: [eventsChannel],
};

/**
 * Tells the readers that the log has grown, over another connection than the append: inside it, the
 * cluster-wide lock of NOTIFY would halve the rate. Calls made while one is under way, and shortly
 * after it, are one more together.
 *
 * @param onError told of a failed notification, which costs readers a poll interval, nothing else
 */
export function createWake(pool: Pool, onError: (error: unknown) => void): () => void {
  let state: 'idle' | 'sending' | 'sending, one more asked' = 'idle';

  function settle(): void {
    const asked = state !== 'sending';
    state = 'idle';
    if (asked) send();
  }

  function send(): void {
    state = 'sending';
    pool
      .query(notification)
      .catch(onError)
      .finally(() => setTimeout(settle, gapMs));
  }

  return () => {
    if (state === 'idle') send();
    else state = 'sending, one more asked';
  };
}
