import { setTimeout as sleep } from 'node:timers/promises';

const TRIES = 6;
const PAUSE_MILLIS = 500;

/**
 * Does something again that left its outcome unknown: a busy server, a lost connection. It must be safe to repeat.
 *
 * @param isFinal tells errors that no repetition can cure
 * @throws the last error, or the first that is final
 */
export async function retried<T>(
  work: () => Promise<T>,
  isFinal: (error: unknown) => boolean,
  pauseMillis = PAUSE_MILLIS,
): Promise<T> {
  for (let tries = 1; ; tries += 1)
    try {
      return await work();
    } catch (error) {
      if (tries >= TRIES || isFinal(error)) throw error;
      await sleep(tries * pauseMillis);
    }
}
