import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createToken } from '../api/access/tokens.js';
import type { Environment } from '../config/environment.js';
import type { Connection } from '../database/connection.js';
import { countyDefault } from '../domain/policy/county-default.js';
import { addDays, dayNumber, type CalendarDate } from '../domain/shared/calendar-date.js';
import {
  instantFromMillis,
  shanghaiDate,
  shanghaiMoment,
  type Instant,
} from '../domain/shared/instant.js';
import { packName, type PolicyPack } from '../domain/shared/policy.js';
import { Post } from '../domain/shared/roles.js';
import { head } from '../event-store/read.js';
import { createRuleBooks } from '../rule-book/index.js';
import { scenarioNamed, scenarios } from '../scenarios/index.js';
import type { CheckResult, Person, PlayOptions, Scenario, Theater } from '../scenarios/scenario.js';
import { firedText } from './fired-text.js';
import { importInto } from './import.js';
import {
  RehearsalInputError,
  dateAfter,
  packForSandbox,
  packFrom,
  withInput,
  writableFile,
} from './rehearsal-input.js';
import { withSandbox, type Sandbox } from './sandbox.js';
import type { Terminal } from './terminal.js';
import { createTheater } from './theater.js';
import { readTimeline, threadOf, timelineLines, type Laid } from './timeline.js';

/** The hour to which a rehearsal is moved: reminders of the morning are out, the office is at work. */
const PLAY_HOUR = 10;

export function listScenarios(terminal: Terminal): number {
  for (const { name, title, startsOn } of scenarios) {
    terminal.say(`${name}  ${title}`);
    terminal.data({ name, title, startsOn });
  }
  return 0;
}

export interface ScenarioRun {
  readonly terminal: Terminal;
  /** Leaves the sandbox behind. */
  readonly keep: boolean;
  /** A file that gets the timeline too. */
  readonly timeline?: string | undefined;
  /** A file with the pack the round is proposed with, instead of the county's. */
  readonly pack?: string | undefined;
  /** The day of the play on which it stops; the last day when absent. */
  readonly until?: string | undefined;
}

/**
 * Plays a scenario in a sandbox of its own, prints when the clock did what, and checks the figures of a full play.
 *
 * @returns 0 when every check passed, 1 when one failed, 2 when it was told something that cannot be used
 */
export function runScenario(
  environment: Environment,
  name: string,
  { terminal, keep, timeline, pack: packFile, until }: ScenarioRun,
): Promise<number> {
  return withInput(terminal, async () => {
    const began = Date.now();
    const scenario = knownScenario(name);
    const { offset, options: county } =
      scenario.isPast === true ? playedThen() : playedToday(scenario.startsOn);
    const pack = packFile === undefined ? county.pack : packFrom(packFile);
    const stopsOn =
      until === undefined ? undefined : dateAfter(until, county.dateOf(scenario.startsOn));
    const file = timeline === undefined ? undefined : writableFile(timeline);
    return withSandbox(environment, { onProgress: terminal.say, keep }, async (sandbox) => {
      const theater = sandboxTheater(sandbox, terminal, offset, pack);
      const played = pack === county.pack ? pack : await publish(sandbox, theater, pack, terminal);
      const options = { ...county, pack: played };
      await play(scenario, theater, options, stopsOn, offset);
      const laid = { title: scenario.title, sourceOn: scenario.startsOn, offsetDays: offset };
      // Past work fires no reminder, so there is nothing to lay out.
      if (scenario.isPast !== true) await showTimeline(theater, laid, file, terminal);
      if (stopsOn !== undefined) {
        terminal.say(`Stopped on ${stopsOn}; the checks are for a play to the end.`);
        return 0;
      }
      return showChecks(await scenario.check(theater, options), began, terminal);
    });
  });
}

/** @throws RehearsalInputError naming those there are */
function knownScenario(name: string): Scenario {
  const scenario = scenarioNamed(name);
  if (scenario) return scenario;
  const known = scenarios.map((entry) => entry.name).join(', ');
  throw new RehearsalInputError(`There is no scenario ${name}. There are: ${known}.`);
}

async function play(
  scenario: Scenario,
  theater: Theater,
  options: PlayOptions,
  stopsOn: CalendarDate | undefined,
  offset: number,
): Promise<void> {
  if (stopsOn === undefined) return scenario.play(theater, options);
  await scenario.play(theater, { ...options, until: addDays(stopsOn, -offset) });
  await theater.advanceTo(stopsOn);
}

const OFFICE_DIRECTOR: Person = {
  name: 'pack-publisher',
  posts: [{ role: 'officeDirector', scope: 'all' }],
};
/** A proposal may be filled in afterwards; no scenario reaches back further. */
const FILLED_IN_DAYS = 60;

