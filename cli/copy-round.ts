import { sql } from 'kysely';
import { connect } from '../database/connection.js';
import { readClock, setClock } from '../database/rehearsal-clock.js';
import type { PackRef } from '../domain/shared/policy.js';
import { createAppender } from '../event-store/appender.js';
import type { Append, StoredEvent } from '../event-store/event.js';
import { head, readStreamAsOf, type Executor } from '../event-store/read.js';
import { organizationStream } from '../rule-book/index.js';

/** What the organization says of itself; its yearly to-dos and its signatures stay where they are. */
const PUBLISHED: ReadonlySet<string> = new Set([
  'OrganizationOpened',
  'OrganizationRenamed',
  'PolicyPackPublished',
  'CalendarPublished',
]);
/** Commands that wait for the log at once. */
const BATCH = 500;

/** Everything of one round, as the log held it at one position. */
export interface RoundCopy {
  /** Stream id of the round. */
  readonly stream: string;
  readonly number: string;
  readonly name: string;
  /** The pack it pinned. */
  readonly pack: PackRef;
  /** Streams of the round, its targets and its items, the round first. */
  readonly cases: readonly string[];
  /** Events of the cases, in the order of the log. */
  readonly events: readonly StoredEvent[];
  /** What the organization has published, by version. */
  readonly published: readonly StoredEvent[];
  /** Effects of the cases that have reached their receivers: a copy must not send them again. */
  readonly acknowledged: readonly { readonly effectId: string; readonly stream: string }[];
  /** The clock by which the installation lives, milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Reads a round whole; nothing is written, so `auditor_ro` may do it on a running installation.
 *
 * @param stream stream id of the round
 * @returns undefined when there is no such round
 */
export async function readRound(db: Executor, stream: string): Promise<RoundCopy | undefined> {
  // Acknowledgements come first: an effect that is acknowledged by now has its outcome below the position.
  const acknowledged = await acknowledgementsOf(db, await casesOf(db, stream));
  const { position } = await head(db);
  const cases = await casesOf(db, stream, position);
  const streams = await Promise.all(cases.map((one) => readStreamAsOf(db, one, { position })));
  const [first] = streams[0] ?? [];
  if (!first) return undefined;
  const { number, name, pack } = first.data as Pick<RoundCopy, 'number' | 'name' | 'pack'>;
  const own = await readStreamAsOf(db, await organizationStream(db), { position });
  return {
    ...{ stream, number, name, pack, cases, acknowledged },
    events: streams.flat().sort((a, b) => a.position - b.position),
    published: own.filter(({ type }) => PUBLISHED.has(type)),
    now: await readClock(db),
  };
}

/** A case says in its opening event which round it belongs to. @returns the round first, then by stream id */
async function casesOf(
  db: Executor,
  round: string,
  position = Number.MAX_SAFE_INTEGER,
): Promise<readonly string[]> {
  const member = `"round":${JSON.stringify(round)}`;
  const { rows } = await sql<{ stream: string }>`
    select stream from es.log
    where ver = 1 and pos <= ${position} and stream <> ${round} and strpos(body, ${member}) > 0
    order by stream`.execute(db);
  return [round, ...rows.map(({ stream }) => stream)];
}

async function acknowledgementsOf(
  db: Executor,
  streams: readonly string[],
): Promise<RoundCopy['acknowledged']> {
  const { rows } = await sql<{ effect_id: string; stream: string }>`
    select effect_id, stream from runner.acknowledged
    where stream = any(${[...streams]}) order by stream, effect_id`.execute(db);
  return rows.map(({ effect_id, stream }) => ({ effectId: effect_id, stream }));
}

/**
 * Writes a copied round into an empty, migrated database: every command with its own id, clock and actor, in the
 * order of the original log. Only the log is another one, so the organization has another stream there.
 *
 * @param databaseUrl the administrator's URL; it is written as `worker_rw`
 * @throws Error when the database was not empty
 */
export async function writeRound(
  databaseUrl: string,
  secret: string,
  copy: RoundCopy,
): Promise<void> {
  const database = connect(databaseUrl, 'worker_rw', { secret, size: 2 });
  try {
    const { db, pool } = database;
    const organization = await organizationStream(db);
    // Versions follow one another again where events of the organization were left out.
    const published = copy.published.map((event, index) => ({
      ...event,
      stream: organization,
      version: index + 1,
    }));
    // Calls that overtake each other would append a stream's second command before its first.
    const appender = createAppender(pool, { inFlight: 1 });
    const commands = [...appendsOf(published), ...appendsOf(copy.events)];
    for (let from = 0; from < commands.length; from += BATCH) {
      const batch = commands.slice(from, from + BATCH);
      const outcomes = await Promise.all(batch.map((command) => appender.submit(command)));
      const wrong = outcomes.find(({ outcome }) => outcome !== 'ok');
      if (wrong) throw new Error(`A command could not be copied: ${wrong.outcome}.`);
    }
    await sql`
      insert into runner.acknowledged (effect_id, stream, at)
      select effect_id, stream, now() from unnest(
        ${copy.acknowledged.map(({ effectId }) => effectId)}::uuid[],
        ${copy.acknowledged.map(({ stream }) => stream)}::text[]) as one (effect_id, stream)`.execute(
      db,
    );
    await setClock(db, copy.now);
  } finally {
    await database.close();
  }
}

/**
 * The commands that led to these events.
 *
 * @param events in the order of their log, those of one command together
 */
export function appendsOf(events: readonly StoredEvent[]): readonly Append[] {
  const commands = new Map<string, StoredEvent[]>();
  for (const event of events) {
    const known = commands.get(event.commandId);
    if (known) known.push(event);
    else commands.set(event.commandId, [event]);
  }
  return [...commands.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { commandId: id, stream, version, now, actor, cause, request } = first;
    const written = own.map(({ type, schemaVersion, data }) => ({ type, schemaVersion, data }));
    return [{ id, stream, expected: version - 1, events: written, now, actor, cause, request }];
  });
}
