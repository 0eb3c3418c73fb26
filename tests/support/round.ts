import { inspectionRound } from '../../domain/inspection-round/index.js';
import { actor, command, digest, scenarioOf } from './given.js';

/** The county round of spring 2021 in small: two targets in two groups, commands with defaults. */
export const round = scenarioOf(inspectionRound);

export const proposeRound = command('ProposeRound', {
  number: 'XC-10-12',
  name: '十届县委第十二轮巡察',
  term: '十届县委',
  sequence: 12,
  proposedOn: '2021-05-01',
  plannedFrom: '2021-05-22',
  plannedTo: '2021-06-22',
  pack: { pack: 'county-default', version: 1 },
});
export const nominateTarget = command('NominateTarget', {
  unit: 'W-T1',
  name: '县中医院',
  category: '事业单位',
  type: 'regular',
});
export const withdrawTarget = command('WithdrawTarget', { unit: 'W-T1', reason: '另行安排' });
export const approveRound = command('ApproveRound', {
  approvedOn: '2021-05-06',
  deploymentOn: '2021-05-20',
});
export const rejectRound = command('RejectRound', { rejectedOn: '2021-05-06', reason: '重新选题' });
export const requestConsultation = command('RequestConsultation', {
  letter: 'Z-1',
  body: '县纪委监委',
  sentOn: '2021-05-03',
  dueOn: '2021-05-12',
  document: digest('consultation'),
});
export const recordConsultationAnswer = command('RecordConsultationAnswer', {
  letter: 'Z-1',
  answeredOn: '2021-05-11',
  document: digest('opinion'),
});
export const sendInquiry = command('SendInquiry', {
  letter: 'H-1',
  body: '县公安局',
  sentOn: '2021-05-07',
  dueOn: '2021-05-17',
  document: digest('inquiry'),
});
export const recordInquiryAnswer = command('RecordInquiryAnswer', {
  letter: 'H-1',
  answeredOn: '2021-05-14',
  document: digest('answer'),
  keyPeople: 2,
  keyMatters: 3,
});
export const formGroup = command('FormGroup', {
  group: 1,
  name: '县委第一巡察组',
  head: 'head-1',
  deputy: 'deputy-1',
  liaison: 'liaison-1',
  members: ['member-1'],
  units: ['W-T1'],
});
/** Of other people than the first: nobody is in two groups of a round. */
export const formSecondGroup = (changes: Readonly<Record<string, unknown>> = {}) =>
  formGroup({
    ...{ group: 2, name: '县委第二巡察组', head: 'head-2', deputy: 'deputy-2' },
    ...{ liaison: 'liaison-2', members: ['member-2'], units: ['W-T2'] },
    ...changes,
  });
export const authorizeGroupHead = command('AuthorizeGroupHead', {
  group: 1,
  authorizedOn: '2021-05-10',
  document: digest('authorization'),
});
export const fileGroupSafetyPlan = command('FileGroupSafetyPlan', {
  group: 1,
  filedOn: '2021-05-21',
  document: digest('safety plan'),
});
export const holdDeploymentMeeting = command('HoldDeploymentMeeting', {
  heldOn: '2021-05-20',
  minutes: digest('deployment'),
  speakers: ['县委书记'],
  requirements: ['紧盯重点问题'],
});
export const noteTargetStationed = command('NoteTargetStationed', {
  unit: 'W-T1',
  stationedOn: '2021-05-22',
});
export const noteTargetWithdrawn = command('NoteTargetWithdrawn', {
  unit: 'W-T1',
  withdrawnOn: '2021-06-22',
});
export const noteReportAccepted = command('NoteReportAccepted', {
  unit: 'W-T1',
  acceptedOn: '2021-07-09',
});
export const holdLeadingGroupMeeting = command('HoldLeadingGroupMeeting', {
  heldOn: '2021-07-16',
  minutes: digest('leading group'),
});
export const holdSecretaryMeeting = command('HoldSecretaryMeeting', {
  heldOn: '2021-07-21',
  minutes: digest('secretary'),
});
export const noteTargetFedBack = command('NoteTargetFedBack', {
  unit: 'W-T1',
  receivedOn: '2021-08-05',
});
export const noteTargetClosed = command('NoteTargetClosed', {
  unit: 'W-T1',
  closedOn: '2021-12-01',
});
export const assessRectification = command('AssessRectification', {
  assessedOn: '2021-12-20',
  assessment: digest('assessment'),
  grades: { 'W-T1': 'qualified', 'W-T2': 'excellent' },
});
export const closeRound = command('CloseRound', { closedOn: '2022-01-05' });
export const cancelRound = command('CancelRound', { reason: '上级统一部署' });
export const suspendRound = command('SuspendRound', {
  suspendedOn: '2021-06-01',
  reason: '疫情防控需要',
});
export const resumeRound = command('ResumeRound', { resumedOn: '2021-06-11' });

