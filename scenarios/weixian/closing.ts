import { DATES, GRADES, TARGETS } from './facts.js';
import { OFFICE_DIRECTOR, OFFICE_STAFF, targetPosts } from './people.js';
import {
  atEveryTarget,
  digestOf,
  untilBoard,
  untilSheets,
  type Scene,
  type Step,
} from './scene.js';

/** Reports with their pledges, then target by target and the round itself are closed. */
export const closing: readonly Step[] = [
  {
    on: DATES.rectificationReports.on,
    text: '报送整改报告, 签署真实性承诺 (rectification reports and pledges)',
    play: report,
  },
  { on: DATES.acceptance.on, text: '审核通过整改报告 (reports accepted)', play: accept },
  { on: DATES.targetClosing.on, text: '7 个被巡察党组织办结 (targets closed)', play: closeTargets },
  { on: DATES.assessment.on, text: '评估整改成效 (rectification assessed)', play: assess },
  { on: DATES.roundClosing.on, text: '本轮巡察办结 (round closed)', play: closeRound },
];

async function report(scene: Scene): Promise<void> {
  const { theater } = scene;
  const day = scene.on(DATES.rectificationReports.on);
  await untilSheets(scene, 'every item to be settled', (sheet) => sheet['itemsOpen'] === 0);
  await atEveryTarget(scene, async ({ unit }, ref) => {
    const reports = {
      report: digestOf(`rectification-report/${unit}`),
      principalReport: digestOf(`principal-report/${unit}`),
    };
    await theater.send(targetPosts(unit).principal, ref, 'SubmitRectificationReport', {
      submittedOn: day,
      ...reports,
      pledge: { pledgedOn: day, covers: Object.values(reports) },
    });
  });
}

async function accept(scene: Scene): Promise<void> {
  const acceptedOn = scene.on(DATES.acceptance.on);
  await atEveryTarget(scene, async (_target, ref) => {
    await scene.theater.send(OFFICE_STAFF, ref, 'AcceptRectificationReport', { acceptedOn });
  });
}

async function closeTargets(scene: Scene): Promise<void> {
  const closedOn = scene.on(DATES.targetClosing.on);
  await atEveryTarget(scene, async (_target, ref) => {
    await scene.theater.send(OFFICE_DIRECTOR, ref, 'CloseTargetInspection', { closedOn });
  });
  await untilBoard(scene, 'every target to be closed', (b) => b['closed'] === TARGETS.length);
}

async function assess({ theater, round, on }: Scene): Promise<void> {
  await theater.send(OFFICE_STAFF, round, 'AssessRectification', {
    assessedOn: on(DATES.assessment.on),
    assessment: digestOf('assessment'),
    grades: GRADES,
  });
}

async function closeRound(scene: Scene): Promise<void> {
  await scene.theater.send(OFFICE_DIRECTOR, scene.round, 'CloseRound', {
    closedOn: scene.on(DATES.roundClosing.on),
  });
  await untilBoard(scene, 'the round to be closed', ({ status }) => status === 'closed');
}
