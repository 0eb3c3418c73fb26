import { writeFileSync } from 'node:fs';
import { packRefusal } from '../domain/organization/pack-refusal.js';
import { SHIPPED_PACKS } from '../domain/policy/packs.js';
import { CalendarDate } from '../domain/shared/calendar-date.js';
import { Uuid, streamOf } from '../domain/shared/ids.js';
import type { PolicyPack } from '../domain/shared/policy.js';
import { readPackFile } from './rules.js';
import type { Terminal } from './terminal.js';

/** Something a rehearsal was told that it cannot use; the message says what, in words for the operator. */
export class RehearsalInputError extends Error {}

/** Runs a rehearsal; wrong input ends it with 2 and a sentence. */
export async function withInput(terminal: Terminal, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RehearsalInputError)) throw error;
    terminal.fail(error.message);
    return 2;
  }
}

/** @throws RehearsalInputError for anything but a day of the calendar */
export function dateFrom(text: string): CalendarDate {
  const date = CalendarDate.safeParse(text);
  if (date.success) return date.data;
  throw new RehearsalInputError(`${text} is not a date like 2027-03-01.`);
}

/** @throws RehearsalInputError for a date on which a clock that only goes forward stands already */
export function dateAfter(text: string, today: CalendarDate): CalendarDate {
  const date = dateFrom(text);
  if (date > today) return date;
  throw new RehearsalInputError(`${date} does not lie ahead: the rehearsal begins on ${today}.`);
}

const PROCESS = 'inspection-round';

/** @param text UUID of a round, or its whole stream id. @throws RehearsalInputError for anything else */
export function roundStream(text: string): string {
  const id = text.startsWith(`${PROCESS}-`) ? text.slice(PROCESS.length + 1) : text;
  if (Uuid.safeParse(id).success) return streamOf(PROCESS, id);
  throw new RehearsalInputError(
    `${text} is no id of a round: the UUID of its address, /api/${PROCESS}/<id>.`,
  );
}

/**
 * The pack of a file, fit for publishing but for its name and version.
 *
 * @throws RehearsalInputError naming what is wrong with it
 */
export function packFrom(file: string): PolicyPack {
  let pack: PolicyPack;
  try {
    pack = readPackFile(file);
  } catch (error) {
    throw new RehearsalInputError(error instanceof Error ? error.message : String(error));
  }
  const refusal = packRefusal({ ...pack, pack: 'rehearsal', version: 1 }, []);
  if (refusal) throw new RehearsalInputError(`${file}: ${refusal.message} (${refusal.rejected})`);
  return pack;
}

/**
 * The same pack as a sandbox can publish it: a first version of a name that does not ship, in effect since a day.
 *
 * @param since the day on which something begins that is to run by the pack
 */
export function packForSandbox(pack: PolicyPack, since: CalendarDate): PolicyPack {
  const isShipped = SHIPPED_PACKS.some((shipped) => shipped.pack === pack.pack);
  const effectiveFrom = pack.effectiveFrom < since ? pack.effectiveFrom : since;
  return { ...pack, pack: isShipped ? 'rehearsal' : pack.pack, version: 1, effectiveFrom };
}

/** Sees early that a file can be written, before minutes of play. @throws RehearsalInputError */
export function writableFile(file: string): string {
  try {
    writeFileSync(file, '');
    return file;
  } catch {
    throw new RehearsalInputError(`${file} cannot be written.`);
  }
}
