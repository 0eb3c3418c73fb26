import { z } from 'zod';
import { addDays, dayNumber, type CalendarDate } from '../../domain/shared/calendar-date.js';
import { Instant } from '../../domain/shared/instant.js';
import type { PlayOptions, Row, StreamRef, Theater } from '../scenario.js';
import { DATES } from './facts.js';
import { sceneOf } from './play.js';
import { ledgerOf, refOf, sheetsOf, type Attempt } from './scene.js';

/** What the clock tells people, or notes when a due day has passed. */
export const CLAIMS: readonly string[] = ['ReminderIssued', 'EscalationRaised', 'DeadlineMissed'];

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
export interface Installation {
  readonly round: readonly PlayedEvent[];
  readonly targets: ReadonlyMap<string, readonly PlayedEvent[]>;
  /** Events of every item, by stream. */
  readonly items: ReadonlyMap<string, readonly PlayedEvent[]>;
  readonly sheets: readonly Row[];
  readonly ledger: readonly Row[];
  readonly deadlines: readonly Row[];
  readonly inbox: readonly Row[];
  /** Explanations of every deadline that the clock said something of, by `keyOf`. */
  readonly explanations: ReadonlyMap<string, Row>;
  readonly attempts: readonly Attempt[];
  /** Turns a played date back into the source's. */
  readonly sourceOf: (played: CalendarDate) => CalendarDate;
}

export async function readInstallation(
  theater: Theater,
  { dateOf }: PlayOptions,
): Promise<Installation> {
  const scene = sceneOf(theater);
  const shift = dayNumber(dateOf(DATES.deployment.on)) - dayNumber(DATES.deployment.on);
  const eventsOf = async (ref: StreamRef) => z.array(PlayedEvent).parse(await theater.events(ref));
  const ofRound = async (view: string) =>
    (await theater.rows(view)).filter((row) => row['caseRound'] === scene.roundStream);
  const ledger = await ledgerOf(scene);
  const items = new Map<string, readonly PlayedEvent[]>();
  for (const { stream } of ledger) items.set(String(stream), await eventsOf(refOf(String(stream))));
  const targets = new Map<string, readonly PlayedEvent[]>();
  for (const [unit, ref] of scene.targets) targets.set(unit, await eventsOf(ref));
  const round = await eventsOf(scene.round);
  const explanations = new Map<string, Row>();
  for (const claim of allEvents({ round, targets, items }).filter(isClaim)) {
    const { stream, data } = claim;
    if (!explanations.has(keyOf(claim)))
      explanations.set(
        keyOf(claim),
        await theater.explanation(refOf(stream), String(data['deadline'])),
      );
  }
  return {
    round,
    targets,
    items,
    sheets: await sheetsOf(scene),
    ledger,
    deadlines: await ofRound('deadline-list'),
    inbox: await ofRound('reminder-inbox'),
    explanations,
    attempts: scene.attempts,
    sourceOf: (played) => addDays(played, -shift),
  };
}

const isClaim = ({ type }: PlayedEvent): boolean => CLAIMS.includes(type);

/** Names a deadline of a case, from any of its events. */
export function keyOf({ stream, data }: Pick<PlayedEvent, 'stream' | 'data'>): string {
  return `${stream} ${String(data['deadline'])}`;
}

/** @returns every event of the round, its targets and its items */
export function allEvents({
  round,
  targets,
  items,
}: Pick<Installation, 'round' | 'targets' | 'items'>): readonly PlayedEvent[] {
  return [round, ...targets.values(), ...items.values()].flat();
}

/** @returns the data of all events of a type, in order */
export function dataOf(
  events: readonly PlayedEvent[],
  type: string,
): readonly PlayedEvent['data'][] {
  return events.filter((event) => event.type === type).map(({ data }) => data);
}

/** @returns the data of all events of a type at all targets */
export function atTargets({ targets }: Installation, type: string): readonly PlayedEvent['data'][] {
  return [...targets.values()].flatMap((events) => dataOf(events, type));
}

export function datesOf(rows: readonly Row[], member: string): readonly CalendarDate[] {
  return rows.map((row) => String(row[member])).sort();
}

export function sumOf(rows: readonly Row[], member: string): number {
  return rows.reduce((sum, row) => sum + Number(row[member]), 0);
}
