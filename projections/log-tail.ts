import type { Kysely } from 'kysely';
import { listen } from '../database/listen.js';
import type { Database } from '../database/schema.js';
import type { StoredEvent } from '../event-store/event.js';
import { head, readLog } from '../event-store/read.js';
import { eventsChannel } from '../event-store/wake.js';

const pollMs = 250;
const pageEvents = 200;

/** The end of the log as the runners of one process see it: one watcher for all of them. */
export interface LogTail {
  /** Last position known to exist. */
  position(): number;
  /** Settles when the log goes beyond a position, the signal is given, or the time is over. */
  beyond(position: number, signal: AbortSignal, withinMs?: number): Promise<void>;
  /** The next events after a position; runners that stand at the same one share the read. */
  page(after: number): Promise<readonly StoredEvent[]>;
  /** The same where it was read already and reaches the end of the log; undefined otherwise. */
  held(after: number): Promise<readonly StoredEvent[]> | undefined;
  close(): Promise<void>;
}

/**
 * Follows the end of the log by notification, and by a poll for the notifications that are lost.
 *
 * @param url URL of the role that listens
 * @param onError told when the database cannot be asked; the next poll tries again
 */
export function followLog(
  db: Kysely<Database>,
  url: string,
  onError: (error: unknown) => void = () => undefined,
): LogTail {
  let known = 0;
  let asking: Promise<void> | undefined;
  let askAgain = false;
  const waiting = new Set<() => void>();
  let shared: { after: number; end: number; events: Promise<readonly StoredEvent[]> } | undefined;

  async function ask(): Promise<void> {
    do {
      askAgain = false;
      try {
        const { position } = await head(db);
        // A restored log is shorter: the runners must notice, so the tail follows it down.
        const moved = position !== known;
        known = position;
        if (moved) for (const wake of [...waiting]) wake();
      } catch (error) {
        onError(error);
      }
    } while (askAgain);
  }

  function look(): void {
    if (asking) askAgain = true;
    else
      asking = ask().finally(() => {
        asking = undefined;
      });
  }

  const listener = listen(url, eventsChannel, look, { onError });
  const poll = setInterval(look, pollMs);
  look();
  return {
    position: () => known,
    page(after) {
      if (shared?.after !== after || shared.end !== known) {
        const events = readLog(db, after, pageEvents);
        shared = { after, end: known, events };
        events.catch(() => (shared = undefined));
      }
      return shared.events;
    },
    held: (after) =>
      shared?.after === after && shared.end === known && known - after < pageEvents
        ? shared.events
        : undefined,
    async beyond(position, signal, withinMs) {
      if (known !== position || signal.aborted) return;
      await new Promise<void>((resolve) => {
        const timer = withinMs === undefined ? undefined : setTimeout(wake, withinMs);
        function wake(): void {
          clearTimeout(timer);
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        }
        waiting.add(wake);
        signal.addEventListener('abort', wake);
      });
    },
    async close() {
      clearInterval(poll);
      await listener.close();
      await asking;
    },
  };
}