export const declareRecusal = command('DeclareRecusal', {
  person: 'member-1',
  unit: 'W-T1',
  ground: 'kinship',
  declaredOn: '2021-05-08',
});
export const decideRecusal = command('DecideRecusal', {
  person: 'member-1',
  unit: 'W-T1',
  upheld: true,
  decidedOn: '2021-05-09',
});
export const replaceMember = command('ReplaceMember', {
  group: 1,
  leaves: 'member-1',
  joins: 'member-3',
  role: 'member',
  replacedOn: '2021-05-10',
  reason: 'recusal',
});
export const pledgeText = (pledge: string) => ({
  pledge,
  title: '严守纪律承诺',
  document: digest(pledge),
});
export const setPledges = command('SetPledges', {
  texts: [pledgeText('C-1'), pledgeText('C-2')],
});
export const signPledge = command('SignPledge', {
  pledge: 'C-1',
  person: 'head-1',
  signedOn: '2021-05-11',
});
export const setUpTemporaryBranch = command('SetUpTemporaryBranch', {
  group: 1,
  setUpOn: '2021-05-12',
  secretary: 'head-1',
});
export const holdBranchMeeting = command('HoldBranchMeeting', {
  group: 1,
  heldOn: '2021-05-13',
  minutes: digest('branch minutes'),
});
export const recordTraining = command('RecordTraining', {
  heldOn: '2021-05-14',
  hours: 16,
  attended: 12,
  document: digest('training'),
});
export const approveWorkPlan = command('ApproveWorkPlan', {
  group: 1,
  approvedOn: '2021-05-15',
  document: digest('work plan'),
});
export const nameGuidanceGroup = command('NameGuidanceGroup', {
  code: 'ZD-1',
  body: '市委巡察工作指导督导组',
  members: ['observer-1', 'observer-2'],
  fromOn: '2021-05-16',
});
export const recordGuidanceVisit = command('RecordGuidanceVisit', {
  code: 'ZD-1',
  visitedOn: '2021-05-18',
  unit: 'W-T1',
  opinion: digest('guidance opinion'),
});

/** Someone of group 1, as a member of it. */
export const groupHead = actor('groupHead', 'group:XC-10-12/1', 'head-1');

const second = { unit: 'W-T2' };

/** Commands that lead to the named status, each list going on from the one before. */
export const proposed = [
  proposeRound(),
  nominateTarget(),
  nominateTarget({ ...second, name: '县审计局', category: '政府部门' }),
];
export const approved = [...proposed, approveRound()];
export const grouped = [...approved, formGroup(), formSecondGroup()];
/** Everything about the people of a round, in the order of its preparation. */
export const peopled = [
  ...approved,
  setPledges(),
  formGroup(),
  declareRecusal(),
  decideRecusal(),
  declareRecusal({ person: 'deputy-1' }),
  decideRecusal({ person: 'deputy-1', upheld: false }),
  replaceMember(),
  signPledge(),
  setUpTemporaryBranch(),
  holdBranchMeeting(),
  recordTraining(),
  approveWorkPlan(),
  nameGuidanceGroup(),
  recordGuidanceVisit(),
];
export const authorized = [...grouped, authorizeGroupHead(), authorizeGroupHead({ group: 2 })];
export const deployed = [...authorized, holdDeploymentMeeting()];
export const stationed = [...deployed, noteTargetStationed(), noteTargetStationed(second)];
export const withdrawn = [...stationed, noteTargetWithdrawn(), noteTargetWithdrawn(second)];
export const reported = [...withdrawn, noteReportAccepted(), noteReportAccepted(second)];
export const heard = [...reported, holdLeadingGroupMeeting()];
export const decided = [...heard, holdSecretaryMeeting()];
export const rectifying = [...decided, noteTargetFedBack(), noteTargetFedBack(second)];
export const targetsClosed = [...rectifying, noteTargetClosed(), noteTargetClosed(second)];
export const assessed = [...targetsClosed, assessRectification()];
