import { readFileSync } from 'node:fs';
import type { Environment } from '../config/environment.js';
import { readClock } from '../database/rehearsal-clock.js';
import {
  calendarOf,
  calendarRefusal,
  type NoticeCalendar,
} from '../domain/organization/notice-calendar.js';
import { calendarInForce } from '../domain/organization/notice-deadline.js';
import { contentRefusal } from '../domain/organization/pack-refusal.js';
import { INITIAL_ORGANIZATION, type OrganizationState } from '../domain/organization/state.js';
import { SHIPPED_PACKS } from '../domain/policy/packs.js';
import { instantFromMillis, shanghaiDate } from '../domain/shared/instant.js';
import { CalendarDate } from '../domain/shared/calendar-date.js';
import { PolicyPack, packName, packOrNone } from '../domain/shared/policy.js';
import { compareRules, movedDates, type Move } from '../projections/deadline-list/comparison.js';
import { shippedCalendar } from '../domain/shared/working-days.js';
import { createRuleBooks, type RuleBooks } from '../rule-book/index.js';
import type { Executor } from '../event-store/read.js';
import { readCalendarFile } from './calendar-import.js';
import { due } from './due.js';
import { withInstallation } from './installation.js';
import { findRunningServers } from '../servers/index.js';
import { NOTHING_RUNS, sendAsOfficer } from './officer.js';
import type { Terminal } from './terminal.js';

/** A file or a name that cannot be used; the message says why in words for the operator. */
class RuleInputError extends Error {}

type Reading = { readonly db: Executor; readonly books: RuleBooks };

/** Runs a verb that sends commands: without a running product nobody would ever take them. */
export function withOffice(...given: Parameters<typeof withRules>): Promise<number> {
  const [environment, terminal] = given;
  if (findRunningServers(environment)) return withRules(...given);
  terminal.fail(NOTHING_RUNS);
  return Promise.resolve(3);
}

/** Runs a verb on the installation's rules; wrong input ends it with 2 and a sentence. */
export async function withRules(
  environment: Environment,
  terminal: Terminal,
  work: (
    reading: Reading,
    organization: { stream: string; state: OrganizationState },
  ) => Promise<number>,
): Promise<number> {
  try {
    return await withInstallation(environment, terminal.detail, async (installation) => {
      const { db } = installation.as('api_ro');
      const books = createRuleBooks(db);
      return work({ db, books }, await books.organization());
    });
  } catch (error) {
    if (!(error instanceof RuleInputError)) throw error;
    terminal.fail(error.message);
    return 2;
  }
}

/** @throws RuleInputError when the file is missing or is no such thing */
function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new RuleInputError(`${file} cannot be read.`);
  }
}

/** @throws RuleInputError naming every wrong place */
export function readPackFile(file: string): PolicyPack {
  let content: unknown;
  try {
    content = JSON.parse(readFile(file));
  } catch (error) {
    if (error instanceof RuleInputError) throw error;
    throw new RuleInputError(`${file} is not JSON.`);
  }
  const parsed = PolicyPack.safeParse(content);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new RuleInputError(`${file} is no policy pack:\n  ${places.join('\n  ')}`);
}

