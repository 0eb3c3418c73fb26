import { z } from 'zod';
import { addDays, dayNumber, type CalendarDate } from '../../domain/shared/calendar-date.js';
import { Instant } from '../../domain/shared/instant.js';
import type { CheckResult, PlayOptions, Row, StreamRef, Theater } from '../scenario.js';
import { deadlineCheck, type DeadlineFact } from './deadline-check.js';
import { sceneOf } from './play.js';
import { ledgerOf, refOf, sheetsOf, withEach, type Attempt, type Scene } from './scene.js';

const PlayedEvent = z.object({
  stream: z.string(),
  version: z.int(),
  type: z.string(),
  /** The clock the decision saw. */
  now: Instant,
  data: z.record(z.string(), z.unknown()),
});
export type PlayedEvent = z.infer<typeof PlayedEvent>;

/** What the installation holds after the play, read over HTTP: the checks count this and nothing else. */
export interface Played {
  readonly scene: Scene;
  readonly round: readonly PlayedEvent[];
  readonly targets: ReadonlyMap<string, readonly PlayedEvent[]>;
  /** Events of every item, by stream. */
  readonly items: ReadonlyMap<string, readonly PlayedEvent[]>;
  /** Events of the scenario's other cases, by the name it gave them. */
  readonly others: ReadonlyMap<string, readonly PlayedEvent[]>;
  readonly sheets: readonly Row[];
  /** Turns a played date back into the source's. */
  readonly sourceOf: (played: CalendarDate) => CalendarDate;
}

export async function readPlayed(
  theater: Theater,
  { dateOf }: PlayOptions,
  startsOn: CalendarDate,
): Promise<Played> {
  const scene = sceneOf(theater);
  const shift = dayNumber(dateOf(startsOn)) - dayNumber(startsOn);
  const eventsOf = async (ref: StreamRef) => z.array(PlayedEvent).parse(await theater.events(ref));
  const readAll = async (refs: Iterable<readonly [string, StreamRef]>) => {
    const read = new Map<string, readonly PlayedEvent[]>();
    await withEach([...refs], async ([name, ref]) => {
      read.set(name, await eventsOf(ref));
    });
    return read;
  };
  const ledger = await ledgerOf(scene);
  return {
    scene,
    round: await eventsOf(scene.round),
    targets: await readAll(scene.targets),
    items: await readAll(
      ledger.map(({ stream }) => [String(stream), refOf(String(stream))] as const),
    ),
    others: await readAll(scene.others),
    sheets: await sheetsOf(scene),
    sourceOf: (played) => addDays(played, -shift),
  };
}

/** @returns the data of all events of a type, in order */
export function dataOf(
  events: readonly PlayedEvent[],
  type: string,
): readonly PlayedEvent['data'][] {
  return events.filter((event) => event.type === type).map(({ data }) => data);
}

/** @returns the data of all events of a type at all targets */
export function atTargets(
  { targets }: Pick<Played, 'targets'>,
  type: string,
): readonly PlayedEvent['data'][] {
  return [...targets.values()].flatMap((events) => dataOf(events, type));
}

/** @returns the data of all events of a type of all items */
export function ofItems({ items }: Played, type: string): readonly PlayedEvent['data'][] {
  return [...items.values()].flatMap((events) => dataOf(events, type));
}

export interface RefusalFact {
  readonly id: string;
  readonly print: string;
  readonly code: string;
  readonly times: number;
}

/** What had to be refused: passes when every try was refused with this code and left no event. */
export function refusalOf(
  { attempts }: Pick<Scene, 'attempts'>,
  { id, print, code, times }: RefusalFact,
): CheckResult {
  const made = attempts.filter(({ check }) => check === id);
  const isRefused = (seen: Attempt) =>
    seen.status >= 400 && seen.code === code && seen.wroteNothing;
  return {
    id,
    passed: made.length === times && made.every(isRefused),
    print,
    detail: JSON.stringify(made),
  };
}

/** As {@link refusalOf}, of what was read after the play. */
export function refusalCheck({ scene }: Played, fact: RefusalFact): CheckResult {
  return refusalOf(scene, fact);
}

export interface CheckList {
  readonly startsOn: CalendarDate;
  readonly checks: readonly ((played: Played) => CheckResult)[];
  readonly deadlines: readonly DeadlineFact[];
}

/** The lines a scenario must print, each from what the installation holds, and its limits after them. */
export async function checkPlayed(
  theater: Theater,
  options: PlayOptions,
  { startsOn, checks, deadlines: facts }: CheckList,
): Promise<readonly CheckResult[]> {
  const played = await readPlayed(theater, options, startsOn);
  const deadlines = (await theater.rows('deadline-list')).filter(
    (row) => row['caseRound'] === played.scene.roundStream,
  );
  return [
    ...checks.map((check) => check(played)),
    ...facts.map((fact, index) => deadlineCheck(deadlines, options, fact, index + 1)),
  ];
}

/** A quotient in percent, to one decimal, half up, as the sources print it. */
export function percentOf(part: number, whole: number): string {
  return (Math.floor((part * 1000) / whole + 0.5) / 10).toFixed(1);
}
