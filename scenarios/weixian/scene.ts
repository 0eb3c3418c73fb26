import type { RoundFacts } from '../kit/facts.js';
import { digestOf as digestIn, targetRef, withEach, type Scene } from '../kit/scene.js';
import type { StreamRef } from '../scenario.js';
import { DEPLOYMENT_REQUIREMENTS, ROUND, TARGETS, type Target } from './facts.js';

export {
  attempt,
  itemRef,
  refOf,
  sheetsOf,
  targetRef,
  untilBoard,
  untilItems,
  untilSheets,
  type Scene,
  type Step,
} from '../kit/scene.js';

/** The round as the kit plays it; its steps go by this scenario's own facts. */
export const FACTS: RoundFacts = {
  scenario: 'weixian',
  proposal: ROUND,
  groups: [],
  targets: TARGETS,
  deployment: { speakers: [], requirements: DEPLOYMENT_REQUIREMENTS },
};

/** @returns the SHA-256 digest that stands for a document of the play */
export function digestOf(document: string): string {
  return digestIn({ facts: FACTS }, document);
}

/** Plays something at all targets at once, as seven units would. */
export async function atEveryTarget(
  scene: Scene,
  play: (target: Target, ref: StreamRef) => Promise<void>,
): Promise<void> {
  await withEach(TARGETS, (target) => play(target, targetRef(scene, target.unit)));
}
