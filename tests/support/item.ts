import { rectification } from '../../domain/rectification/index.js';
import { actor, command, digest, scenarioOf, uuid } from './given.js';

/** A rectification item of the round of 2021, due on 2021-11-05; commands with defaults. */
export const item = scenarioOf(rectification, { today: '2021-11-01' });

export const target = `target-inspection-${uuid(7)}`;

export const openItem = command('OpenItem', {
  target,
  round: `inspection-round-${uuid(1)}`,
  unit: 'W-T1',
  number: 'XC-10-12-W-T1-F1-1',
  item: 'F1-1',
  finding: 'F1',
  goal: '账目清楚',
  measures: ['清理往来账'],
  leadDepartment: '财务科',
  mode: 'concentrated',
  dueOn: '2021-11-05',
  outerLimitOn: '2022-08-05',
  approvedOn: '2021-09-10',
  pack: { pack: 'county-default', version: 1 },
});
export const reportProgress = command('ReportProgress', {
  reportedOn: '2021-10-08',
  percent: 40,
  note: '完成清理',
});
export const submitEvidence = command('SubmitEvidence', {
  evidence: digest('ledger'),
  observedOn: '2021-10-08',
  receivedOn: '2021-10-09',
  kind: 'document',
});
export const requestExtension = command('RequestExtension', {
  requestedOn: '2021-11-01',
  untilOn: '2021-12-31',
  reason: '等待审计结果',
});
export const grantExtension = command('GrantExtension', { grantedOn: '2021-11-01' });
export const refuseExtension = command('RefuseExtension', { reason: '理由不充分' });
export const submitCompletion = command('SubmitCompletion', { submittedOn: '2021-10-20' });
export const passVerification = command('PassVerification', {
  verifiedOn: '2021-10-25',
  checkRecord: digest('check'),
});
export const returnVerification = command('ReturnVerification', { reason: '佐证不足' });
export const markContinuing = command('MarkContinuing', {
  on: '2021-10-28',
  reason: '需要长期坚持',
});
export const holdContinuingReview = command('HoldContinuingReview', {
  heldOn: '2021-11-01',
  record: digest('review'),
});
export const closeItem = command('CloseItem', { closedOn: '2021-10-28' });
export const reopenItem = command('ReopenItem', { reason: '问题反弹', newDueOn: '2022-01-31' });
export const noteRecusal = command('NoteRecusal', { person: 'member-1' });
export const establishRule = command('EstablishRule', {
  rule: 'GZ-1',
  title: '采购管理办法',
  kind: 'established',
  establishedOn: '2021-10-10',
  document: digest('new rule'),
});
export const recordRecovery = command('RecordRecovery', {
  recoveredOn: '2021-10-12',
  amountFen: 1_250_000,
  atLeast: false,
  document: digest('bank slip'),
});
export const recordDiscipline = command('RecordDiscipline', {
  disciplinedOn: '2021-10-15',
  kind: 'partyDiscipline',
  count: 2,
  document: digest('discipline decision'),
});
export const findFalse = command('FindFalseRectification', {
  foundOn: '2021-10-29',
  ground: 'fabricated',
  document: digest('verdict'),
});
export const issueOrder = command('IssueSupervisionOrder', {
  order: 'DB-1',
  level: 1,
  issuedOn: '2021-11-22',
  dueOn: '2021-11-26',
  document: digest('supervision order'),
});
export const holdTalk = command('HoldWarningTalk', {
  heldOn: '2021-11-29',
  with: '县中医院院长',
  heldBy: '县委巡察办主任',
  minutes: digest('talk minutes'),
});
export const proposeAccountability = command('ProposeAccountability', {
  proposedOn: '2021-10-29',
  ground: 'false',
  document: digest('proposal'),
});
export const decideAccountability = command('DecideAccountability', {
  decidedOn: '2021-10-30',
  decided: true,
  measure: 'notice',
  against: ['县中医院院长'],
  document: digest('decision'),
});
export const declineAccountability = (changes: Readonly<Record<string, unknown>> = {}) => ({
  type: 'DecideAccountability',
  data: { decidedOn: '2021-10-31', decided: false, document: digest('refusal'), ...changes },
});
export const archiveItem = command('ArchiveItem', { closedOn: '2021-10-28' });

export const verifier = actor('dailySupervisor', 'all', 'verifier');

export const opened = [openItem()];
export const requested = [...opened, requestExtension()];
export const submitted = [...opened, submitEvidence(), submitCompletion()];
export const verified = [...submitted, { ...passVerification(), by: verifier }];
export const closed = [...verified, closeItem()];
export const continued = [...opened, markContinuing()];
export const yielded = [...opened, establishRule(), recordRecovery(), recordDiscipline()];
/** Done on paper only, answered for, and still not done when its ten days of rework are over. */
export const proposed = [...closed, proposeAccountability()];
export const foundFalse = [
  ...proposed,
  decideAccountability(),
  { ...findFalse(), on: '2021-10-30' },
];
export const ordered = [...foundFalse, { ...issueOrder(), on: '2021-11-22' }];
export const failed = [
  ...yielded,
  submitEvidence(),
  submitCompletion(),
  { ...findFalse(), on: '2021-10-29' },
  { ...proposeAccountability(), on: '2021-10-29' },
  { ...declineAccountability(), on: '2021-10-31' },
  { ...issueOrder(), on: '2021-11-22' },
  { ...holdTalk(), on: '2021-11-29' },
];
