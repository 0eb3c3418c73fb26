import type { CalendarDate } from '../../domain/shared/calendar-date.js';
import { readPlayed, type Played, type PlayedEvent } from '../kit/played.js';
import { ledgerOf, refOf, type Attempt } from '../kit/scene.js';
import type { PlayOptions, Row, Theater } from '../scenario.js';
import { DATES } from './facts.js';

export { atTargets, dataOf, type PlayedEvent } from '../kit/played.js';

/** What the clock tells people, or notes when a due day has passed. */
export const CLAIMS: readonly string[] = ['ReminderIssued', 'EscalationRaised', 'DeadlineMissed'];

/** What the installation holds after the play, read over HTTP: the checks count this and nothing else. */
export interface Installation extends Omit<Played, 'scene'> {
  readonly ledger: readonly Row[];
  readonly deadlines: readonly Row[];
  readonly inbox: readonly Row[];
  /** Explanations of every deadline that the clock said something of, by `keyOf`. */
  readonly explanations: ReadonlyMap<string, Row>;
  readonly attempts: readonly Attempt[];
}

export async function readInstallation(
  theater: Theater,
  options: PlayOptions,
): Promise<Installation> {
  const { scene, ...played } = await readPlayed(theater, options, DATES.deployment.on);
  const ofRound = async (view: string) =>
    (await theater.rows(view)).filter((row) => row['caseRound'] === scene.roundStream);
  const explanations = new Map<string, Row>();
  for (const claim of allEvents(played).filter(isClaim)) {
    const { stream, data } = claim;
    if (!explanations.has(keyOf(claim)))
      explanations.set(
        keyOf(claim),
        await theater.explanation(refOf(stream), String(data['deadline'])),
      );
  }
  return {
    ...played,
    ledger: await ledgerOf(scene),
    deadlines: await ofRound('deadline-list'),
    inbox: await ofRound('reminder-inbox'),
    explanations,
    attempts: scene.attempts,
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

export function datesOf(rows: readonly Row[], member: string): readonly CalendarDate[] {
  return rows.map((row) => String(row[member])).sort();
}

export function sumOf(rows: readonly Row[], member: string): number {
  return rows.reduce((sum, row) => sum + Number(row[member]), 0);
}
