import * as clue from './clue.js';
import { actor, command, digest, type Step } from './given.js';
import {
  acceptReport,
  confirmFinding,
  draftFinding,
  otherHead,
  reviewFinding,
  storyOf,
  submitReport,
  withdrawGroup,
} from './target-story.js';

/** How the facts of findings are agreed, weighed and arranged; each builder takes changes. */
export const submitFacts = command('SubmitFactsToTarget', {
  findings: ['F1', 'F2'],
  submittedOn: '2021-06-04',
  document: digest('fact sheet'),
});
export const confirmFacts = command('ConfirmFacts', { sheet: 1, answeredOn: '2021-06-07' });
export const disputeFacts = command('DisputeFacts', {
  sheet: 1,
  answeredOn: '2021-06-07',
  findings: ['F2'],
  document: digest('reasons'),
  reason: '会议记录已补报',
});
export const revision = (changes: object = {}) => ({
  finding: 'F2',
  outcome: 'revised',
  reason: '核对会议记录后修改',
  handlers: ['member-1', 'member-2'],
  ...changes,
});
export const reviseFacts = command('ReviseFacts', {
  sheet: 1,
  revisedOn: '2021-06-08',
  outcomes: [revision()],
});
export const assessSeverity = command('AssessSeverity', {
  finding: 'F1',
  severity: 'moderate',
  assessedOn: '2021-06-04',
  assessors: ['groupMember', 'other-head'],
  reason: '金额较小，已补办手续',
});
export const reviseSeverity = command('ReviseSeverity', {
  finding: 'F1',
  severity: 'serious',
  revisedOn: '2021-06-10',
  assessors: ['groupMember', 'other-head'],
  reason: '连续三年未改',
});
export const mergeFindings = command('MergeFindings', {
  into: 'F1',
  from: ['F2'],
  mergedOn: '2021-06-25',
  reason: '同一事项',
});
export const part = (finding: string) => ({
  finding,
  title: '招标未经集体研究',
  focus: '三个聚焦',
  taxonomy: '采购',
});
export const splitFinding = command('SplitFinding', {
  finding: 'F2',
  parts: [part('F2-A'), part('F2-B')],
  splitOn: '2021-06-24',
  reason: '两个事项',
});
export const supersedeFinding = command('SupersedeFinding', {
  finding: 'F1',
  version: 2,
  document: digest('corrected finding'),
  reason: '金额有误',
  supersededOn: '2021-08-06',
});
export const submitSpecialReport = command('SubmitSpecialReport', {
  report: 'ZT-1',
  topic: '药品采购',
  submittedOn: '2021-07-09',
  document: digest('special report'),
  findings: ['F1'],
});
export const supersedeReport = command('SupersedeReport', {
  version: 2,
  document: digest('corrected report'),
  reason: '数字有误',
  supersededOn: '2021-07-15',
});
export const linkRecurrence = command('LinkRecurrence', {
  finding: 'F1',
  earlier: {
    inspection: 'target-inspection-00000000-0000-4000-8000-000000000042',
    finding: 'F7',
  },
});

const member = actor('groupMember');
export const assessor = member;

const second = { finding: 'F2', title: '设备采购未经集体研究' };
const tale = storyOf();

/** Two findings, one after the other; `F2` goes the way of `F1`. */
const twoReviewed: readonly Step[] = [
  ...tale.reviewed,
  { ...draftFinding(second), by: member },
  { ...reviewFinding({ finding: 'F2' }), by: otherHead },
];
const factsSubmitted = [...twoReviewed, submitFacts()];
const factsDisputed = [...factsSubmitted, disputeFacts()];
const twoConfirmed = [...twoReviewed, confirmFinding(), confirmFinding({ finding: 'F2' })];
const twoWithdrawn = [...twoConfirmed, withdrawGroup()];

export const findingsStory = {
  ...tale,
  twoReviewed,
  factsSubmitted,
  factsDisputed,
  assessed: [...tale.reviewed, { ...assessSeverity(), by: member }],
  twoConfirmed,
  twoWithdrawn,
};

/** Every event of findings once: weighed, disputed, split, merged, reported twice over. */
export const arranged: readonly Step[] = [
  ...factsDisputed,
  { ...assessSeverity(), by: member },
  reviseFacts(),
  submitFacts({ findings: ['F1'], submittedOn: '2021-06-09' }),
  confirmFacts({ sheet: 2, answeredOn: '2021-06-10' }),
  { ...reviseSeverity({ revisedOn: '2021-06-11' }), by: member },
  confirmFinding({ severity: 'serious', confirmedOn: '2021-06-12' }),
  confirmFinding({ finding: 'F2', confirmedOn: '2021-06-12' }),
  linkRecurrence(),
  withdrawGroup(),
  splitFinding(),
  mergeFindings({ from: ['F2-A'] }),
  submitReport(),
  submitSpecialReport(),
  acceptReport(),
  supersedeReport(),
];

/** A clue cut out of a finding, on the way to its screening. */
export const clueSplit = [clue.splitClue(), clue.screenClue()];
