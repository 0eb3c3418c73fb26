import type { Environment } from '../config/environment.js';
import type { CalendarDate } from '../domain/shared/calendar-date.js';
import { addDays } from '../domain/shared/calendar-date.js';
import { instantFromMillis, shanghaiDate, shanghaiMoment } from '../domain/shared/instant.js';
import { packName, type PackRef, type PolicyPack } from '../domain/shared/policy.js';
import { compareRules, type Compared } from '../projections/deadline-list/comparison.js';
import { createRuleBooks } from '../rule-book/index.js';
import { pokeAllOpen } from '../worker/watchdog.js';
import { readRound, writeRound, type RoundCopy } from './copy-round.js';
import { CLAIM_WORDS, dayText, firedText } from './fired-text.js';
import { withInstallation } from './installation.js';
import type { Fired } from './rehearsal.js';
import {
  RehearsalInputError,
  dateAfter,
  packFrom,
  roundStream,
  withInput,
} from './rehearsal-input.js';
import { withSandbox, type Sandbox } from './sandbox.js';
import type { Terminal } from './terminal.js';

/** Every ladder of today's packs has come to its end within this time. */
const LONGEST_DAYS = 366;
/** At the end of that day its own reminders, and the day it misses, are out. */
const END_OF_DAY = 24;

export interface RoundRehearsal {
  /** UUID of the round, or its stream id. */
  readonly round: string;
  /** Day to which the clock is moved; as long as something is due within a year when absent. */
  readonly until?: string | undefined;
  /** A pack file: what it would change is shown, since an open round keeps the pack it pinned. */
  readonly pack?: string | undefined;
  readonly keep: boolean;
}

/**
 * Copies a round of the installation into a sandbox and lets the clock run there as if nobody acted: which
 * reminders and escalations come. The installation is only read.
 *
 * @returns 0, or 2 when it was told something that cannot be used
 */
export function rehearseRound(
  environment: Environment,
  { round, until, pack: packFile, keep }: RoundRehearsal,
  terminal: Terminal,
): Promise<number> {
  return withInput(terminal, async () => {
    const stream = roundStream(round);
    const pack = packFile === undefined ? undefined : packFrom(packFile);
    const copy = await withInstallation(environment, terminal.detail, (installation) =>
      readRound(installation.as('auditor_ro').db, stream),
    );
    if (!copy) throw new RehearsalInputError(`There is no round ${round}.`);
    const today = shanghaiDate(instantFromMillis(copy.now));
    const end = until === undefined ? addDays(today, LONGEST_DAYS) : dateAfter(until, today);
    announce(copy, terminal);
    const prepare = (databaseUrl: string, secret: string) => writeRound(databaseUrl, secret, copy);
    const options = { onProgress: terminal.detail, keep, prepare };
    return withSandbox(environment, options, async (sandbox) => {
      await sandbox.rehearsal.caughtUp();
      if (pack) await showChanges(sandbox, copy, { pack, today }, terminal);
      await pokeAllOpen(sandbox.worker, sandbox.temporal, terminal.detail);
      const told = await letRun(sandbox, copy, end, terminal);
      summarize(told, until === undefined ? null : end, terminal);
      if (keep) terminal.say(`保留：${sandbox.place}`);
      return 0;
    });
  });
}

function announce({ number, name, cases, events, pack }: RoundCopy, terminal: Terminal): void {
  terminal.say(
    `${name} (${number})：复制 ${cases.length} 件事项、${events.length} 条事件到沙箱；原件只读，不受影响。`,
  );
  terminal.data({ round: number, cases: cases.length, events: events.length, pack });
}

/** Moves the clock and prints what it does in the round's own cases. @returns how often it did what */
async function letRun(
  { rehearsal, access }: Sandbox,
  { cases, pack }: RoundCopy,
  end: CalendarDate,
  terminal: Terminal,
): Promise<ReadonlyMap<string, number>> {
  const own = new Set(cases);
  const told = new Map<string, number>();
  const titles = await titlesOf(access.db, pack);
  const show = (fired: Fired) => {
    const { number, at, event } = fired;
    if (!own.has(event.stream) || !Object.hasOwn(CLAIM_WORDS, event.type)) return;
    told.set(event.type, (told.get(event.type) ?? 0) + 1);
    terminal.say(
      `${dayText(shanghaiDate(instantFromMillis(Date.parse(at))))}  ${firedText(fired, titles)}`,
    );
    terminal.data({ at, number, type: event.type, data: event.data });
  };
  await rehearsal.advanceTo(Date.parse(shanghaiMoment(end, END_OF_DAY)), show);
  return told;
}

async function titlesOf(
  db: Sandbox['access']['db'],
  pack: PackRef,
): Promise<ReadonlyMap<string, string>> {
  const { rules } = await createRuleBooks(db).consult((book) => book.packs(pack));
  return new Map(rules.map(({ rule, title }) => [rule, title]));
}

function summarize(
  told: ReadonlyMap<string, number>,
  end: CalendarDate | null,
  terminal: Terminal,
): void {
  const counts = Object.entries(CLAIM_WORDS).map(
    ([type, word]) => `${word} ${told.get(type) ?? 0}`,
  );
  const until = end === null ? '至一年内不再有到期事项' : `至 ${dayText(end)}`;
  terminal.say(`${until}，若无人办理：${counts.join('，')}。`);
  terminal.data({ until: end, counts: Object.fromEntries(told) });
}

/** What another pack would change; the copy itself goes on by the pack that the round pinned. */
async function showChanges(
  { access }: Sandbox,
  { pack: pinned, cases }: RoundCopy,
  { pack, today }: { readonly pack: PolicyPack; readonly today: CalendarDate },
  terminal: Terminal,
): Promise<void> {
  const book = await createRuleBooks(access.db).current();
  const always = { from: '0001-01-01', to: '9999-12-31' };
  const { changed } = await compareRules(access.db, always, { pack }, { book, today });
  const own = changed.filter(({ stream }) => cases.includes(stream));
  terminal.say(
    `本轮在批准时锁定了 ${packName(pinned)}，未结事项不换规则包；若当初按“${pack.title}”，${own.length} 个期限会不同：`,
  );
  for (const row of own) {
    terminal.say(changeLine(row));
    terminal.data(row);
  }
  terminal.say(`以下仍按 ${packName(pinned)} 演练。`);
}

function changeLine(row: Compared): string {
  const { number, title, dueOn, late, otherDueOn, otherLate } = row;
  const lateness = (isLate: boolean) => (isLate ? '逾期' : '按期');
  return `  ${number}  ${title}  ${dueOn} ${lateness(late)} → ${otherDueOn ?? '自定'} ${lateness(otherLate)}`;
}
