import type { StreamRef } from '../scenario.js';
import type { Target } from './facts.js';
import { IMMEDIATE, findingsOf, type Finding } from './findings.js';
import { groupPosts } from './people.js';
import { atEveryTarget, digestOf, type Scene, type Step } from './scene.js';

/** The immediate finding of each target comes first, since it has to be put right before the group leaves. */
const FIRST = { observed: '2021-05-31', drafted: '2021-06-01', confirmed: '2021-06-04' } as const;
const REST = {
  observed: '2021-06-07',
  drafted: '2021-06-08',
  reviewed: '2021-06-11',
  confirmed: '2021-06-18',
} as const;

/** A finding is drafted by two, reviewed in the group's meeting and signed by its head. */
export const workingPapers: readonly Step[] = [
  { on: FIRST.drafted, text: '首批问题底稿 (first findings drafted)', play: draft(true, FIRST) },
  {
    on: FIRST.confirmed,
    text: '组务会审议, 组长签字 (first findings confirmed)',
    play: confirmFirst,
  },
  { on: REST.drafted, text: '其余问题底稿, 双人取证 (findings drafted)', play: draft(false, REST) },
  { on: REST.reviewed, text: '组务会审议问题底稿 (findings reviewed)', play: reviewRest },
  { on: REST.confirmed, text: '组长逐条确认问题 (findings confirmed)', play: confirmRest },
];

const isImmediate = ({ finding }: Finding): boolean => finding === IMMEDIATE;

/** Applies something to the immediate finding of every target, or to the others, one after another. */
async function eachFinding(
  scene: Scene,
  immediate: boolean,
  play: (target: Target, ref: StreamRef, finding: Finding) => Promise<void>,
): Promise<void> {
  await atEveryTarget(scene, async (target, ref) => {
    for (const finding of findingsOf(target.unit))
      if (isImmediate(finding) === immediate) await play(target, ref, finding);
  });
}

function draft(immediate: boolean, day: { readonly observed: string; readonly drafted: string }) {
  return async (scene: Scene): Promise<void> => {
    const { theater, on } = scene;
    await eachFinding(scene, immediate, async ({ unit, group }, ref, found) => {
      const { severity: _severity, ...paper } = found;
      await theater.send(groupPosts(group).member, ref, 'DraftFinding', {
        ...paper,
        draftedOn: on(day.drafted),
        phenomenon: `${found.title}。(演示数据, 原文未述及)`,
        ruleBroken: '单位内部管理制度(演示数据)',
        handlers: [`第${group}组组员`, `第${group}组联络员`],
        evidence: [
          { digest: digestOf(`evidence/${unit}/${found.finding}`), observedOn: on(day.observed) },
        ],
      });
    });
  };
}

async function review(scene: Scene, ref: StreamRef, target: Target, finding: string, day: string) {
  await scene.theater.send(groupPosts(target.group).deputy, ref, 'ReviewFinding', {
    finding,
    reviewedOn: scene.on(day),
    minutes: digestOf(`group-meeting/${target.group}/${day}`),
    passed: true,
  });
}

async function confirm(
  { theater, on }: Scene,
  ref: StreamRef,
  { group }: Target,
  { finding, severity }: Finding,
  day: string,
) {
  await theater.send(groupPosts(group).head, ref, 'ConfirmFinding', {
    ...{ finding, severity, confirmedOn: on(day) },
  });
}

async function confirmFirst(scene: Scene): Promise<void> {
  const day = FIRST.confirmed;
  await eachFinding(scene, true, async (target, ref, found) => {
    await review(scene, ref, target, found.finding, day);
    await confirm(scene, ref, target, found, day);
  });
}

async function reviewRest(scene: Scene): Promise<void> {
  await eachFinding(scene, false, async (target, ref, { finding }) => {
    await review(scene, ref, target, finding, REST.reviewed);
  });
}

async function confirmRest(scene: Scene): Promise<void> {
  await eachFinding(scene, false, async (target, ref, found) => {
    await confirm(scene, ref, target, found, REST.confirmed);
  });
}
