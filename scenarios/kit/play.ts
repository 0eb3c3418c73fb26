import type { CalendarDate } from '../../domain/shared/calendar-date.js';
import type { PlayOptions, Theater } from '../scenario.js';
import type { RoundFacts } from './facts.js';
import type { Scene, Step } from './scene.js';

/** The play on each theater: a refused command leaves no event, so its checks need what the play saw. */
const played = new WeakMap<Theater, Scene>();

/** @throws Error when nothing was played on this theater */
export function sceneOf(theater: Theater): Scene {
  const scene = played.get(theater);
  if (!scene) throw new Error('the scenario was not played on this theater');
  return scene;
}

export interface Script {
  readonly facts: RoundFacts;
  /** The day of the source that falls on the day the play starts; what lies before it is filled in. */
  readonly startsOn: CalendarDate;
  /** In any order; those of one day keep the order of this list. */
  readonly steps: readonly Step[];
}

/** Plays a script day by day; the clock is moved to each day before anything is done on it. */
export async function playScript(
  { facts, startsOn, steps }: Script,
  theater: Theater,
  { dateOf, newId, pack, until }: PlayOptions,
): Promise<void> {
  const round = { process: 'inspection-round', id: newId() };
  const scene: Scene = {
    theater,
    facts,
    round,
    roundStream: `${round.process}-${round.id}`,
    pack: { pack: pack.pack, version: pack.version },
    on: dateOf,
    newId,
    targets: new Map(),
    items: new Map(),
    others: new Map(),
    attempts: [],
  };
  played.set(theater, scene);
  let today: string = startsOn;
  for (const step of [...steps].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    if (until !== undefined && step.on > until) break;
    if (step.on > today) {
      await theater.advanceTo(dateOf(step.on));
      today = step.on;
    }
    await step.play(scene);
    theater.tell(dateOf(step.on), step.text);
  }
}
