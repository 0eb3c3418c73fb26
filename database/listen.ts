import pg from 'pg';

/** First and longest wait before a lost connection is tried again. */
const firstDelayMs = 100;
const longestDelayMs = 5000;

/** A dedicated connection that hears notifications; see `listen`. */
export interface Listener {
  /** Settles when the first LISTEN is in force. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

export interface ListenOptions {
  /** Told of every lost connection; the listener reconnects by itself. */
  readonly onError?: (error: Error) => void;
}

/**
 * Hears `NOTIFY` on one channel over a connection of its own, and reconnects for ever.
 *
 * @param url URL of the role that listens
 * @param heard called with the payload; with `''` after each (re)connection, because
 *   notifications sent meanwhile are lost: the hearer looks for itself
 */
export function listen(
  url: string,
  channel: string,
  heard: (payload: string) => void,
  options: ListenOptions = {},
): Listener {
  let closed = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let delayMs = firstDelayMs;
  let markReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    markReady = resolve;
  });

  const tryAgain = (failed: pg.Client, error: Error): void => {
    if (closed || client !== failed) return;
    client = undefined;
    options.onError?.(error);
    failed.end().catch(() => undefined);
    timer = setTimeout(() => void open(), delayMs);
    delayMs = Math.min(delayMs * 2, longestDelayMs);
  };

  async function open(): Promise<void> {
    const mine = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      application_name: `xuncha listen ${channel}`,
    });
    client = mine;
    mine.on('error', (error) => tryAgain(mine, error));
    mine.on('end', () => tryAgain(mine, new Error('The connection that listens was closed.')));
    mine.on('notification', ({ payload }) => heard(payload ?? ''));
    try {
      await mine.connect();
      await mine.query(`listen ${mine.escapeIdentifier(channel)}`);
    } catch (error) {
      tryAgain(mine, error instanceof Error ? error : new Error(String(error)));
      return;
    }
    delayMs = firstDelayMs;
    markReady();
    heard('');
  }

  void open();
  return {
    ready,
    async close() {
      closed = true;
      clearTimeout(timer);
      markReady();
      await client?.end().catch(() => undefined);
    },
  };
}
