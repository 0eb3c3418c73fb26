import type { Kysely } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database/schema.js';
import type { RuleBook } from '../domain/shared/rule-book.js';
import type { StoredEvent } from '../event-store/event.js';
import { failpoint } from '../event-store/failpoint.js';
import { readLog } from '../event-store/read.js';
import type { RuleBooks } from '../rule-book/index.js';
import { applyBatch, isFaultOfEvent } from './batch.js';
import {
  lockCheckpoint,
  notifyMoved,
  saveCheckpoint,
  saveStop,
  standingOf,
  type Standing,
} from './checkpoint.js';
import type { EventCatalog } from './event-catalog.js';
import { assertDense, BrokenLogError, changesOf, isUnknown } from './fold.js';
import type { LogTail } from './log-tail.js';
import { tableName, type Projection } from './projection.js';

/** What a runner tells the process it runs in; metrics and logs hang on it. */
export interface RunnerHooks {
  /** A batch was committed. */
  readonly onBatch?: (done: {
    readonly view: string;
    readonly position: number;
    readonly events: number;
    readonly millis: number;
  }) => void;
  /** The view stands still until its fault is mended and the process started again. */
  readonly onStopped?: (stop: Stop) => void;
  /** Types were passed that no process of this version knows: the view may lack something. */
  readonly onUnknown?: (passed: { readonly view: string; readonly type: string }) => void;
  /** The database is away or refused for a passing reason; the runner tries again. */
  readonly onRetry?: (failed: { readonly view: string; readonly error: unknown }) => void;
}

/** Why a view stands still, and at which event. */
export interface Stop {
  readonly view: string;
  readonly position: number;
  readonly error: string;
}

export interface RunnerOptions {
  readonly db: Kysely<Database>;
  readonly projection: Projection;
  readonly catalog: EventCatalog;
  readonly tail: LogTail;
  readonly books: RuleBooks;
  readonly hooks?: RunnerHooks;
  /** Events of one transaction; 1,000 when absent. */
  readonly batchSize?: number;
}

/** The runner of one view; see `startRunner`. */
export interface Runner {
  readonly view: string;
  /** Settles when the runner has ended: stopped from outside, or standing still. */
  readonly done: Promise<Stop | undefined>;
  stop(): Promise<void>;
}

/** The view must not go on: no repetition and no smaller batch would help. */
class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly position: number;
  /** False when the checkpoint belongs to another version of the view, which goes on. */
  readonly ours: boolean;
  constructor(position: number, reason: string, ours = true) {
    super(reason);
    this.position = position;
    this.ours = ours;
  }
}

/** How long a checkpoint may lag behind events that do not concern its view. */
const passedOverMs = 100;
const shortestPauseMs = 50;
const longestPauseMs = 2_000;

const textOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** @throws RefusedError when the rows were made from another log, or by another version of the view */
function assertMayGoOn(
  { name, version }: Projection,
  found: Standing | undefined,
): asserts found is Standing {
  if (!found) throw new RefusedError(0, `the view ${name} was never built`);
  const { epoch, logEpoch, position, logPosition } = found;
  if (found.version !== version) {
    const reason = `the view has version ${found.version}, this program makes version ${version}`;
    throw new RefusedError(position, reason, false);
  }
  if (epoch !== logEpoch)
    throw new RefusedError(position, 'the log was restored from a backup: rebuild the view');
  if (position > logPosition) {
    const reason = `the view is at position ${position}, but the log ends at ${logPosition}: rebuild the view`;
    throw new RefusedError(position, reason);
  }
}

/** What lies before all runners is read once for all; a batch further back, or a smaller one, on its own. */
async function nextEvents(
  trx: Kysely<Database>,
  tail: LogTail,
  after: number,
  limit: number,
): Promise<readonly StoredEvent[]> {
  const shared = tail.held(after);
  return shared && (await shared).length <= limit ? shared : readLog(trx, after, limit);
}

/** One transaction of a view. @returns the events taken; empty at the end of the log */
async function takeBatch(
  { db, projection, catalog, tail, books }: RunnerOptions,
  limit: number,
): Promise<readonly StoredEvent[]> {
  const view = projection.name;
  const takeOnce = (book: RuleBook) =>
    db.transaction().execute(async (trx) => {
      const found = await lockCheckpoint(trx, view);
      assertMayGoOn(projection, found);
      const batch = await nextEvents(trx, tail, found.position, limit);
      const last = batch.at(-1);
      if (!last) return batch;
      assertDense(found.position, batch);
      await applyBatch(trx, projection, tableName(view, projection.version), batch, catalog, book);
      await saveCheckpoint(trx, { ...found, position: last.position });
      await failpoint('proj.before-commit');
      return batch;
    });
  // Whatever a row's rules were published by lies before it in the log, so one more look finds it.
  const events = await books.consult(takeOnce);
  if (events.length > 0) await failpoint('proj.committed');
  return events;
}

/** False only for an event that surely changes nothing here; a handler's fault is the batch's to find. */
function concerns(projection: Projection, event: StoredEvent, catalog: EventCatalog): boolean {
  try {
    const changes = changesOf(projection, event, catalog);
    return changes.length > 0 || isUnknown(projection, event, catalog);
  } catch {
    return true;
  }
}

