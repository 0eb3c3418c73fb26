import { sql } from 'kysely';
import type { Executor } from './table.js';

/** How far into the log the rows of a view go, and why it stands still when it does. */
export interface Checkpoint {
  readonly view: string;
  readonly version: number;
  /** Epoch of the log that the rows were made from. */
  readonly epoch: string;
  /** Last position whose effect is in the rows. */
  readonly position: number;
  /** Position of the event that stopped the view; null while it moves. */
  readonly stoppedAt: number | null;
  readonly error: string | null;
}

/** A checkpoint beside the end of the log, both as of one moment. */
export interface Standing extends Checkpoint {
  readonly logEpoch: string;
  readonly logPosition: number;
}

const standing = sql`
  select c.name as view, c.version, c.epoch, c.pos as position,
    c.stopped_at as "stoppedAt", c.error, h.epoch as "logEpoch",
    coalesce((select max(pos) from es.log), 0) as "logPosition"
  from views.checkpoint c cross join es.head h`;

/**
 * Where every view stands.
 *
 * @returns by name; a view that was never built is absent
 */
export async function standings(db: Executor): Promise<Standing[]> {
  const { rows } = await sql<Standing>`${standing} order by c.name`.execute(db);
  return rows;
}

/** @returns undefined for a view that was never built */
export async function standingOf(db: Executor, view: string): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`${standing} where c.name = ${view}`.execute(db);
  return rows[0];
}

/**
 * The same, locked to the end of the transaction: one runner per view moves at a time.
 *
 * @returns undefined for a view that was never built
 */
export async function lockCheckpoint(db: Executor, view: string): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`${standing} where c.name = ${view} for update of c`.execute(
    db,
  );
  const [found] = rows;
  // A statement that waited for the lock gets the row as it is now beside the log as it was when it began:
  // a rebuild that took the view further meanwhile would look like a log that was cut off.
  return found && found.position > found.logPosition ? standingOf(db, view) : found;
}

/** Records how far a view has come, in the transaction that wrote its rows; it no longer stands still. */
export async function saveCheckpoint(
  db: Executor,
  { view, version, epoch, position }: Pick<Checkpoint, 'view' | 'version' | 'epoch' | 'position'>,
): Promise<void> {
  await sql`
    insert into views.checkpoint (name, version, epoch, pos, stopped_at, error, updated_at)
    values (${view}, ${version}, ${epoch}, ${position}, null, null, clock_timestamp())
    on conflict (name) do update set version = excluded.version, epoch = excluded.epoch,
      pos = excluded.pos, stopped_at = null, error = null, updated_at = excluded.updated_at`.execute(
    db,
  );
}

/** Records why a view stands still; its rows stay as they are, and say up to which position. */
export async function saveStop(
  db: Executor,
  view: string,
  position: number,
  error: string,
): Promise<void> {
  await sql`
    update views.checkpoint
    set stopped_at = ${position}, error = ${error.slice(0, 500)}, updated_at = clock_timestamp()
    where name = ${view}`.execute(db);
}

/** Channel on which readers hear that a view has moved. */
export const viewsChannel = 'views';

/** What stands in a notification on {@link viewsChannel}. */
export interface ViewMoved {
  readonly view: string;
  readonly position: number;
}

/** Tells readers that a view has moved; after the commit, so that they find what they are told of. */
export async function notifyMoved(db: Executor, moved: ViewMoved): Promise<void> {
  await sql`select pg_notify(${viewsChannel}, ${JSON.stringify(moved)})`.execute(db);
}
