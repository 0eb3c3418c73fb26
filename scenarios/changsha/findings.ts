import type { TargetFacts } from '../kit/facts.js';
import { establish, type FindingFacts } from '../kit/fieldwork.js';
import { DAILY_SUPERVISOR, OFFICE_STAFF, targetPosts } from '../kit/people.js';
import {
  atEveryTarget,
  attempt,
  digestOf,
  groupOf,
  itemRef,
  targetRef,
  untilItems,
  withEach,
  type Scene,
  type Step,
} from '../kit/scene.js';
import type { StreamRef } from '../scenario.js';
import { FACTS, FOCUSES, countsOf, isFedBack, lineOf, verdictsOf } from './facts.js';

const PAPERS = {
  observed: '2022-09-19',
  drafted: '2022-09-21',
  reviewed: '2022-09-28',
  confirmed: '2022-09-30',
} as const;

const IMMEDIATE = {
  ordered: '2022-10-11',
  done: '2022-10-18',
  verified: '2022-10-20',
  closed: '2022-10-21',
  due: '2022-10-25',
} as const;

const VERDICTS_ON = '2022-10-14';

/** Number n of a target's findings has focus n mod 3; the first ones are put right at once. */
export function findingsOf(unit: string): readonly FindingFacts[] {
  return Array.from({ length: countsOf(unit).findings }, (_, index) => {
    const focus = FOCUSES[index % FOCUSES.length] ?? FOCUSES[0];
    return {
      finding: `F${index + 1}`,
      title: `${focus}问题${index + 1}(演示数据)`,
      focus,
      taxonomy: focus,
      severity: 'moderate',
    };
  });
}

const itemOf = (finding: string): string => `${finding}-1`;

interface ImmediateItem {
  readonly unit: string;
  readonly group: number;
  readonly finding: string;
  /** The last one of every target in the regular line is still open at the meeting. */
  readonly isOpen: boolean;
}

const IMMEDIATE_ITEMS: readonly ImmediateItem[] = FACTS.targets.flatMap(({ unit, group }) => {
  const ordered = findingsOf(unit).slice(0, countsOf(unit).immediate);
  return ordered.map(({ finding }, index) => ({
    ...{ unit, group, finding },
    isOpen: lineOf(unit) === 'regular' && index === ordered.length - 1,
  }));
});

const FINISHED = IMMEDIATE_ITEMS.filter(({ isOpen }) => !isOpen);

/** Findings of the two inspecting lines, immediate rectification, and the verdicts of the third line. */
export const findings: readonly Step[] = [
  {
    on: PAPERS.confirmed,
    text: '确认“三个聚焦”方面问题 665 个; 单人定级被拒绝 (findings confirmed)',
    play: confirm,
  },
  { on: IMMEDIATE.ordered, text: '下达立行立改 175 项 (ordered at once)', play: order },
  { on: VERDICTS_ON, text: '整改督查: 旧问题 120 个逐一判定 (verdicts)', play: judge },
  { on: IMMEDIATE.done, text: '立行立改 161 项报完成 (submitted)', play: complete },
  { on: IMMEDIATE.verified, text: '核验 (verified)', play: verify },
  { on: IMMEDIATE.closed, text: '立行立改 161 项销号 (closed)', play: close },
];

async function confirm(scene: Scene): Promise<void> {
  const [first] = FACTS.targets;
  await atEveryTarget(scene, async (target, ref) => {
    for (const [index, finding] of findingsOf(target.unit).entries())
      await establish(scene, target, ref, finding, PAPERS, async () => {
        if (target === first && index === 0) await refusedSeverity(scene, target, ref);
      });
  });
}

/** Between review and signature the severity is weighed, by two; one alone is refused. */
async function refusedSeverity(
  scene: Scene,
  { group }: TargetFacts,
  ref: StreamRef,
): Promise<void> {
  await attempt(scene, 'C15', {
    person: groupOf(scene, group).head,
    ref,
    command: 'AssessSeverity',
    data: {
      finding: 'F1',
      severity: 'serious',
      assessedOn: scene.on(PAPERS.confirmed),
      assessors: [`group-${group}-head`],
      reason: '一人认定',
    },
  });
}

async function order(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  await withEach(IMMEDIATE_ITEMS, async ({ unit, group, finding }) => {
    await theater.send(
      groupOf(scene, group).head,
      targetRef(scene, unit),
      'OrderImmediateRectification',
      {
        finding,
        item: itemOf(finding),
        goal: '立即整改到位(演示数据)',
        orderedOn: on(IMMEDIATE.ordered),
        dueOn: on(IMMEDIATE.due),
      },
    );
  });
  await untilItems(scene, 'the immediate items to be opened', IMMEDIATE_ITEMS.length);
}

async function judge(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  await atEveryTarget(
    scene,
    async ({ unit, group }, ref) => {
      for (const [index, verdict] of verdictsOf(unit).entries())
        await theater.send(groupOf(scene, group).head, ref, 'RecordLookBackVerdict', {
          ...{ finding: `OLD-${index + 1}`, verdict, recordedOn: on(VERDICTS_ON) },
        });
    },
    (target) => !isFedBack(target),
  );
}

async function complete(scene: Scene): Promise<void> {
  const { theater } = scene;
  const day = scene.on(IMMEDIATE.done);
  await withEach(FINISHED, async ({ unit, finding }) => {
    const { owner } = targetPosts(unit);
    const item = itemRef(scene, unit, itemOf(finding));
    const evidence = digestOf(scene, `immediate/${unit}/${finding}`);
    await theater.send(owner, item, 'SubmitEvidence', {
      ...{ evidence, observedOn: day, receivedOn: day, kind: 'photo' },
    });
    await theater.send(owner, item, 'SubmitCompletion', { submittedOn: day });
  });
}

async function verify(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  await withEach(FINISHED, async ({ unit, finding }) => {
    await theater.send(
      DAILY_SUPERVISOR,
      itemRef(scene, unit, itemOf(finding)),
      'PassVerification',
      {
        verifiedOn: on(IMMEDIATE.verified),
        checkRecord: digestOf(scene, `check/${unit}/${finding}`),
      },
    );
  });
}

async function close(scene: Scene): Promise<void> {
  const closedOn = scene.on(IMMEDIATE.closed);
  await withEach(FINISHED, async ({ unit, finding }) => {
    const item = itemRef(scene, unit, itemOf(finding));
    await scene.theater.send(OFFICE_STAFF, item, 'CloseItem', { closedOn });
  });
}
