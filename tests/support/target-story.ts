import { targetInspection } from '../../domain/target-inspection/index.js';
import { approvePublicReport, decideExemption, notifyParty, publishReport } from './follow-up.js';
import { actor, command, digest, scenarioOf, uuid, type Step } from './given.js';

/** A regular inspection as 魏县 held it in 2021, command by command; each builder takes changes. */

type Changes = Record<string, unknown>;

export const { given, stream } = scenarioOf(targetInspection);
export const ROUND = `inspection-round-${uuid(9)}`;

/** A second head of the same group, for what one person may not do twice. */
export const otherHead = actor('groupHead', 'all', 'other-head');

export const listTarget = command('ListTarget', {
  round: ROUND,
  number: 'XC-10-12-W-T1',
  unit: 'W-T1',
  name: '县中医院',
  category: '事业单位',
  type: 'regular',
  plannedFrom: '2021-05-22',
  plannedTo: '2021-06-22',
  pack: { pack: 'county-default', version: 1 },
});
export const assignGroup = command('AssignGroup', {
  group: 1,
  name: '县委第一巡察组',
  scope: 'group:XC-10-12/1',
});
export const notify = command('NotifyTarget', { notifiedOn: '2021-05-12' });
export const nameLiaisonGroup = command('NameLiaisonGroup', {
  namedOn: '2021-05-21',
  head: 'liaison-1',
  members: ['liaison-2'],
});
export const fileSafetyPlan = command('FileSafetyPlan', {
  filedOn: '2021-05-21',
  document: digest('safety plan'),
});
export const noteGroupSafetyPlan = command('NoteGroupSafetyPlan', { filedOn: '2021-05-21' });
export const holdMeeting = command('HoldMobilizationMeeting', {
  heldOn: '2021-05-22',
  speakers: [{ name: 'head-1', topic: '任务、方式、要求' }],
  attendance: [{ category: '全体党员干部职工', count: 40 }],
  statementBy: 'principal-1',
  questionnairesIssued: 50,
});
export const postAnnouncement = command('PostAnnouncement', {
  postedOn: '2021-05-22',
  place: '办公楼一层',
  proof: digest('photo'),
});
export const openChannel = command('OpenIntakeChannel', {
  openedOn: '2021-05-22',
  kind: 'letterBox',
});
export const registerPetition = command('RegisterPetition', {
  receivedOn: '2021-05-25',
  kind: 'letter',
});
export const draftFinding = command('DraftFinding', {
  finding: 'F1',
  draftedOn: '2021-06-01',
  title: '药品采购未经集体研究',
  focus: '三个聚焦',
  taxonomy: '医疗',
  phenomenon: '采购合同无会议记录',
  ruleBroken: '“三重一大”决策制度',
  responsibility: 'main',
  handlers: ['member-1', 'member-2'],
  evidence: [{ digest: digest('contract'), observedOn: '2021-05-28' }],
});
export const reviewFinding = command('ReviewFinding', {
  finding: 'F1',
  reviewedOn: '2021-06-03',
  minutes: digest('group minutes'),
  passed: true,
});
export const confirmFinding = command('ConfirmFinding', {
  finding: 'F1',
  confirmedOn: '2021-06-05',
  severity: 'moderate',
});
export const dropFinding = command('DropFinding', {
  finding: 'F1',
  droppedOn: '2021-06-06',
  reason: '证据不足',
});
export const orderImmediate = command('OrderImmediateRectification', {
  finding: 'F1',
  item: 'F1-0',
  goal: '补齐会议记录',
  orderedOn: '2021-06-07',
  dueOn: '2021-06-20',
});
export const recordVerdict = command('RecordLookBackVerdict', {
  finding: 'OLD-1',
  recordedOn: '2021-06-10',
  verdict: 'solved',
});
export const withdrawGroup = command('WithdrawGroup', {
  withdrawnOn: '2021-06-22',
  questionnairesReturned: 48,
});
export const submitReport = command('SubmitReport', {
  submittedOn: '2021-07-09',
  document: digest('report'),
  version: 1,
});
export const returnReport = command('ReturnReport', { returnedOn: '2021-07-12', reason: '补充' });
export const acceptReport = command('AcceptReport', { acceptedOn: '2021-07-14' });
export const recordDecision = command('RecordDecision', { decidedOn: '2021-07-21' });
export const letterTo = (to: string, changes: Changes = {}) => ({
  to,
  document: digest('letter'),
  findings: ['F1'],
  ...changes,
});
export const issueLetters = command('IssueFeedbackLetters', {
  issuedOn: '2021-07-28',
  letters: [letterTo('unit'), letterTo('principal')],
});
export const confirmReceipt = command('ConfirmLetterReceipt', {
  to: 'principal',
  receivedOn: '2021-08-04',
  receivedBy: 'principal-1',
});
export const feedBackToOwner = command('GiveFeedbackToOwningCommittee', {
  heldOn: '2021-08-02',
  letter: digest('letter'),
  attendees: [
    { post: '常务副组长', role: 'speaker' },
    { post: '县委书记', role: 'listener' },
  ],
  agenda: ['leadingGroupFeedsBack', 'executiveDeputyHeadSpeaks', 'committeeStatement'],
});
export const holdTalk = command('HoldCollectiveTalk', {
  heldOn: '2021-08-02',
  attendees: [
    { post: '县委书记', role: 'listener' },
    { post: '县纪委书记', role: 'listener' },
  ],
  minutes: digest('talk minutes'),
});
export const feedBackToPrincipal = command('GiveFeedbackToPrincipal', {
  givenOn: '2021-08-04',
  letter: digest('letter'),
  receivedBy: 'principal-1',
});
export const feedBackToUnit = command('GiveFeedbackToUnit', {
  heldOn: '2021-08-05',
  letter: digest('letter'),
  minutes: digest('feedback minutes'),
});
export const claimFinding = command('ClaimFinding', { finding: 'F1', claimedOn: '2021-08-10' });

