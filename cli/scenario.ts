import { createToken } from '../api/access/tokens.js';
import type { Environment } from '../config/environment.js';
import { addDays, dayNumber, type CalendarDate } from '../domain/shared/calendar-date.js';
import {
  instantFromMillis,
  shanghaiDate,
  shanghaiMoment,
  type Instant,
} from '../domain/shared/instant.js';
import { Post } from '../domain/shared/roles.js';
import { scenarioNamed, scenarios } from '../scenarios/index.js';
import type { CheckResult, Person, PlayOptions, Theater } from '../scenarios/scenario.js';
import type { Connection } from '../database/connection.js';
import { randomUUID } from 'node:crypto';
import { openSandbox, type Sandbox } from './sandbox.js';
import { firedText } from './fired-text.js';
import { createTheater } from './theater.js';
import type { Terminal } from './terminal.js';

/** The hour to which a rehearsal is moved: reminders of the morning are out, the office is at work. */
const PLAY_HOUR = 10;

export function listScenarios(terminal: Terminal): number {
  for (const { name, title, startsOn } of scenarios) {
    terminal.say(`${name}  ${title}`);
    terminal.data({ name, title, startsOn });
  }
  return 0;
}

/**
 * Plays a scenario from its first to its last day in a sandbox of its own, then checks its figures.
 *
 * @returns 0 when every check passed, 1 when one failed, 2 when there is no such scenario
 */
export async function runScenario(
  environment: Environment,
  name: string,
  { terminal, keep }: { terminal: Terminal; keep: boolean },
): Promise<number> {
  const scenario = scenarioNamed(name);
  if (!scenario) {
    const known = scenarios.map((entry) => entry.name).join(', ');
    terminal.fail(`There is no scenario ${name}. There are: ${known}.`);
    return 2;
  }
  const began = Date.now();
  const sandbox = await openSandbox(environment, { onProgress: terminal.say, keep });
  try {
    const { offset, options } = playedToday(scenario.startsOn);
    const theater = sandboxTheater(sandbox, terminal, offset);
    await scenario.play(theater, options);
    terminal.say('');
    const results = await scenario.check(theater, options);
    report(results, terminal);
    const failed = results.filter(({ passed }) => !passed).length;
    const seconds = Math.round((Date.now() - began) / 1000);
    terminal.say(`${results.length - failed} checks ok, ${failed} failed, ${seconds} s`);
    return failed === 0 ? 0 : 1;
  } finally {
    await sandbox.close();
    if (keep) terminal.say(`Kept in ${sandbox.home}`);
  }
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
  return { offset, options: { dateOf, newId: () => randomUUID() } };
}

/** Plays a scenario on a running installation without moving any clock: dates are filled in afterwards. */
export function installationTheater(url: string, access: Connection, terminal: Terminal): Theater {
  return createTheater({
    url,
    tokenFor: (person) => tokenFor(access, person),
    advanceTo: () => Promise.resolve(),
    tell: (date, text) => terminal.detail(`${date} ${text}`),
  });
}

function sandboxTheater(sandbox: Sandbox, terminal: Terminal, offset: number): Theater {
  const { url, access, rehearsal } = sandbox;
  const line = (date: CalendarDate, text: string) => {
    terminal.say(`${date} (${addDays(date, -offset)})  ${text}`);
    terminal.data({ date, sourceDate: addDays(date, -offset), text });
  };
  return createTheater({
    url,
    tokenFor: (person) => tokenFor(access, person),
    advanceTo: (date) =>
      rehearsal.advanceTo(Date.parse(shanghaiMoment(date, PLAY_HOUR)), (fired) => {
        line(shanghaiDate(fired.event.now as Instant), firedText(fired));
      }),
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
