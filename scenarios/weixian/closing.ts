import { DATES, GRADES, TARGETS } from './facts.js';
import { LEADING_GROUP_HEAD, OFFICE_DIRECTOR, OFFICE_STAFF, targetPosts } from './people.js';
import {
  atEveryTarget,
  digestOf,
  untilBoard,
  untilSheets,
  type Scene,
  type Step,
} from './scene.js';

/** Reports with their pledges, published once no exemption stands against it; then targets and round are closed. */
export const closing: readonly Step[] = [
  {
    on: DATES.rectificationReports.on,
    text: '报送整改报告, 签署真实性承诺 (rectification reports and pledges)',
    play: report,
  },
  { on: DATES.acceptance.on, text: '审核通过整改报告 (reports accepted)', play: accept },
  {
    on: DATES.exemptions.on,
    text: '领导小组决定不豁免公开 (no exemption from publication)',
    play: decideExemptions,
  },
  {
    on: DATES.publication.on,
    text: '整改情况党内通报并向社会公开 (published inside the Party and to society)',
    play: publish,
  },
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

async function decideExemptions(scene: Scene): Promise<void> {
  const decidedOn = scene.on(DATES.exemptions.on);
  await atEveryTarget(scene, async ({ unit }, ref) => {
    for (const track of ['party', 'society'])
      await scene.theater.send(LEADING_GROUP_HEAD, ref, 'DecideExemption', {
        track,
        exempted: false,
        decidedOn,
        document: digestOf(`exemption/${unit}/${track}`),
      });
  });
}

async function publish(scene: Scene): Promise<void> {
  const { theater } = scene;
  const day = scene.on(DATES.publication.on);
  await atEveryTarget(scene, async ({ unit }, ref) => {
    const { liaison } = targetPosts(unit);
    const text = digestOf(`public-report/${unit}`);
    await theater.send(liaison, ref, 'NotifyParty', {
      notifiedOn: day,
      document: digestOf(`party-notice/${unit}`),
      channel: '党员大会',
    });
    await theater.send(OFFICE_DIRECTOR, ref, 'ApprovePublicReport', {
      approvedOn: day,
      document: text,
    });
    await theater.send(liaison, ref, 'PublishReport', {
      publishedOn: day,
      document: text,
      source: '县政府网站',
      channel: '网站',
    });
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