export const planRow = (changes: Changes = {}) => ({
  item: 'F1-1',
  finding: 'F1',
  goal: '健全采购制度',
  measures: ['修订制度'],
  owner: 'owner-1',
  branchLeader: 'leader-1',
  leadDepartment: '药剂科',
  dueOn: '2021-10-29',
  mode: 'concentrated',
  ...changes,
});
export const submitPlan = command('SubmitPlan', {
  submittedOn: '2021-09-01',
  document: digest('plan'),
  items: [planRow()],
});
export const namePlanReviewers = command('NamePlanReviewers', {
  bodies: ['inspectionOffice', 'discipline', 'organization', 'publicity', 'inspectionGroup'],
  namedOn: '2021-08-11',
});

const BODY_ROLES = {
  inspectionOffice: 'officeStaff',
  discipline: 'disciplineReceiver',
  organization: 'organizationReceiver',
  publicity: 'functionalDepartment',
  inspectionGroup: 'groupHead',
} as const;

export function reviewPlan(body: keyof typeof BODY_ROLES, changes: Changes = {}): Step {
  const opinion = { body, reviewedOn: '2021-09-03', passed: true, opinion: '同意' };
  return { type: 'ReviewPlan', data: { ...opinion, ...changes }, by: actor(BODY_ROLES[body]) };
}

export const returnPlan = command('ReturnPlan', { returnedOn: '2021-09-04', reason: '目标不明' });
export const approvePlan = command('ApprovePlan', { approvedOn: '2021-09-07' });
export const noteOutcome = command('NoteItemOutcome', {
  item: 'F1-1',
  outcome: 'closed',
  on: '2021-10-20',
});
export const submitRectification = command('SubmitRectificationReport', {
  submittedOn: '2021-11-03',
  report: digest('rectification'),
  principalReport: digest('own rectification'),
  pledge: {
    pledgedOn: '2021-11-03',
    covers: [digest('rectification'), digest('own rectification')],
  },
});
export const returnRectification = command('ReturnRectificationReport', {
  returnedOn: '2021-11-05',
  reason: '缺附件',
});
export const acceptRectification = command('AcceptRectificationReport', {
  acceptedOn: '2021-11-08',
});
export const closeTarget = command('CloseTargetInspection', { closedOn: '2021-11-20' });
export const noteRecusal = command('NoteRecusal', { person: 'member-1' });
export const notePledges = command('NotePledges', { signedOn: '2021-05-11' });
export const cancelTarget = command('CancelTarget', { reason: '轮次取消' });

/** The history up to each status; look-backs and other variants replace the first command. */
export function storyOf(first: Step = listTarget()) {
  const member = actor('groupMember');
  const notified = [first, assignGroup(), notify()];
  const ready = [...notified, fileSafetyPlan(), noteGroupSafetyPlan()];
  const stationed = [...ready, holdMeeting()];
  const drafted = [...stationed, openChannel(), { ...draftFinding(), by: member }];
  const reviewed = [...drafted, { ...reviewFinding(), by: otherHead }];
  const confirmed = [...reviewed, confirmFinding()];
  const withdrawn = [...confirmed, withdrawGroup()];
  const reported = [...withdrawn, submitReport()];
  const accepted = [...reported, acceptReport()];
  const decided = [...accepted, recordDecision()];
  const fedBack = [...decided, feedBackToPrincipal(), feedBackToUnit()];
  const claimed = [...fedBack, claimFinding()];
  const planned = [...claimed, submitPlan()];
  const planPassed = [
    ...planned,
    reviewPlan('inspectionOffice'),
    reviewPlan('discipline'),
    reviewPlan('organization'),
  ];
  const rectifying = [...planPassed, approvePlan()];
  const rectified = [...rectifying, noteOutcome()];
  const rectificationReported = [...rectified, submitRectification()];
  const rectificationAccepted = [...rectificationReported, acceptRectification()];
  const decidedToPublish = [
    ...rectificationAccepted,
    decideExemption(),
    decideExemption({ track: 'society' }),
  ];
  const published = [...decidedToPublish, notifyParty(), approvePublicReport(), publishReport()];
  const closed = [...published, closeTarget()];
  return {
    listed: [first, assignGroup()],
    notified,
    ready,
    stationed,
    drafted,
    reviewed,
    confirmed,
    withdrawn,
    reported,
    accepted,
    decided,
    fedBack,
    claimed,
    planned,
    planPassed,
    rectifying,
    rectified,
    rectificationReported,
    rectificationAccepted,
    published,
    closed,
  };
}

/** An upgraded cross inspection: from the decision on, the committee of the target's county comes first. */
export function doubleStory() {
  const { accepted, decided } = storyOf(
    listTarget({
      type: 'special',
      modes: ['upgraded', 'cross'],
      owner: { code: 'X-C1', name: '甲县县委' },
    }),
  );
  const toAll = ['unit', 'principal', 'owningCommittee', 'discipline'].map((to) => letterTo(to));
  const agenda = [
    'groupHeadFeedsBack',
    'speechConveyed',
    'countyRequirements',
    'principalStatement',
  ];
  const lettersIssued = [...decided, issueLetters({ letters: toAll })];
  const upperFedBack = [...lettersIssued, feedBackToOwner(), holdTalk()];
  const unitMeeting = (changes: Changes = {}) => feedBackToUnit({ agenda, ...changes });
  const fedBack = [...upperFedBack, feedBackToPrincipal(), confirmReceipt(), unitMeeting()];
  return { accepted, decided, lettersIssued, upperFedBack, unitMeeting, fedBack };
}