function readCalendar(file: string, state: OrganizationState): NoticeCalendar {
  const text = readFile(file);
  let data: NoticeCalendar;
  try {
    data = readCalendarFile(text, calendarInForce(state));
  } catch (error) {
    throw new RuleInputError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const refusal = calendarRefusal(data, calendarInForce(state));
  if (refusal) throw new RuleInputError(`${file}: ${refusal.message} (${refusal.rejected})`);
  return data;
}

export function listRules(environment: Environment, terminal: Terminal): Promise<number> {
  return withRules(environment, terminal, async (_reading, { state }) => {
    const own = Object.values(state.packs);
    for (const pack of [...SHIPPED_PACKS, ...own]) {
      const shipped = own.includes(pack) ? '' : '  (shipped)';
      terminal.say(`${packName(pack)}  ${pack.title}  ${pack.effectiveFrom}${shipped}`);
      terminal.data({ pack: pack.pack, version: pack.version, title: pack.title });
    }
    const { calendar, years } = calendarInForce(state);
    const known = Object.keys(years);
    terminal.say(`calendar in force: ${calendar}, notices ${known[0] ?? ''}–${known.at(-1) ?? ''}`);
    terminal.data({ calendar, years: known });
    return Promise.resolve(0);
  });
}

/** Prints a pack or the calendar in force as JSON, ready to be edited and published under another name. */
export function showRules(
  environment: Environment,
  wanted: { readonly pack?: string },
  terminal: Terminal,
): Promise<number> {
  return withRules(environment, terminal, async ({ books }, { state }) => {
    const content =
      wanted.pack === undefined ? calendarInForce(state) : await packNamed(wanted.pack, books);
    terminal.say(JSON.stringify(content, null, 2));
    terminal.data(content);
    return 0;
  });
}

/**
 * `county-default` is its version 1, `county-default@2` its second.
 *
 * @throws RuleInputError when nobody published it
 */
async function packNamed(text: string, books: RuleBooks): Promise<PolicyPack> {
  const [, pack = '', version = '1'] = /^([a-z0-9-]+)(?:@(\d{1,9}))?$/.exec(text) ?? [];
  const ref = { pack, version: Number(version) };
  const found = await books.consult((book) => packOrNone(book.packs, ref), true);
  if (!found) throw new RuleInputError(`Nobody published a pack ${text}; see: pack list`);
  return found;
}

export function publishPack(
  environment: Environment,
  file: string,
  terminal: Terminal,
): Promise<number> {
  return withOffice(environment, terminal, async (_reading, { stream }) => {
    const pack = readPackFile(file);
    const code = await sendAsOfficer(
      environment,
      stream,
      { type: 'PublishPolicyPack', data: { pack } },
      terminal,
    );
    if (code === 0) terminal.say(`${packName(pack)} is published. Open cases keep their own pack.`);
    return code;
  });
}

/** What a calendar file would move, without publishing it. */
export function previewCalendar(
  environment: Environment,
  file: string,
  terminal: Terminal,
): Promise<number> {
  return withRules(environment, terminal, async ({ db, books }, { state }) => {
    const data = readCalendar(file, state);
    const moves = await movedBy(data, { db, books });
    showMoves(moves, terminal);
    return 0;
  });
}

/** Publishes a calendar file; dates that run already wait for `apply`. */
export function publishCalendar(
  environment: Environment,
  file: string,
  terminal: Terminal,
): Promise<number> {
  return withOffice(environment, terminal, async ({ db, books }, { stream, state }) => {
    const calendar = readCalendar(file, state);
    const command = { type: 'PublishCalendar', data: { calendar } };
    const code = await sendAsOfficer(environment, stream, command, terminal);
    if (code !== 0) return code;
    const moves = await movedBy(calendar, { db, books });
    showMoves(moves, terminal);
    terminal.say(`${calendar.calendar} counts for new deadlines. Move the others: calendar apply`);
    return 0;
  });
}

const CASES_AT_ONCE = 500;

/** Signs for every date that the calendar in force would move: one event in each case. */
export function applyCalendar(environment: Environment, terminal: Terminal): Promise<number> {
  return withOffice(environment, terminal, async ({ db, books }, { stream, state }) => {
    const inForce = calendarInForce(state);
    const { calendar } = inForce;
    const moves = await movedBy(inForce, { db, books });
    const cases = [...new Set(moves.map((move) => move.stream))];
    showMoves(moves, terminal);
    for (let first = 0; first < cases.length; first += CASES_AT_ONCE) {
      const data = { calendar, cases: cases.slice(first, first + CASES_AT_ONCE) };
      const command = { type: 'ApplyCalendar', data };
      const code = await sendAsOfficer(environment, stream, command, terminal);
      if (code !== 0) return code;
    }
    terminal.say(`${cases.length} cases were told to count by ${calendar}.`);
    return 0;
  });
}

function movedBy(data: NoticeCalendar, { db, books }: Reading): Promise<readonly Move[]> {
  const calendar = calendarOf(data);
  return books.consult((book) => movedDates(db, calendar, book));
}

function showMoves(moves: readonly Move[], terminal: Terminal): void {
  for (const move of moves) {
    const { number, title, deadline, fromDueOn, dueOn, rungsMoved, estimated } = move;
    const date = fromDueOn === dueOn ? dueOn : `${fromDueOn} → ${dueOn}`;
    const reminders = rungsMoved === 0 ? '' : `, ${rungsMoved} reminders move`;
    terminal.say(
      `${number}  ${title} (${deadline})  ${date}${estimated ? ' 预估' : ''}${reminders}`,
    );
    terminal.data(move);
  }
  terminal.say(`${moves.length} deadlines are touched.`);
}

/** Lists who would have been late in a period under another pack or calendar; writes nothing. */
export function whatIfRules(
  environment: Environment,
  asked: { from: string; to: string; pack?: string; calendar?: string },
  terminal: Terminal,
): Promise<number> {
  return withRules(environment, terminal, async ({ db, books }, { state }) => {
    const { pack, calendar } = asked;
    const period = periodOf(asked);
    const other = {
      ...(pack === undefined ? {} : { pack: await wantedPack(pack, books) }),
      ...(calendar === undefined ? {} : { calendar: calendarOf(readCalendar(calendar, state)) }),
    };
    const today = shanghaiDate(instantFromMillis(await readClock(db)));
    const found = await books.consult((book) => compareRules(db, period, other, { book, today }));
    for (const row of found.changed) {
      const lateness = (late: boolean) => (late ? '逾期' : '按期');
      terminal.say(
        `${row.number}  ${row.title}  ${row.dueOn} ${lateness(row.late)} → ${row.otherDueOn ?? '自定'} ${lateness(row.otherLate)}${row.metOn ? `  完成 ${row.metOn}` : ''}`,
      );
      terminal.data(row);
    }
    const { deadlines, late, otherLate } = found;
    terminal.say(`${deadlines} deadlines: ${late} late, ${otherLate} would have been.`);
    terminal.data({ deadlines, late, otherLate });
    return 0;
  });
}

/** @throws RuleInputError when a day does not exist, or the last comes before the first */
function periodOf({ from, to }: { from: string; to: string }): { from: string; to: string } {
  const wrong = [from, to].find((date) => !CalendarDate.safeParse(date).success);
  if (wrong !== undefined) throw new RuleInputError(`${wrong} is no day like 2021-05-22.`);
  if (to < from) throw new RuleInputError(`The period ends on ${to}, before it begins on ${from}.`);
  return { from, to };
}

/** A file, or the name of a published version. @throws RuleInputError when nothing can be counted by it */
async function wantedPack(text: string, books: RuleBooks): Promise<PolicyPack> {
  if (!text.endsWith('.json')) return packNamed(text, books);
  const pack = readPackFile(text);
  const refusal = contentRefusal(pack);
  if (refusal) throw new RuleInputError(`${text}: ${refusal.message} (${refusal.rejected})`);
  return pack;
}

/** Counts due dates by the shipped calendar or a file; needs no installation. */
export async function runDue(
  { calendar: file, ...asked }: Readonly<Record<string, string>>,
  terminal: Terminal,
): Promise<number> {
  try {
    const calendar =
      file === undefined ? shippedCalendar : calendarOf(readCalendar(file, INITIAL_ORGANIZATION));
    const streams = { input: process.stdin, output: process.stdout };
    return await due({ calendar, ...asked }, terminal, streams);
  } catch (error) {
    if (!(error instanceof RuleInputError)) throw error;
    terminal.fail(error.message);
    return 2;
  }
}
