import {
  DAILY_SUPERVISOR,
  DISCIPLINE_RECEIVER,
  LEADING_GROUP_HEAD,
  OFFICE_DIRECTOR,
  OFFICE_STAFF,
  ORGANIZATION_RECEIVER,
  targetPosts,
} from '../kit/people.js';
import {
  digestOf,
  itemRef,
  targetRef,
  untilItems,
  withEach,
  type Scene,
  type Step,
} from '../kit/scene.js';
import { FACTS, countsOf } from './facts.js';
import { findingsOf } from './findings.js';

/** The village that goes all the way: the article asks for three effects, and an effect needs a rectification. */
const UNIT = 'C-V04';

const DAY = {
  claimed: '2022-12-13',
  planned: '2022-12-14',
  reviewed: '2022-12-15',
  approved: '2022-12-16',
  done: '2022-12-20',
  verified: '2022-12-21',
  closed: '2022-12-22',
  reported: '2022-12-26',
  accepted: '2022-12-28',
  scored: '2022-12-30',
} as const;

/** Findings the group did not have put right at once: the plan answers them. */
const PLANNED = findingsOf(UNIT).slice(countsOf(UNIT).immediate);
const itemOf = (finding: string): string => `${finding}-2`;

/** One village rectifies and is assessed by its three effects; invented, as far as it goes beyond the article. */
export const assessment: readonly Step[] = [
  { on: DAY.claimed, text: '认领全部问题 (findings claimed)', play: claim },
  { on: DAY.planned, text: '一个村报送整改方案 (plan submitted)', play: plan },
  { on: DAY.reviewed, text: '方案会审 (plan reviewed)', play: review },
  { on: DAY.approved, text: '方案批准 (plan approved)', play: approve },
  { on: DAY.done, text: '整改完成并报证据 (items submitted)', play: complete },
  { on: DAY.verified, text: '核验 (items verified)', play: verify },
  { on: DAY.closed, text: '销号 (items closed)', play: close },
  { on: DAY.reported, text: '报送整改报告和承诺 (report and pledge)', play: submit },
  { on: DAY.accepted, text: '整改报告通过 (report accepted)', play: accept },
  { on: DAY.scored, text: '评估政治、纪法、社会三个效果 (assessed)', play: score },
];

const { principal, owner } = targetPosts(UNIT);

async function claim(scene: Scene): Promise<void> {
  await withEach(
    FACTS.targets.filter(({ unit }) => countsOf(unit).findings > 0),
    async ({ unit }) => {
      for (const { finding } of findingsOf(unit))
        await scene.theater.send(
          targetPosts(unit).principal,
          targetRef(scene, unit),
          'ClaimFinding',
          {
            ...{ finding, claimedOn: scene.on(DAY.claimed) },
          },
        );
    },
  );
}

async function plan(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  await theater.send(principal, targetRef(scene, UNIT), 'SubmitPlan', {
    submittedOn: on(DAY.planned),
    document: digestOf(scene, `plan/${UNIT}`),
    items: PLANNED.map(({ finding }) => ({
      item: itemOf(finding),
      finding,
      goal: '整改到位(演示数据)',
      measures: ['明确分工', '完善制度'],
      owner: '村(社区)党组织书记',
      branchLeader: '村(社区)党组织书记',
      leadDepartment: '村(社区)党组织',
      dueOn: on(DAY.closed),
      mode: 'concentrated',
      integrationTags: ['融入日常工作', '融入基层党建工作'],
    })),
  });
}

async function review(scene: Scene): Promise<void> {
  const reviewers = [
    ['inspectionOffice', OFFICE_STAFF],
    ['discipline', DISCIPLINE_RECEIVER],
    ['organization', ORGANIZATION_RECEIVER],
  ] as const;
  for (const [body, person] of reviewers)
    await scene.theater.send(person, targetRef(scene, UNIT), 'ReviewPlan', {
      ...{ body, reviewedOn: scene.on(DAY.reviewed), passed: true, opinion: '同意' },
    });
}

async function approve(scene: Scene): Promise<void> {
  await scene.theater.send(OFFICE_DIRECTOR, targetRef(scene, UNIT), 'ApprovePlan', {
    approvedOn: scene.on(DAY.approved),
  });
  const ordered = FACTS.targets.reduce((sum, { unit }) => sum + countsOf(unit).immediate, 0);
  await untilItems(scene, 'the planned items to be opened', ordered + PLANNED.length);
}

async function complete(scene: Scene): Promise<void> {
  const day = scene.on(DAY.done);
  await withEach(PLANNED, async ({ finding }) => {
    const item = itemRef(scene, UNIT, itemOf(finding));
    const evidence = digestOf(scene, `rectified/${finding}`);
    await scene.theater.send(owner, item, 'SubmitEvidence', {
      ...{ evidence, observedOn: day, receivedOn: day, kind: 'document' },
    });
    await scene.theater.send(owner, item, 'SubmitCompletion', { submittedOn: day });
  });
}

async function verify(scene: Scene): Promise<void> {
  await withEach(PLANNED, async ({ finding }) => {
    await scene.theater.send(
      DAILY_SUPERVISOR,
      itemRef(scene, UNIT, itemOf(finding)),
      'PassVerification',
      { verifiedOn: scene.on(DAY.verified), checkRecord: digestOf(scene, `verified/${finding}`) },
    );
  });
}

async function close(scene: Scene): Promise<void> {
  await withEach(PLANNED, async ({ finding }) => {
    const item = itemRef(scene, UNIT, itemOf(finding));
    await scene.theater.send(OFFICE_STAFF, item, 'CloseItem', { closedOn: scene.on(DAY.closed) });
  });
  await scene.theater.until('the closed items to be noted', async () => {
    const { state } = await scene.theater.case(targetRef(scene, UNIT));
    const { items } = state as { items: Readonly<Record<string, { outcome: string }>> };
    return Object.values(items).every(({ outcome }) => outcome !== 'open');
  });
}

async function submit(scene: Scene): Promise<void> {
  const submittedOn = scene.on(DAY.reported);
  const reports = {
    report: digestOf(scene, `rectification-report/${UNIT}`),
    principalReport: digestOf(scene, `principal-report/${UNIT}`),
  };
  await scene.theater.send(principal, targetRef(scene, UNIT), 'SubmitRectificationReport', {
    submittedOn,
    ...reports,
    pledge: { pledgedOn: submittedOn, covers: Object.values(reports) },
  });
}

async function accept(scene: Scene): Promise<void> {
  await scene.theater.send(OFFICE_STAFF, targetRef(scene, UNIT), 'AcceptRectificationReport', {
    acceptedOn: scene.on(DAY.accepted),
  });
}

async function score(scene: Scene): Promise<void> {
  const ref = targetRef(scene, UNIT);
  await scene.theater.send(LEADING_GROUP_HEAD, ref, 'DecideExemption', {
    track: 'party',
    exempted: false,
    decidedOn: scene.on(DAY.accepted),
    document: digestOf(scene, 'exemption'),
  });
  await scene.theater.send(OFFICE_DIRECTOR, ref, 'ScoreAssessment', {
    scoredOn: scene.on(DAY.scored),
    effects: { political: 92, disciplineLaw: 88, social: 90 },
  });
}
