import type { PlayOptions, Theater } from '../scenario.js';
import { closing } from './closing.js';
import { DATES } from './facts.js';
import { feedback } from './feedback.js';
import { fieldwork } from './fieldwork.js';
import { immediateItems } from './immediate-items.js';
import { planning } from './planning.js';
import { preparation } from './preparation.js';
import { rectification } from './rectification.js';
import { reporting } from './reporting.js';
import type { Scene, Step } from './scene.js';
import { workingPapers } from './working-papers.js';

/** The day of the source that falls on the day the play starts; what lies before it is filled in. */
export const STARTS_ON = DATES.deployment.on;

/** All steps by day; those of one day keep the order of this list. */
const STEPS: readonly Step[] = [
  ...preparation,
  ...fieldwork,
  ...workingPapers,
  ...immediateItems,
  ...reporting,
  ...feedback,
  ...planning,
  ...rectification,
  ...closing,
].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));

/** The play on each theater: a refused command leaves no event, so its checks need what the play saw. */
const played = new WeakMap<Theater, Scene>();

/** @throws Error when nothing was played on this theater */
export function sceneOf(theater: Theater): Scene {
  const scene = played.get(theater);
  if (!scene) throw new Error('the scenario was not played on this theater');
  return scene;
}

/** Plays the round day by day; the clock is moved to each day before anything is done on it. */
export async function play(
  theater: Theater,
  { dateOf, newId, pack, until }: PlayOptions,
): Promise<void> {
  const round = { process: 'inspection-round', id: newId() };
  const scene: Scene = {
    theater,
    round,
    roundStream: `${round.process}-${round.id}`,
    pack: { pack: pack.pack, version: pack.version },
    on: dateOf,
    targets: new Map(),
    items: new Map(),
    attempts: [],
  };
  played.set(theater, scene);
  let today: string = STARTS_ON;
  for (const step of STEPS) {
    if (until !== undefined && step.on > until) break;
    if (step.on > today) {
      await theater.advanceTo(dateOf(step.on));
      today = step.on;
    }
    await step.play(scene);
    theater.tell(dateOf(step.on), step.text);
  }
}
