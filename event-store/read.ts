import { sql } from 'kysely';
import type { QueryExecutorProvider, RawBuilder } from 'kysely';
import type { Envelope } from './envelope.js';
import type { StoredEvent } from './event.js';
import { createUpcast, upcasters } from './upcasters.js';
import type { Upcast } from './upcasters.js';

/** Kysely or one of its transactions, made by `database/connection.ts`. */
export type Executor = QueryExecutorProvider;

interface Row {
  pos: number;
  stream: string;
  ver: number;
  cmd: string;
  n: number;
  type: string;
  at: string;
  body: string;
  meta: string;
}

/** The end of the log, and which log it is. */
export interface Head {
  /** Last position; 0 when the log is empty. */
  readonly position: number;
  /** Changes when an older state is restored: who was ahead of it must not go on. */
  readonly epoch: string;
  readonly logId: string;
  /** Hash chain up to `position`, 64 hexadecimal digits; zeros when the log is empty. */
  readonly chain: string;
}

/**
 * A moment of the past: the state of the log at a position, at an instant of its own clock, or at
 * an instant of the clock that decisions saw (in a rehearsal the two differ).
 */
export type Moment =
  { readonly position: number } | { readonly at: string } | { readonly now: string };

const currentUpcast = createUpcast(upcasters);
const columns = sql`select pos, stream, ver, cmd, n, type, at, body, meta from es.log`;
const emptyChain = '0'.repeat(64);

const toEvent =
  (upcast: Upcast) =>
  (row: Row): StoredEvent => {
    const meta = JSON.parse(row.meta) as Envelope;
    return upcast({
      position: row.pos,
      stream: row.stream,
      version: row.ver,
      commandId: row.cmd,
      n: row.n,
      type: row.type,
      schemaVersion: meta.sv,
      at: row.at,
      now: meta.now,
      actor: meta.actor,
      cause: meta.cause,
      request: meta.req,
      data: JSON.parse(row.body) as unknown,
    });
  };

async function readEvents(
  db: Executor,
  where: RawBuilder<unknown>,
  upcast: Upcast = currentUpcast,
): Promise<StoredEvent[]> {
  const { rows } = await sql<Row>`${columns} ${where}`.execute(db);
  return rows.map(toEvent(upcast));
}

export interface ReadStreamOptions {
  /** Only events after this version; 0 when absent. */
  readonly afterVersion?: number;
  /** Steps to the current schemas; those of this version when absent. */
  readonly upcast?: Upcast;
}

/**
 * The events of one stream.
 *
 * @returns by version, upcast to the current schemas; empty when there are none
 */
export const readStream = (
  db: Executor,
  stream: string,
  { afterVersion = 0, upcast }: ReadStreamOptions = {},
): Promise<StoredEvent[]> =>
  readEvents(db, sql`where stream = ${stream} and ver > ${afterVersion} order by ver`, upcast);

/**
 * The events of one stream as they stood at a moment.
 *
 * @returns by version; empty when the stream did not exist yet. With `now` the list ends before the
 *   first event that was decided later, so that it is always a prefix of the stream
 */
export async function readStreamAsOf(
  db: Executor,
  stream: string,
  moment: Moment,
  { upcast }: Pick<ReadStreamOptions, 'upcast'> = {},
): Promise<StoredEvent[]> {
  if ('position' in moment) {
    const { position } = moment;
    return readEvents(
      db,
      sql`where stream = ${stream} and pos <= ${position} order by ver`,
      upcast,
    );
  }
  if ('at' in moment) {
    return readEvents(
      db,
      sql`where stream = ${stream} and at <= ${moment.at} order by ver`,
      upcast,
    );
  }
  const events = await readStream(db, stream, upcast === undefined ? {} : { upcast });
  const limit = Date.parse(moment.now);
  const later = events.findIndex(({ now }) => Date.parse(now) > limit);
  return later === -1 ? events : events.slice(0, later);
}

/**
 * A page of the whole log. Positions are dense and in commit order, so whoever reads on from the
 * last position it has seen misses nothing.
 *
 * @param afterPosition last position already seen; 0 for the beginning
 * @param limit most events to return
 * @returns by position; empty at the end of the log
 */
export const readLog = (
  db: Executor,
  afterPosition: number,
  limit: number,
  { upcast }: Pick<ReadStreamOptions, 'upcast'> = {},
): Promise<StoredEvent[]> =>
  readEvents(db, sql`where pos > ${afterPosition} order by pos limit ${limit}`, upcast);

/**
 * What a command led to.
 *
 * @returns its events in order; empty when it was never accepted
 */
export const commandOutcome = (
  db: Executor,
  commandId: string,
  { upcast }: Pick<ReadStreamOptions, 'upcast'> = {},
): Promise<StoredEvent[]> => readEvents(db, sql`where cmd = ${commandId} order by n`, upcast);

/**
 * The end of the log.
 *
 * @throws Error when the database has no log: it was not migrated
 */
export async function head(db: Executor): Promise<Head> {
  const { rows } = await sql<{
    pos: number | null;
    chain: Buffer | null;
    epoch: string;
    log_id: string;
  }>`
    select h.epoch, h.log_id, l.pos, l.chain from es.head h
    left join lateral (select pos, chain from es.log order by pos desc limit 1) l on true`.execute(
    db,
  );
  const row = rows[0];
  if (row === undefined) throw new Error('The log has no head: the database was not set up.');
  return {
    position: row.pos ?? 0,
    epoch: row.epoch,
    logId: row.log_id,
    chain: row.chain?.toString('hex') ?? emptyChain,
  };
}
