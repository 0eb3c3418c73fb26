import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database/schema.js';
import { verifyLog } from '../../event-store/verify.js';
import { compareWithRebuild } from '../../projections/compare.js';
import { allViews } from '../../projections/index.js';
import type { Acknowledged } from './office.js';

interface LogRow {
  readonly pos: number;
  readonly stream: string;
  readonly ver: number;
  readonly cmd: string;
  readonly n: number;
  readonly type: string;
  readonly body: string;
}

/**
 * Compares what clients were told with the log, and the log with itself and with every view.
 *
 * @param db connections of the admin: the checker sees everything
 * @returns one sentence per fault; empty when all is sound
 */
export async function faultsOf(
  db: Kysely<Database>,
  acknowledged: readonly Acknowledged[],
): Promise<string[]> {
  return [...(await logFaults(db, acknowledged)), ...(await viewFaults(db))];
}

/** The same without the views. */
export async function logFaults(
  db: Kysely<Database>,
  acknowledged: readonly Acknowledged[],
): Promise<string[]> {
  const { rows } = await sql<LogRow>`
    select pos, stream, ver, cmd, n, type, body from es.log order by pos`.execute(db);
  const { fault } = await verifyLog(db);
  return [
    ...acknowledgementFaults(rows, acknowledged),
    ...commandFaults(rows),
    ...orderFaults(rows),
    ...claimFaults(rows),
    ...(fault ? [`the log does not verify at ${fault.position}: ${fault.kind}`] : []),
  ];
}

/** @returns what shares a key, in the order it came in */
export function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

/** Every acknowledged command lies in the log once, where its client was told. */
function acknowledgementFaults(
  rows: readonly LogRow[],
  acknowledged: readonly Acknowledged[],
): string[] {
  const byCommand = grouped(rows, ({ cmd }) => cmd);
  return acknowledged.flatMap(({ commandId, stream, version, position, events }) => {
    const stored = byCommand.get(commandId) ?? [];
    const last = stored.at(-1);
    if (!last) return [`${commandId} was acknowledged and is not in the log`];
    const types = stored.map(({ type }) => type).join();
    const isThere = last.stream === stream && last.ver === version && last.pos === position;
    if (isThere && types === events.join()) return [];
    return [`${commandId} was acknowledged at ${position} (${stream} ${version}) and is elsewhere`];
  });
}

/** One command has one set of events: numbered from 1, together, in one stream. */
function commandFaults(rows: readonly LogRow[]): string[] {
  const isWhole = (events: readonly LogRow[]) =>
    events.every(
      ({ n, pos, stream }, index) =>
        n === index + 1 && pos === (events[0]?.pos ?? 0) + index && stream === events[0]?.stream,
    );
  return [...grouped(rows, ({ cmd }) => cmd)]
    .filter(([, events]) => !isWhole(events))
    .map(([cmd]) => `the events of ${cmd} are not one set`);
}

function orderFaults(rows: readonly LogRow[]): string[] {
  const holes = rows
    .filter(({ pos }, index) => pos !== index + 1)
    .slice(0, 1)
    .map(({ pos }) => `positions have a hole before ${pos}`);
  const gaps = [...grouped(rows, ({ stream }) => stream)]
    .filter(([, events]) => events.some(({ ver }, index) => ver !== index + 1))
    .map(([stream]) => `versions of ${stream} have a gap`);
  return [...holes, ...gaps];
}

/** A rung is claimed once; a due day is missed once, unless it was moved in between. */
function claimFaults(rows: readonly LogRow[]): string[] {
  const claims = rows.flatMap(({ stream, type, body }) => {
    if (!['ReminderIssued', 'EscalationRaised', 'DeadlineMissed'].includes(type)) return [];
    const { deadline, rung = '', dueOn } = JSON.parse(body) as Record<string, string>;
    const which = type === 'DeadlineMissed' ? `missed ${dueOn ?? ''}` : rung;
    return [`${stream} ${deadline ?? ''} ${which}`];
  });
  return [...grouped(claims, (claim) => claim)]
    .filter(([, times]) => times.length > 1)
    .map(([claim, times]) => `claimed ${times.length} times: ${claim}`);
}

async function viewFaults(db: Kysely<Database>): Promise<string[]> {
  const faults: string[] = [];
  for (const projection of allViews) {
    const { view, equal, position } = await compareWithRebuild({ db, projection });
    if (!equal) faults.push(`${view} is not what the log says at ${position}`);
  }
  return faults;
}
