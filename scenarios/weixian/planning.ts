import { DATES, TARGETS, type Target } from './facts.js';
import { findingsOf } from './findings.js';
import {
  DISCIPLINE_RECEIVER,
  OFFICE_DIRECTOR,
  OFFICE_STAFF,
  ORGANIZATION_RECEIVER,
  targetPosts,
} from './people.js';
import { COURSES, itemOf, type ItemCourse } from './rectification-plan.js';
import { atEveryTarget, digestOf, untilItems, type Scene, type Step } from './scene.js';

/** The plan of each target, looked at by three bodies; approved, its rows become items. */
export const planning: readonly Step[] = [
  { on: DATES.plans.on, text: '报送整改方案 7 份 (plans submitted)', play: submitPlans },
  {
    on: DATES.planReviews.on,
    text: '巡察办、纪委监委、组织部三方审核 (plans reviewed)',
    play: reviewPlans,
  },
  {
    on: DATES.planApproval.on,
    text: '批准整改方案, 21 项立项 (plans approved)',
    play: approvePlans,
  },
];

const REVIEWS = [
  ['inspectionOffice', OFFICE_STAFF],
  ['discipline', DISCIPLINE_RECEIVER],
  ['organization', ORGANIZATION_RECEIVER],
] as const;

async function submitPlans(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  await atEveryTarget(scene, async (target, ref) => {
    await theater.send(targetPosts(target.unit).principal, ref, 'SubmitPlan', {
      submittedOn: on(DATES.plans.on),
      document: digestOf(`plan/${target.unit}`),
      items: COURSES[target.unit].map((course) => rowOf(scene, target, course)),
    });
  });
}

function rowOf({ on }: Scene, { unit, name }: Target, course: ItemCourse) {
  const found = findingsOf(unit).find(({ finding }) => finding === course.finding);
  return {
    item: itemOf(course),
    finding: course.finding,
    goal: `整改到位:${found?.title ?? ''}`,
    measures: ['明确责任分工', '修订完善制度', '开展专项自查'],
    owner: `${name}分管负责人`,
    branchLeader: `${name}班子成员`,
    leadDepartment: name,
    dueOn: on(course.dueOn),
    mode: course.mode ?? 'concentrated',
  };
}

async function reviewPlans(scene: Scene): Promise<void> {
  const reviewedOn = scene.on(DATES.planReviews.on);
  await atEveryTarget(scene, async (_target, ref) => {
    for (const [body, person] of REVIEWS)
      await scene.theater.send(person, ref, 'ReviewPlan', {
        ...{ body, reviewedOn, passed: true, opinion: '措施具体、责任明确、时限合理' },
      });
  });
}

async function approvePlans(scene: Scene): Promise<void> {
  const approvedOn = scene.on(DATES.planApproval.on);
  await atEveryTarget(scene, async (_target, ref) => {
    await scene.theater.send(OFFICE_DIRECTOR, ref, 'ApprovePlan', { approvedOn });
  });
  const planned = TARGETS.reduce((sum, { unit }) => sum + COURSES[unit].length, 0);
  await untilItems(scene, 'the planned items to be opened', TARGETS.length + planned);
}