/** Publishes a pack in the sandbox as an office would. @returns the pack under the name it has there */
async function publish(
  { access }: Sandbox,
  theater: Theater,
  pack: PolicyPack,
  terminal: Terminal,
): Promise<PolicyPack> {
  const books = createRuleBooks(access.db);
  await theater.until('the organization to be opened', async () => {
    const { state } = await books.organization();
    return state.status === 'open';
  });
  const today = shanghaiDate(instantFromMillis(Date.now()));
  const published = packForSandbox(pack, addDays(today, -FILLED_IN_DAYS));
  const { stream } = await books.organization();
  const ref = { process: 'organization', id: stream.slice('organization-'.length) };
  await theater.send(OFFICE_DIRECTOR, ref, 'PublishPolicyPack', { pack: published });
  terminal.say(
    `规则包：${pack.title}，在演练中发布为 ${packName(published)}（${published.effectiveFrom} 起施行）`,
  );
  return published;
}

async function showTimeline(
  theater: Theater,
  laid: Laid,
  file: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const timeline = await readTimeline(theater);
  const lines = timelineLines(timeline, laid);
  terminal.say('');
  for (const line of lines) terminal.say(line);
  for (const entry of timeline.entries)
    terminal.data({ ...entry, explanation: timeline.explanations.get(threadOf(entry)) });
  if (file !== undefined) {
    writeFileSync(file, `${lines.join('\n')}\n`);
    terminal.say(`The timeline also stands in ${file}.`);
  }
}

/** @returns the exit code */
function showChecks(results: readonly CheckResult[], began: number, terminal: Terminal): number {
  terminal.say('');
  report(results, terminal);
  const failed = results.filter(({ passed }) => !passed).length;
  const seconds = Math.round((Date.now() - began) / 1000);
  terminal.say(`${results.length - failed} checks ok, ${failed} failed, ${seconds} s`);
  return failed === 0 ? 0 : 1;
}

/**
 * Lays a date of the source on today; the others keep their distance from it.
 *
 * @returns `offset` in days, and what a play needs
 */
export function playedToday(sourceDate: CalendarDate): { offset: number; options: PlayOptions } {
  const today = shanghaiDate(instantFromMillis(Date.now()));
  const offset = dayNumber(today) - dayNumber(sourceDate);
  const dateOf = (date: CalendarDate) => addDays(date, offset);
  return { offset, options: { dateOf, newId: () => randomUUID(), pack: countyDefault } };
}

/** Past work keeps its dates: it is filed today, as what it was. */
function playedThen(): { offset: number; options: PlayOptions } {
  const dateOf = (date: CalendarDate) => date;
  return { offset: 0, options: { dateOf, newId: () => randomUUID(), pack: countyDefault } };
}

/** Plays a scenario on a running installation without moving any clock: dates are filled in afterwards. */
export function installationTheater(url: string, access: Connection, terminal: Terminal): Theater {
  return createTheater({
    url,
    tokenFor: (person) => tokenFor(access, person),
    advanceTo: () => Promise.resolve(),
    importFiles: () => Promise.reject(new Error('past work is imported into a sandbox only')),
    tell: (date, text) => terminal.detail(`${date} ${text}`),
  });
}

function sandboxTheater(
  sandbox: Sandbox,
  terminal: Terminal,
  offset: number,
  pack: PolicyPack,
): Theater {
  const titles = new Map(pack.rules.map(({ rule, title }) => [rule, title]));
  const { url, access, rehearsal, home, worker, connectWorker } = sandbox;
  const line = (date: CalendarDate, text: string) => {
    terminal.say(`${date} (${addDays(date, -offset)})  ${text}`);
    terminal.data({ date, sourceDate: addDays(date, -offset), text });
  };
  return createTheater({
    url,
    tokenFor: (person) => tokenFor(access, person),
    advanceTo: (date) =>
      rehearsal.advanceTo(Date.parse(shanghaiMoment(date, PLAY_HOUR)), (fired) => {
        line(shanghaiDate(fired.event.now as Instant), firedText(fired, titles));
      }),
    async importFiles(files) {
      const folder = join(home, 'past-work');
      mkdirSync(folder, { recursive: true });
      for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
      const code = await importInto(connectWorker, folder, terminal);
      if (code !== 0) throw new Error('the import was refused');
      return (await head(worker.db)).position;
    },
    tell: line,
  });
}

async function tokenFor(access: Connection, { name, posts }: Person): Promise<string> {
  const held = posts.map((post) => Post.parse(post));
  const { token } = await createToken(access.db, { posts: held, label: `scenario: ${name}` });
  return token;
}

function report(results: readonly CheckResult[], terminal: Terminal): void {
  for (const { id, passed, print, detail } of results) {
    const why = detail && !passed ? `\n        ${detail}` : '';
    terminal.say(`${passed ? 'ok    ' : 'FAILED'} ${id.padEnd(4)} ${print}${why}`);
    terminal.data({ id, passed, print, detail: detail ?? null });
  }
}
