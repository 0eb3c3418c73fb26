import { createHash } from 'node:crypto';
import type { CalendarDate } from '../../domain/shared/calendar-date.js';
import type { PackRef } from '../../domain/shared/policy.js';
import type { Person, Row, StreamRef, Theater } from '../scenario.js';
import type { RoundFacts, TargetFacts } from './facts.js';
import { groupPosts, type GroupPosts } from './people.js';

/** A command that had to be refused, and what it left behind. */
export interface Attempt {
  /** The check it belongs to. */
  readonly check: string;
  readonly command: string;
  readonly status: number;
  readonly code: string | null;
  /** Whether the case has the same number of events as before. */
  readonly wroteNothing: boolean;
}

/** Everything a step of a play needs: the theater, its dates and the cases opened so far. */
export interface Scene {
  readonly theater: Theater;
  readonly facts: RoundFacts;
  readonly round: StreamRef;
  /** Stream id of the round, as views name it. */
  readonly roundStream: string;
  /** The pack that the round is proposed with. */
  readonly pack: PackRef;
  /** Turns a date of the source into the played one. */
  readonly on: (source: CalendarDate) => CalendarDate;
  readonly newId: () => string;
  /** Cases of the targets by unit, known once the round is approved. */
  readonly targets: Map<string, StreamRef>;
  /** Cases of the items by `<unit>/<item>`, known once they are ordered or planned. */
  readonly items: Map<string, StreamRef>;
  /** Cases that only this scenario has, by a name of its own. */
  readonly others: Map<string, StreamRef>;
  readonly attempts: Attempt[];
}

/** What happens on one day of the source. */
export interface Step {
  readonly on: CalendarDate;
  readonly text: string;
  readonly play: (scene: Scene) => Promise<void>;
}

/** A step that does one thing with the day it happens on. */
export function stepOn(
  on: CalendarDate,
  text: string,
  play: (scene: Scene, on: CalendarDate) => Promise<void>,
): Step {
  return { on, text, play: (scene) => play(scene, on) };
}

/** Commands at once; more would only wait for the database. */
const PARALLEL = 12;

/** @returns the SHA-256 digest that stands for a document of the play */
export function digestOf({ facts }: Pick<Scene, 'facts'>, document: string): string {
  return createHash('sha256').update(`${facts.scenario}/${document}`).digest('hex');
}

/** @param stream a full stream id, `<process>-<uuid>` */
export function refOf(stream: string): StreamRef {
  const UUID_LENGTH = 36;
  return { process: stream.slice(0, -UUID_LENGTH - 1), id: stream.slice(-UUID_LENGTH) };
}

/** @throws Error before the round is approved */
export function targetRef({ targets }: Scene, unit: string): StreamRef {
  const ref = targets.get(unit);
  if (!ref) throw new Error(`${unit} has no case yet`);
  return ref;
}

/** @throws Error before the item is ordered or planned */
export function itemRef({ items }: Scene, unit: string, item: string): StreamRef {
  const ref = items.get(`${unit}/${item}`);
  if (!ref) throw new Error(`${unit} has no item ${item} yet`);
  return ref;
}

export function groupOf({ facts }: Scene, group: number): GroupPosts {
  return groupPosts(facts.proposal.number, group);
}

/** Does something with every entry, several at a time, as several people would. */
export async function withEach<T>(
  entries: readonly T[],
  work: (entry: T) => Promise<void>,
): Promise<void> {
  const waiting = entries.values();
  const worker = async () => {
    for (const entry of waiting) await work(entry);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}

/** Plays something at all targets, or at some of them. */
export async function atEveryTarget(
  scene: Scene,
  play: (target: TargetFacts, ref: StreamRef) => Promise<void>,
  isMeant: (target: TargetFacts) => boolean = () => true,
): Promise<void> {
  await withEach(scene.facts.targets.filter(isMeant), (target) =>
    play(target, targetRef(scene, target.unit)),
  );
}

export const boardOf = async ({ theater, roundStream }: Scene): Promise<Row> =>
  (await theater.rows('round-board', { stream: roundStream }))[0] ?? {};

export const sheetsOf = ({ theater, roundStream }: Scene): Promise<readonly Row[]> =>
  theater.rows('target-sheet', { round: roundStream });

export const ledgerOf = ({ theater, roundStream }: Scene): Promise<readonly Row[]> =>
  theater.rows('rectification-ledger', { round: roundStream });

/** Waits until the round's own case has heard of something from all its targets. */
export function untilBoard(scene: Scene, what: string, shows: (board: Row) => boolean) {
  return scene.theater.until(what, async () => shows(await boardOf(scene)));
}

/** Waits until every target's case shows something. */
export function untilSheets(scene: Scene, what: string, shows: (sheet: Row) => boolean) {
  return scene.theater.until(what, async () => {
    const sheets = await sheetsOf(scene);
    return sheets.length === scene.facts.targets.length && sheets.every(shows);
  });
}

/** Waits for a number of items and notes their cases. */
export async function untilItems(scene: Scene, what: string, count: number): Promise<void> {
  await scene.theater.until(what, async () => {
    const rows = await ledgerOf(scene);
    for (const { unit, item, stream } of rows)
      scene.items.set(`${String(unit)}/${String(item)}`, refOf(String(stream)));
    return rows.length >= count;
  });
}

/** Sends a command that has to be refused, and notes whether it left the case as it was. */
export async function attempt(
  { theater, attempts }: Scene,
  check: string,
  {
    person,
    ref,
    command,
    data,
  }: { person: Person; ref: StreamRef; command: string; data: unknown },
): Promise<void> {
  const { version: before } = await theater.case(ref);
  const { status, code } = await theater.attempt(person, ref, command, data);
  const { version: after } = await theater.case(ref);
  attempts.push({ check, command, status, code, wroteNothing: before === after });
}
