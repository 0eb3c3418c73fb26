import type { TargetFacts } from '../kit/facts.js';
import {
  EXECUTIVE_DEPUTY_HEAD,
  OFFICE_DIRECTOR,
  OFFICE_STAFF,
  holder,
  targetPosts,
} from '../kit/people.js';
import { hearLeadingGroup, hearSecretary, report } from '../kit/reporting.js';
import {
  atEveryTarget,
  attempt,
  digestOf,
  groupOf,
  stepOn,
  targetRef,
  untilBoard,
  type Scene,
  type Step,
} from '../kit/scene.js';
import {
  DAILY_SUPERVISORS,
  DAYS,
  FACTS,
  FEEDBACK_ON,
  LETTERS_ON,
  isFedBack,
  lineOf,
} from './facts.js';
import { findingsOf } from './findings.js';

const TOO_EARLY_ON = '2022-11-25';
const SUGGESTED_ON = '2022-12-07';
const ANSWERED_ON = '2022-12-09';
const DEPARTMENTS = ['MZ', 'NY', 'CZ'] as const;
/** How many findings stand behind each suggestion. */
const OCCURRENCES = 10;

/** Reports, both meetings, suggestions to departments, and the feedback. */
export const meetings: readonly Step[] = [
  { on: DAYS.reports, text: '提交报告, 审核通过 (reports accepted)', play: reportAll },
  stepOn(DAYS.leadingGroup, '领导小组听取汇报 (leading group hears)', hearLeadingGroup),
  {
    on: TOO_EARLY_ON,
    text: '书记专题会议前反馈: 被拒绝 (feedback before the meeting refused)',
    play: refusedFeedback,
  },
  {
    on: DAYS.secretary,
    text: '书记专题会议听取综合情况汇报, 省委巡视办全程列席 (secretary hears)',
    play: hear,
  },
  { on: LETTERS_ON, text: '核对并印发反馈意见 (letters issued)', play: issueLetters },
  { on: SUGGESTED_ON, text: '共性问题 3 类, 发巡察建议书 (suggestions sent)', play: suggest },
  { on: ANSWERED_ON, text: '职能部门答复改进措施 (suggestions answered)', play: answer },
  { on: FEEDBACK_ON, text: '反馈巡察意见 (feedback given)', play: feedBack },
];

async function reportAll(scene: Scene): Promise<void> {
  const { theater, facts, on } = scene;
  await report(scene, DAYS.reports, isFedBack);
  await atEveryTarget(
    scene,
    async ({ unit, group }, ref) => {
      await theater.send(groupOf(scene, group).head, ref, 'SubmitSupervisionReport', {
        ...{
          submittedOn: on(DAYS.reports),
          document: digestOf(scene, `visit/${unit}`),
          version: 1,
        },
      });
      await theater.send(OFFICE_DIRECTOR, ref, 'AcceptSupervisionReport', {
        acceptedOn: on(DAYS.reports),
      });
    },
    (target) => !isFedBack(target),
  );
  await untilBoard(
    scene,
    'every report to be noted',
    ({ reported }) => reported === facts.targets.length,
  );
}

async function refusedFeedback(scene: Scene): Promise<void> {
  const target = FACTS.targets.find(isFedBack);
  if (!target) return;
  await attempt(scene, 'C14', {
    person: groupOf(scene, target.group).head,
    ref: targetRef(scene, target.unit),
    command: 'GiveFeedbackToPrincipal',
    data: {
      givenOn: scene.on(TOO_EARLY_ON),
      letter: digestOf(scene, `letter/principal/${target.unit}`),
      receivedBy: targetPosts(target.unit).principal.name,
    },
  });
}

async function hear(scene: Scene): Promise<void> {
  await hearSecretary(scene, DAYS.secretary, {
    isMeant: isFedBack,
    more: {
      attendance: [
        { post: '市委书记', attended: true },
        { post: '市长', attended: true },
        ...[1, 2, 3].map((number) => ({ post: `市领导${number}`, attended: true })),
      ],
      observers: ['省委巡视办'],
      requirements: ['线索从严查处', '谋划下一阶段巡察', '两级联动'].map((to, index) => ({
        instruction: `SJ-${index + 1}`,
        from: '市委书记',
        to,
        document: digestOf(scene, `requirement/${index + 1}`),
      })),
    },
  });
}

const ADDRESSEES = ['unit', 'principal'] as const;

const letterOf = (scene: Scene, to: string, unit: string): string =>
  digestOf(scene, `letter/${to}/${unit}`);

