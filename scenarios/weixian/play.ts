import { playScript } from '../kit/play.js';
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
import { FACTS, type Step } from './scene.js';
import { workingPapers } from './working-papers.js';

/** The day of the source that falls on the day the play starts; what lies before it is filled in. */
export const STARTS_ON = DATES.deployment.on;

/** All steps; those of one day keep the order of this list. */
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
];

/** Plays the round day by day. */
export function play(theater: Theater, options: PlayOptions): Promise<void> {
  return playScript({ facts: FACTS, startsOn: STARTS_ON, steps: STEPS }, theater, options);
}
