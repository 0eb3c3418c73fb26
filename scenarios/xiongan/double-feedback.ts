import type { StreamRef } from '../scenario.js';
import type { TargetFacts } from '../kit/facts.js';
import {
  EXECUTIVE_DEPUTY_HEAD,
  OFFICE_DIRECTOR,
  OFFICE_STAFF,
  targetPosts,
} from '../kit/people.js';
import {
  atEveryTarget,
  attempt,
  digestOf,
  groupOf,
  targetRef,
  untilBoard,
  type Scene,
  type Step,
} from '../kit/scene.js';
import {
  COUNTIES,
  FACTS,
  LETTERS_ON,
  RESPONSIBILITY_CHAIN,
  TALKED_TO,
  countyOf,
  departmentOf,
  type County,
} from './facts.js';
import { findingsOf } from './findings.js';

const AGENDA = [
  'groupHeadFeedsBack',
  'speechConveyed',
  'countyRequirements',
  'principalStatement',
] as const;

/** Between the first county's feedback and the second's. */
const TOO_EARLY_ON = '2021-11-24';
/** A unit of the second county, which had heard nothing yet on that day. */
const HASTY_UNIT = 'X-T3';
/** Whose meeting was tried without one of its items, each in turn. */
const INCOMPLETE_UNIT = 'X-T1';

/** Letters, the three counties, then the six units; what comes too early or is incomplete is refused. */
export const doubleFeedback: readonly Step[] = [
  { on: LETTERS_ON, text: '核对并印发反馈意见 (letters compared and issued)', play: issueLetters },
  ...COUNTIES.map((county): Step => ({
    on: county.fedBackOn,
    text: `向${county.name}县委反馈, 集体谈话 (county fed back)`,
    play: (scene) => feedBackToCounty(scene, county),
  })),
  {
    on: TOO_EARLY_ON,
    text: '县02单位反馈早于县委反馈: 被拒绝 (unit before county refused)',
    play: refusedBeforeCounty,
  },
  ...[...new Set(FACTS.targets.map(({ unit }) => departmentOf(unit).fedBackOn))].map(
    (on): Step => ({
      on,
      text: '向单位和主要负责人反馈 (units fed back)',
      play: (scene) => feedBackToUnits(scene, on),
    }),
  ),
];

const letterOf = (scene: Scene, to: string, unit: string): string =>
  digestOf(
    scene,
    to === 'owningCommittee' ? `letter/${countyOf(unit).code}` : `letter/${to}/${unit}`,
  );

/** One letter to the county speaks of both its departments, so both cases name the same document. */
async function issueLetters(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  await atEveryTarget(scene, async ({ unit }, ref) => {
    const findings = findingsOf(unit).map(({ finding }) => finding);
    await theater.send(OFFICE_STAFF, ref, 'IssueFeedbackLetters', {
      issuedOn: on(LETTERS_ON),
      letters: ['owningCommittee', 'unit', 'principal'].map((to) => ({
        ...{ to, findings, document: letterOf(scene, to, unit) },
      })),
    });
    await theater.send(OFFICE_STAFF, ref, 'NameResponsibilityChain', {
      namedOn: on(LETTERS_ON),
      chain: RESPONSIBILITY_CHAIN,
      dailySupervisors: ['县纪检监察机关', '县委组织部门'],
    });
  });
}

async function feedBackToCounty(scene: Scene, county: County): Promise<void> {
  const { theater, on } = scene;
  const heldOn = on(county.fedBackOn);
  const meeting = [
    { post: '常务副组长', role: 'speaker' },
    ...TALKED_TO.map((post) => ({ post, role: 'listener' })),
  ];
  const isOfCounty = ({ unit }: TargetFacts) => countyOf(unit) === county;
  await atEveryTarget(
    scene,
    async ({ unit }, ref) => {
      await theater.send(EXECUTIVE_DEPUTY_HEAD, ref, 'GiveFeedbackToOwningCommittee', {
        heldOn,
        letter: letterOf(scene, 'owningCommittee', unit),
        attendees: meeting,
        agenda: ['leadingGroupFeedsBack', 'executiveDeputyHeadSpeaks', 'committeeStatement'],
      });
      await theater.send(EXECUTIVE_DEPUTY_HEAD, ref, 'HoldCollectiveTalk', {
        heldOn,
        attendees: meeting,
        minutes: digestOf(scene, `talk/${county.code}`),
      });
      await confirmReceipt(scene, ref, 'owningCommittee', county.fedBackOn, `${county.name}县委`);
    },
    isOfCounty,
  );
}

async function confirmReceipt(
  { theater, on }: Scene,
  ref: StreamRef,
  to: string,
  day: string,
  receivedBy: string,
): Promise<void> {
  await theater.send(OFFICE_DIRECTOR, ref, 'ConfirmLetterReceipt', {
    ...{ to, receivedOn: on(day), receivedBy },
  });
}

function unitMeeting(scene: Scene, unit: string, day: string, agenda: readonly string[]) {
  return {
    heldOn: scene.on(day),
    letter: letterOf(scene, 'unit', unit),
    minutes: digestOf(scene, `minutes/${unit}`),
    agenda,
    attendance: [
      { post: '县委巡察工作领导小组成员', invited: true, attended: true },
      { post: '县政府分管领导', invited: true, attended: true },
      { post: '县委巡察办负责人', invited: true, attended: true },
    ],
  };
}

async function refusedBeforeCounty(scene: Scene): Promise<void> {
  await attempt(scene, 'X6', {
    person: groupOf(scene, departmentOf(HASTY_UNIT).county).head,
    ref: targetRef(scene, HASTY_UNIT),
    command: 'GiveFeedbackToUnit',
    data: unitMeeting(scene, HASTY_UNIT, TOO_EARLY_ON, AGENDA),
  });
}

async function feedBackToUnits(scene: Scene, day: string): Promise<void> {
  const { theater, on } = scene;
  const isMeant = ({ unit }: TargetFacts) => departmentOf(unit).fedBackOn === day;
  if (departmentOf(INCOMPLETE_UNIT).fedBackOn === day) await refusedIncomplete(scene, day);
  await atEveryTarget(
    scene,
    async ({ unit, group }, ref) => {
      const { head } = groupOf(scene, group);
      const receivedBy = targetPosts(unit).principal.name;
      await theater.send(head, ref, 'GiveFeedbackToPrincipal', {
        ...{ givenOn: on(day), letter: letterOf(scene, 'principal', unit), receivedBy },
      });
      await theater.send(head, ref, 'GiveFeedbackToUnit', unitMeeting(scene, unit, day, AGENDA));
      for (const to of ['unit', 'principal']) await confirmReceipt(scene, ref, to, day, receivedBy);
    },
    isMeant,
  );
  if (
    day ===
    FACTS.targets
      .map(({ unit }) => departmentOf(unit).fedBackOn)
      .sort()
      .at(-1)
  )
    await untilBoard(scene, 'all feedback to be done', ({ status }) => status === 'rectifying');
}

async function refusedIncomplete(scene: Scene, day: string): Promise<void> {
  for (const missing of AGENDA)
    await attempt(scene, 'X7', {
      person: groupOf(scene, departmentOf(INCOMPLETE_UNIT).county).head,
      ref: targetRef(scene, INCOMPLETE_UNIT),
      command: 'GiveFeedbackToUnit',
      data: unitMeeting(
        scene,
        INCOMPLETE_UNIT,
        day,
        AGENDA.filter((item) => item !== missing),
      ),
    });
}
