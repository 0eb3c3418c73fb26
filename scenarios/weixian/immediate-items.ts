import type { StreamRef } from '../scenario.js';
import { TARGETS, type Target } from './facts.js';
import { IMMEDIATE, findingsOf } from './findings.js';
import { DAILY_SUPERVISOR, OFFICE_STAFF, groupPosts, targetPosts } from './people.js';
import {
  atEveryTarget,
  digestOf,
  itemRef,
  untilItems,
  untilSheets,
  type Scene,
  type Step,
} from './scene.js';

const DAY = {
  ordered: '2021-06-05',
  done: '2021-06-12',
  due: '2021-06-15',
  verified: '2021-06-15',
  closed: '2021-06-16',
} as const;

const ITEM = `${IMMEDIATE}-1`;

/** 立行立改: ordered, done, verified and closed before the groups leave. */
export const immediateItems: readonly Step[] = [
  { on: DAY.ordered, text: '下达立行立改通知 7 份 (immediate rectification ordered)', play: order },
  { on: DAY.done, text: '立行立改完成并报证据 (immediate items submitted)', play: complete },
  { on: DAY.verified, text: '核验立行立改 (immediate items verified)', play: verify },
  { on: DAY.closed, text: '立行立改 7 项销号 (immediate items closed)', play: close },
];

async function order(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  await atEveryTarget(scene, async ({ unit, group }, ref) => {
    const found = findingsOf(unit).find(({ finding }) => finding === IMMEDIATE);
    await theater.send(groupPosts(group).head, ref, 'OrderImmediateRectification', {
      finding: IMMEDIATE,
      item: ITEM,
      goal: `立即整改:${found?.title ?? ''}`,
      orderedOn: on(DAY.ordered),
      dueOn: on(DAY.due),
    });
  });
  await untilItems(scene, 'the immediate items to be opened', TARGETS.length);
}

async function atEveryItem(
  scene: Scene,
  play: (target: Target, item: StreamRef) => Promise<void>,
): Promise<void> {
  await atEveryTarget(scene, (target) => play(target, itemRef(scene, target.unit, ITEM)));
}

async function complete(scene: Scene): Promise<void> {
  const { theater } = scene;
  const day = scene.on(DAY.done);
  await atEveryItem(scene, async ({ unit }, item) => {
    const { owner } = targetPosts(unit);
    const evidence = digestOf(`immediate/${unit}`);
    const dates = { observedOn: day, receivedOn: day };
    await theater.send(owner, item, 'SubmitEvidence', { evidence, ...dates, kind: 'photo' });
    await theater.send(owner, item, 'SubmitCompletion', { submittedOn: day });
  });
}

async function verify(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  await atEveryItem(scene, async ({ unit }, item) => {
    await theater.send(DAILY_SUPERVISOR, item, 'PassVerification', {
      verifiedOn: on(DAY.verified),
      checkRecord: digestOf(`immediate-check/${unit}`),
    });
  });
}

async function close(scene: Scene): Promise<void> {
  const closedOn = scene.on(DAY.closed);
  await atEveryItem(scene, async (_target, item) => {
    await scene.theater.send(OFFICE_STAFF, item, 'CloseItem', { closedOn });
  });
  await untilSheets(
    scene,
    'the immediate items to be noted',
    (sheet) => sheet['itemsClosed'] === 1,
  );
}
