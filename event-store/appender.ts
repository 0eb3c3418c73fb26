import pg from 'pg';
import type { Pool } from 'pg';
import { appendBatch, storedRequests } from './append.js';
import { seal } from './envelope.js';
import type { SealedAppend } from './envelope.js';
import type { Append, Appended } from './event.js';
import { failpoint } from './failpoint.js';
import { WaitingCommands } from './waiting-commands.js';
import { createWake } from './wake.js';

/** More commands wait than the appender may hold; the caller tries again later. */
export class AppenderFullError extends Error {
  override readonly name = 'AppenderFullError';
}

export interface AppenderOptions {
  /** Commands of one call; 256 when absent. */
  readonly maxCommands?: number;
  /** Events of one call; 1,000 when absent. */
  readonly maxEvents?: number;
  /** Bytes of one call; 4 MiB when absent. */
  readonly maxBytes?: number;
  /** Calls under way at once; 2 when absent. */
  readonly inFlight?: number;
  /** Commands that may wait; 4,096 when absent. */
  readonly maxWaiting?: number;
  /** Told of a failed notification of the readers, who then find the events by polling. */
  readonly onError?: (error: unknown) => void;
}

/** Appends through as few calls as possible; see `createAppender`. */
export interface Appender {
  /**
   * Appends the events of one command, exactly once for its id.
   *
   * @throws UnstorableError when the events cannot be kept, AppenderFullError when too many wait;
   *   any other error leaves the outcome unknown: submit again with the same id
   */
  submit(command: Append): Promise<Appended>;
}

interface Entry {
  readonly command: SealedAppend;
  readonly done: Promise<Appended>;
  readonly settle: (outcome: Appended) => void;
  readonly fail: (error: unknown) => void;
}

function newEntry(command: SealedAppend): Entry {
  let settle: Entry['settle'] = () => undefined;
  let fail: Entry['fail'] = () => undefined;
  const done = new Promise<Appended>((resolve, reject) => {
    settle = resolve;
    fail = reject;
  });
  return { command, done, settle, fail };
}

/** Data exceptions and broken constraints: the fault lies in one command of the batch. */
const isRowError = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '');

/** Sends the batch over one connection; `again` becomes `reused` when the request differs. */
async function send(pool: Pool, batch: readonly SealedAppend[]): Promise<Appended[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const answer = appendBatch(client, batch);
    // A failpoint may leave this function before the answer is awaited.
    answer.catch(() => undefined);
    await failpoint('flush.sent');
    const outcomes = await answer;
    const repeated = batch.filter((_, index) => outcomes[index]?.outcome === 'again');
    if (repeated.length === 0) return outcomes;
    const ids = repeated.map(({ id }) => id);
    const requests = await storedRequests(client, ids);
    return outcomes.map((outcome, index) => {
      const command = batch[index];
      const differs = command !== undefined && requests.get(command.id) !== command.request;
      return outcome.outcome === 'again' && differs ? { outcome: 'reused' } : outcome;
    });
  } catch (error) {
    // A connection whose statement may still run must not serve the next caller.
    if (!isRowError(error)) broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Reads the id of the log once; a failed attempt is forgotten, so that the next one tries anew. */
function createLogId(pool: Pool): () => Promise<string> {
  let known: Promise<string> | undefined;
  const read = async (): Promise<string> => {
    const { rows } = await pool.query<{ log_id: string }>('select log_id from es.head');
    const row = rows[0];
    if (row === undefined) throw new Error('The log has no head: the database was not set up.');
    return row.log_id;
  };
  return () =>
    (known ??= read().catch((error: unknown) => {
      known = undefined;
      throw error;
    }));
}

class Combiner implements Appender {
  readonly #pool: Pool;
  readonly #waiting: WaitingCommands<Entry>;
  readonly #byId = new Map<string, Entry>();
  readonly #inFlight: number;
  readonly #maxWaiting: number;
  readonly #logId: () => Promise<string>;
  readonly #wake: () => void;
  #running = 0;
  #armed = false;

  constructor(pool: Pool, options: AppenderOptions) {
    const { maxCommands = 256, maxEvents = 1000, maxBytes = 4_194_304 } = options;
    this.#pool = pool;
    this.#waiting = new WaitingCommands({
      commands: maxCommands,
      events: maxEvents,
      bytes: maxBytes,
    });
    this.#inFlight = options.inFlight ?? 2;
    this.#maxWaiting = options.maxWaiting ?? 4096;
    this.#logId = createLogId(pool);
    this.#wake = createWake(pool, options.onError ?? (() => undefined));
  }

  async submit(command: Append): Promise<Appended> {
    const logId = await this.#logId();
    return this.#enqueue(seal({ ...command, id: command.id.toLowerCase() }, logId));
  }

  #enqueue(command: SealedAppend): Promise<Appended> {
    const known = this.#byId.get(command.id);
    if (known !== undefined) return this.#join(known, command);
    if (this.#waiting.length >= this.#maxWaiting) {
      const fault = `${this.#maxWaiting} commands already wait for the log.`;
      return Promise.reject(new AppenderFullError(fault));
    }
    const entry = newEntry(command);
    this.#byId.set(command.id, entry);
    this.#waiting.add(entry);
    this.#arm();
    return entry.done;
  }

  /** The same id twice at once: one call answers both, and another request under it is told so. */
  async #join(known: Entry, command: SealedAppend): Promise<Appended> {
    const outcome = await known.done;
    const { request, stream } = known.command;
    if (request === command.request && stream === command.stream) return outcome;
    return outcome.outcome === 'conflict' ? this.#enqueue(command) : { outcome: 'reused' };
  }

  /** A lone caller leaves at once; under load, those of one turn of the event loop leave together. */
  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    const go = () => {
      this.#armed = false;
      this.#pump();
    };
    if (this.#running === 0) queueMicrotask(go);
    else setImmediate(go);
  }

  #pump(): void {
    while (this.#running < this.#inFlight && this.#waiting.length > 0) {
      this.#running += 1;
      void this.#flush(this.#waiting.take()).finally(() => {
        this.#running -= 1;
        this.#pump();
      });
    }
  }

  async #flush(batch: readonly Entry[]): Promise<void> {
    try {
      const commands = batch.map(({ command }) => command);
      const outcomes = await send(this.#pool, commands);
      await failpoint('flush.committed');
      batch.forEach((entry, index) => {
        const outcome = outcomes[index];
        this.#byId.delete(entry.command.id);
        if (outcome !== undefined) entry.settle(outcome);
      });
      if (outcomes.some(({ outcome }) => outcome === 'ok')) this.#wake();
    } catch (error) {
      if (batch.length > 1 && isRowError(error)) {
        const half = batch.length >> 1;
        await this.#flush(batch.slice(0, half));
        await this.#flush(batch.slice(half));
        return;
      }
      for (const entry of batch) {
        this.#byId.delete(entry.command.id);
        entry.fail(error);
      }
    }
  }
}

/**
 * Group commit: commands that arrive while calls run leave together in the next one, so many
 * callers share one disk flush, and a lone caller waits for nobody (no timer, no added wait).
 *
 * @param pool connections of `worker_rw` for the appender alone, `inFlight` + 1 of them
 */
export const createAppender = (pool: Pool, options: AppenderOptions = {}): Appender =>
  new Combiner(pool, options);
