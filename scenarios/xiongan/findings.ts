import { establish, type FindingFacts } from '../kit/fieldwork.js';
import { atEveryTarget, type Scene } from '../kit/scene.js';
import { FOCUS, departmentOf } from './facts.js';

const PAPERS = {
  observed: '2021-09-20',
  drafted: '2021-09-22',
  reviewed: '2021-09-27',
  confirmed: '2021-09-30',
} as const;

/** Invented for the play: the article tells no finding, only what was looked at. */
export function findingsOf(unit: string): readonly FindingFacts[] {
  return Array.from({ length: departmentOf(unit).findings }, (_, index) => {
    const focus = FOCUS[index % FOCUS.length] ?? FOCUS[0];
    return {
      finding: `F${index + 1}`,
      title: `${focus}问题${index + 1}(演示数据)`,
      focus,
      taxonomy: focus,
      severity: 'moderate',
    };
  });
}

export async function establishAll(scene: Scene): Promise<void> {
  await atEveryTarget(scene, async (target, ref) => {
    for (const finding of findingsOf(target.unit))
      await establish(scene, target, ref, finding, PAPERS);
  });
}

export const CONFIRMED_ON = PAPERS.confirmed;
