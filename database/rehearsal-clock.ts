import { sql, type QueryExecutorProvider } from 'kysely';

/**
 * The clock by which people and the watchdog live: the wall clock, or, in a rehearsal, the date the
 * rehearsal has reached.
 *
 * @returns milliseconds since the epoch
 */
export async function readClock(db: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql<{ now: string | Date }>`
    select now from runner.rehearsal_clock`.execute(db);
  const rehearsed = rows[0]?.now;
  return rehearsed === undefined ? Date.now() : Math.max(Date.now(), new Date(rehearsed).getTime());
}

/** Sets the date a rehearsal has reached. @param now milliseconds since the epoch */
export async function setClock(db: QueryExecutorProvider, now: number): Promise<void> {
  const instant = new Date(now).toISOString();
  await sql`
    insert into runner.rehearsal_clock (one, now) values (1, ${instant})
    on conflict (one) do update set now = excluded.now`.execute(db);
}