const addresseesOf = (unit: string): readonly string[] =>
  lineOf(unit) === 'upgradedCross' ? [...ADDRESSEES, 'owningCommittee'] : ADDRESSEES;

async function issueLetters(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  await atEveryTarget(
    scene,
    async ({ unit }, ref) => {
      const ids = findingsOf(unit).map(({ finding }) => finding);
      await theater.send(OFFICE_STAFF, ref, 'IssueFeedbackLetters', {
        issuedOn: on(LETTERS_ON),
        letters: addresseesOf(unit).map((to) => ({
          ...{ to, findings: ids, document: letterOf(scene, to, unit) },
        })),
      });
      await theater.send(OFFICE_STAFF, ref, 'NameResponsibilityChain', {
        namedOn: on(LETTERS_ON),
        chain: [
          { post: '被巡察党组织', level: 'main' },
          { post: '主要负责人', level: 'firstResponsible' },
          { post: '班子成员', level: 'dualResponsibility' },
        ],
        dailySupervisors: DAILY_SUPERVISORS,
      });
    },
    isFedBack,
  );
}

/** What many targets share goes to the department in whose field it lies. */
async function suggest(scene: Scene): Promise<void> {
  const { theater, on, pack } = scene;
  const shared = FACTS.targets.filter(isFedBack).slice(0, OCCURRENCES);
  for (const [index, department] of DEPARTMENTS.entries()) {
    const ref = { process: 'common-problem', id: scene.newId() };
    scene.others.set(`common-problem/${department}`, ref);
    await theater.send(OFFICE_STAFF, ref, 'IdentifyCommonProblem', {
      number: `GX-${index + 1}`,
      title: `共性问题${index + 1}(演示数据)`,
      taxonomy: `GX-${index + 1}`,
      occurrences: shared.map(({ unit }) => {
        const { process, id } = targetRef(scene, unit);
        return { target: `${process}-${id}`, finding: `F${index + 1}` };
      }),
      pack,
      identifiedOn: on(SUGGESTED_ON),
    });
    await theater.send(OFFICE_DIRECTOR, ref, 'SendSuggestion', {
      ...{ department, sentOn: on(SUGGESTED_ON), document: digestOf(scene, `jy/${department}`) },
    });
  }
}

async function answer(scene: Scene): Promise<void> {
  for (const department of DEPARTMENTS) {
    const ref = scene.others.get(`common-problem/${department}`);
    if (!ref) throw new Error(`no suggestion went to ${department}`);
    const clerk = holder(`department-${department}`, 'functionalDepartment');
    await scene.theater.send(clerk, ref, 'AnswerSuggestion', {
      answeredOn: scene.on(ANSWERED_ON),
      measures: digestOf(scene, `measures/${department}`),
      dueOn: scene.on('2023-03-31'),
    });
  }
}

async function feedBack(scene: Scene): Promise<void> {
  await atEveryTarget(scene, (target) => feedBackTo(scene, target), isFedBack);
  await untilBoard(scene, 'all feedback to be done', ({ status }) => status === 'rectifying');
}

async function feedBackTo(scene: Scene, { unit, group }: TargetFacts): Promise<void> {
  const { theater, on } = scene;
  const ref = targetRef(scene, unit);
  const heldOn = on(FEEDBACK_ON);
  const isUpgraded = lineOf(unit) === 'upgradedCross';
  if (isUpgraded)
    await theater.send(EXECUTIVE_DEPUTY_HEAD, ref, 'GiveFeedbackToOwningCommittee', {
      heldOn,
      letter: letterOf(scene, 'owningCommittee', unit),
      attendees: [{ post: '区县(市)党委书记', role: 'listener' }],
      agenda: ['leadingGroupFeedsBack', 'committeeStatement'],
    });
  const { head } = groupOf(scene, group);
  await theater.send(head, ref, 'GiveFeedbackToPrincipal', {
    givenOn: heldOn,
    letter: letterOf(scene, 'principal', unit),
    receivedBy: targetPosts(unit).principal.name,
  });
  await theater.send(head, ref, 'GiveFeedbackToUnit', {
    heldOn,
    letter: letterOf(scene, 'unit', unit),
    minutes: digestOf(scene, `minutes/${unit}`),
    ...(isUpgraded
      ? {
          agenda: [
            ...['groupHeadFeedsBack', 'speechConveyed'],
            ...['countyRequirements', 'principalStatement'],
          ],
        }
      : {}),
    attendance: [
      { post: '分管市领导', invited: true, attended: true },
      { post: '区县(市)负责人', invited: true, attended: true },
    ],
  });
}
