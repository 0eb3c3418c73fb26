import { command, digest, type Step } from './given.js';

/** What follows the feedback at one target; each builder takes changes. */
export const holdLifeMeeting = command('HoldDemocraticLifeMeeting', {
  heldOn: '2021-08-25',
  minutes: digest('life meeting'),
  attended: 9,
});
export const decideExemption = command('DecideExemption', {
  track: 'party',
  exempted: false,
  decidedOn: '2021-11-10',
  document: digest('exemption decision'),
});
export const grantExemption = command('DecideExemption', {
  track: 'party',
  exempted: true,
  grounds: ['massPetition'],
  targetReasons: digest('reasons'),
  decidedOn: '2021-11-10',
  document: digest('exemption decision'),
});
export const notifyParty = command('NotifyParty', {
  notifiedOn: '2021-11-12',
  document: digest('party notice'),
  channel: '党员大会',
});
export const approvePublicReport = command('ApprovePublicReport', {
  approvedOn: '2021-11-12',
  document: digest('public report'),
});
export const publishReport = command('PublishReport', {
  publishedOn: '2021-11-15',
  document: digest('public report'),
  source: '县纪委监委网站',
  channel: '网站',
  publishedAt: '09:30',
});
export const recordNotice = command('RecordNotice', {
  kind: 'feedback',
  publishedOn: '2021-08-06',
  publishedAt: '10:42:32',
  source: '魏县发布',
  channel: '公众号',
  reads: 663,
});
export const sendCopy = command('SendCopyNotice', {
  copy: 'CG-1',
  of: 'feedback',
  to: 'supervisingLeader',
  sentOn: '2021-08-06',
  document: digest('letter'),
});
export const confirmCopy = command('ConfirmCopyNotice', { copy: 'CG-1', receivedOn: '2021-08-09' });
export const nameChain = command('NameResponsibilityChain', {
  namedOn: '2021-08-10',
  chain: [
    { post: '县委书记', level: 'main' },
    { post: '县委巡察工作领导小组', level: 'organize' },
    { post: '分管副县长', level: 'dualResponsibility' },
  ],
  dailySupervisors: ['县纪委监委', '县委组织部', '县财政局', '县审计局'],
});
export const supervise = command('RecordRectificationSupervision', {
  visitedOn: '2021-11-16',
  team: ['supervisor-1', 'supervisor-2'],
  document: digest('supervision report'),
  verdicts: [{ finding: 'F1', verdict: 'solved' }],
});
export const scoreAssessment = command('ScoreAssessment', {
  scoredOn: '2021-11-17',
  effects: { political: 70, disciplineLaw: 60, social: 71 },
});
export const proposeLookBack = command('ProposeLookBack', {
  proposedOn: '2021-11-18',
  reason: '整改成效评估为基本合格',
});

/** One path through all of it, from a history up to the feedback and one from there to acceptance. */
export function afterFeedback({
  fedBack,
  rectificationAccepted,
}: {
  readonly fedBack: readonly Step[];
  readonly rectificationAccepted: readonly Step[];
}): readonly Step[] {
  return [
    ...fedBack,
    recordNotice(),
    sendCopy(),
    confirmCopy(),
    nameChain(),
    holdLifeMeeting(),
    ...rectificationAccepted.slice(fedBack.length),
    grantExemption(),
    decideExemption({ track: 'society' }),
    approvePublicReport(),
    publishReport(),
    supervise(),
    scoreAssessment(),
    proposeLookBack(),
  ];
}
