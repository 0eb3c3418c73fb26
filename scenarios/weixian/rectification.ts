import type { Person, StreamRef } from '../scenario.js';
import { TARGETS, type Target } from './facts.js';
import { DAILY_SUPERVISOR, OFFICE_DIRECTOR, OFFICE_STAFF, targetPosts } from './people.js';
import { COURSES, itemOf, type ItemCourse } from './rectification-plan.js';
import { digestOf, itemRef, type Scene, type Step } from './scene.js';

/** One command to one item on a day of the source. */
interface Move {
  readonly on: string;
  /** What is told; moves of one day with the same text are told together. */
  readonly text: string;
  readonly by: Person;
  readonly command: string;
  readonly data: (scene: Scene) => Record<string, unknown>;
}

interface ItemMoves {
  readonly target: Target;
  readonly item: string;
  readonly moves: readonly Move[];
}

/** Every planned item on its own course; on each day the items move at once, as their owners would. */
export const rectification: readonly Step[] = stepsOf(
  TARGETS.flatMap((target) =>
    COURSES[target.unit].map((course) => ({
      target,
      item: itemOf(course),
      moves: movesOf(target, course).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    })),
  ),
);

function stepsOf(items: readonly ItemMoves[]): readonly Step[] {
  const days = [...new Set(items.flatMap(({ moves }) => moves.map(({ on }) => on)))].sort();
  return days.flatMap((day) => {
    const today = items
      .map((entry) => ({ ...entry, moves: entry.moves.filter(({ on }) => on === day) }))
      .filter(({ moves }) => moves.length > 0);
    return { on: day, text: textOf(today), play: (scene: Scene) => playAll(scene, today) };
  });
}

async function playAll(scene: Scene, items: readonly ItemMoves[]): Promise<void> {
  await Promise.all(
    items.map(async ({ target, item, moves }) => {
      const ref: StreamRef = itemRef(scene, target.unit, item);
      for (const { by, command, data } of moves)
        await scene.theater.send(by, ref, command, data(scene));
    }),
  );
}

/** Names the items when few are moved, and counts them when many are. */
function textOf(items: readonly ItemMoves[]): string {
  const FEW = 2;
  const byText = new Map<string, string[]>();
  for (const { target, item, moves } of items)
    for (const text of new Set(moves.map((move) => move.text)))
      byText.set(text, [...(byText.get(text) ?? []), `${target.name} ${item}`]);
  return [...byText]
    .map(([text, names]) =>
      names.length > FEW ? `${text}: ${names.length} 项` : `${text}: ${names.join('、')}`,
    )
    .join('; ');
}

function movesOf(target: Target, course: ItemCourse): Move[] {
  const { owner } = targetPosts(target.unit);
  const id = `${target.unit}/${itemOf(course)}`;
  return [
    ...course.progress.map(([on, percent]): Move => ({
      on,
      text: '报告进展 (progress)',
      by: owner,
      command: 'ReportProgress',
      data: (scene) => ({ reportedOn: scene.on(on), percent, note: '按整改方案推进' }),
    })),
    ...course.completions.flatMap((on, index) => completion(owner, id, on, index + 1)),
    ...course.verifications.map((on, index): Move => ({
      on,
      text: '核验通过 (verified)',
      by: DAILY_SUPERVISOR,
      command: 'PassVerification',
      data: (scene) => ({
        verifiedOn: scene.on(on),
        checkRecord: digestOf(`check/${id}/${index + 1}`),
      }),
    })),
    ...course.closings.map((on): Move => ({
      on,
      text: '销号 (closed)',
      by: OFFICE_STAFF,
      command: 'CloseItem',
      data: (scene) => ({ closedOn: scene.on(on) }),
    })),
    ...exceptionsOf(owner, course),
  ];
}

function completion(owner: Person, id: string, on: string, ordinal: number): Move[] {
  return [
    {
      on,
      text: '报证据并提交完成 (submitted)',
      by: owner,
      command: 'SubmitEvidence',
      data: (scene) => ({
        evidence: digestOf(`evidence/${id}/${ordinal}`),
        observedOn: scene.on(on),
        receivedOn: scene.on(on),
        kind: 'document',
      }),
    },
    {
      on,
      text: '报证据并提交完成 (submitted)',
      by: owner,
      command: 'SubmitCompletion',
      data: (scene) => ({ submittedOn: scene.on(on) }),
    },
  ];
}

/** What does not go smoothly: more time, a return, long-term work, a rebound. */
function exceptionsOf(owner: Person, course: ItemCourse): Move[] {
  const { extension, returnedOn, continuingOn, reopening } = course;
  return [
    ...(extension ? extensionMoves(owner, extension) : []),
    ...(returnedOn === undefined
      ? []
      : [
          {
            on: returnedOn,
            text: '核验退回 (returned)',
            by: DAILY_SUPERVISOR,
            command: 'ReturnVerification',
            data: () => ({ reason: '佐证材料不足以说明问题已整改到位' }),
          },
        ]),
    ...(continuingOn === undefined
      ? []
      : [
          {
            on: continuingOn,
            text: '转为持续整改 (marked continuing)',
            by: OFFICE_DIRECTOR,
            command: 'MarkContinuing',
            data: (scene: Scene) => ({
              on: scene.on(continuingOn),
              reason: '需要长期坚持,转入持续整改',
            }),
          },
        ]),
    ...(reopening === undefined
      ? []
      : [
          {
            on: reopening.on,
            text: '问题反弹, 重新打开 (reopened)',
            by: OFFICE_DIRECTOR,
            command: 'ReopenItem',
            data: (scene: Scene) => ({
              reason: '抽查发现问题反弹',
              newDueOn: scene.on(reopening.newDueOn),
            }),
          },
        ]),
  ];
}

function extensionMoves(owner: Person, extension: NonNullable<ItemCourse['extension']>): Move[] {
  const { askedOn, untilOn, answeredOn, granted } = extension;
  return [
    {
      on: askedOn,
      text: '申请延期 (extension asked)',
      by: owner,
      command: 'RequestExtension',
      data: (scene) => ({
        requestedOn: scene.on(askedOn),
        untilOn: scene.on(untilOn),
        reason: '制度修订需经班子会议审议',
      }),
    },
    {
      on: answeredOn,
      text: granted ? '同意延期 (extension granted)' : '不同意延期 (extension refused)',
      by: OFFICE_DIRECTOR,
      command: granted ? 'GrantExtension' : 'RefuseExtension',
      data: (scene) =>
        granted ? { grantedOn: scene.on(answeredOn) } : { reason: '现有条件可以按期完成' },
    },
  ];
}