class ViewRunner implements Runner {
  readonly view: string;
  readonly done: Promise<Stop | undefined>;
  readonly #options: RunnerOptions;
  readonly #ending = new AbortController();
  readonly #batchSize: number;
  /** Smaller than the batch size while a failing event is looked for. */
  #limit: number;
  #pauseMs = 0;
  /** Position up to which events were taken or passed over; unknown before the first batch. */
  #at: number | undefined;
  /** Since when the checkpoint lags behind `#at`. */
  #passingSince: number | undefined;

  constructor(options: RunnerOptions) {
    this.view = options.projection.name;
    this.#options = options;
    this.#batchSize = options.batchSize ?? 1_000;
    this.#limit = this.#batchSize;
    this.done = this.#run();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.done;
  }

  async #run(): Promise<Stop | undefined> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      try {
        const position = await this.#step();
        this.#pauseMs = 0;
        const withinMs = this.#passingSince === undefined ? undefined : passedOverMs;
        await this.#options.tail.beyond(position, signal, withinMs);
      } catch (error) {
        const stop = await this.#afterFault(error);
        if (stop) return stop;
      }
    }
    return undefined;
  }

  /**
   * Most events concern few views: the others look at them in a read that all runners share, and move their
   * checkpoints a little later, many events at once.
   *
   * @returns the position passed over, or undefined when a batch must be taken
   */
  async #passOver(): Promise<number | undefined> {
    const { tail, projection, catalog } = this.#options;
    if (this.#at === undefined || this.#limit < this.#batchSize) return undefined;
    const now = performance.now();
    if (this.#passingSince !== undefined && now - this.#passingSince >= passedOverMs)
      return undefined;
    const page = await tail.page(this.#at);
    const last = page.at(-1);
    if (!last || page.some((event) => concerns(projection, event, catalog))) return undefined;
    assertDense(this.#at, page);
    this.#passingSince ??= now;
    this.#at = last.position;
    return this.#at;
  }

  /** @returns the position up to which nothing is left to do */
  async #step(): Promise<number> {
    const { tail, hooks } = this.#options;
    const passed = await this.#passOver();
    if (passed !== undefined) return passed;
    const started = performance.now();
    // Looked at before reading: what the log holds by now is in the batch, or was taken before.
    const seen = tail.position();
    const events = await takeBatch(this.#options, this.#limit);
    const position = events.at(-1)?.position;
    this.#passingSince = undefined;
    this.#at = position ?? seen;
    if (position === undefined) return seen;
    this.#limit = Math.min(this.#batchSize, this.#limit * 2);
    this.#reportUnknown(events);
    const millis = performance.now() - started;
    hooks?.onBatch?.({ view: this.view, position, events: events.length, millis });
    await notifyMoved(this.#options.db, { view: this.view, position }).catch((error: unknown) =>
      hooks?.onRetry?.({ view: this.view, error }),
    );
    return position;
  }

  #reportUnknown(events: readonly StoredEvent[]): void {
    const { projection, catalog, hooks } = this.#options;
    for (const event of events)
      if (isUnknown(projection, event, catalog))
        hooks?.onUnknown?.({ view: this.view, type: event.type });
  }

  /** @returns why the view stands still; undefined when it goes on */
  async #afterFault(error: unknown): Promise<Stop | undefined> {
    if (error instanceof RefusedError) {
      const { position, message, ours } = error;
      return this.#standStill(message, ours, position);
    }
    if (error instanceof BrokenLogError)
      return this.#standStill(error.message, true, error.position);
    if (!isFaultOfEvent(error)) {
      this.#options.hooks?.onRetry?.({ view: this.view, error });
      await this.#pause();
      return undefined;
    }
    if (this.#limit === 1) return this.#standStill(textOf(error), true);
    this.#limit = Math.ceil(this.#limit / 2);
    return undefined;
  }

  /** @param at position of the fault; by default that of the next event */
  async #standStill(error: string, recorded: boolean, at?: number): Promise<Stop> {
    const { db, hooks } = this.#options;
    for (;;) {
      try {
        const position = at ?? ((await standingOf(db, this.view))?.position ?? 0) + 1;
        if (recorded) await saveStop(db, this.view, position, error);
        const stop = { view: this.view, position, error };
        hooks?.onStopped?.(stop);
        return stop;
      } catch (failure) {
        hooks?.onRetry?.({ view: this.view, error: failure });
        if (this.#ending.signal.aborted) return { view: this.view, position: at ?? 0, error };
        await this.#pause();
      }
    }
  }

  async #pause(): Promise<void> {
    this.#pauseMs = Math.min(longestPauseMs, this.#pauseMs * 2 || shortestPauseMs);
    await sleep(this.#pauseMs, undefined, { signal: this.#ending.signal }).catch(() => undefined);
  }
}

/**
 * Keeps one view up with the log: rows and checkpoint move in one transaction, so each event takes
 * effect once. An event that cannot be handled is found by halving the batch; what lies before it is
 * committed, and this view stands still there while the others go on.
 */
export function startRunner(options: RunnerOptions): Runner {
  return new ViewRunner(options);
}
