import type { DeadlineRule, PolicyPack } from '../shared/policy.js';
import type { Role } from '../shared/roles.js';
import type { LimitUnit } from '../shared/working-days.js';
import { C, I, Q, R, S } from './county-ladders.js';

const UNITS = { wd: 'workingDay', cm: 'calendarMonth', d: 'calendarDay' } as const satisfies Record<
  string,
  LimitUnit
>;

/** Such as `15 wd`: fifteen working days after the anchor; a minus counts backwards from it. */
type LimitText = `${number} ${keyof typeof UNITS}`;
type Row = readonly [
  rule: string,
  title: string,
  anchors: string,
  limit: LimitText | null,
  tag: DeadlineRule['tag'],
  basis: string,
];

/** Rules of one owner and ladder. Ends on a rest day roll forward, except limits counted backwards. */
function owed(owner: Role, ladder: string, rows: readonly Row[]): readonly DeadlineRule[] {
  return rows.map(([rule, title, anchors, limit, tag, basis]) => {
    const row = { rule, title, anchors: anchors.split(' '), ladder, owner, basis, tag };
    return { ...row, limit: limit === null ? null : limitOf(limit) };
  });
}

function limitOf(text: LimitText): DeadlineRule['limit'] {
  const [amount, unit] = text.split(' ') as [string, keyof typeof UNITS];
  const counted = { amount: Math.abs(Number(amount)), unit: UNITS[unit] };
  return amount.startsWith('-')
    ? { ...counted, roll: 'none', direction: 'before' }
    : { ...counted, roll: 'nextWorkingDay' };
}

const ARTICLE_29 = '《中国共产党巡视工作条例》(2015) Art. 29';
const CLUE_RECEIVERS = [
  ['disciplineReceiver', '', '', 'C', ARTICLE_29],
  ['organizationReceiver', '-organization', '组织部门', 'C', ARTICLE_29],
  ['functionalDepartment', '-unit', '主管单位', 'P', 'B.5: as Art. 29'],
  ['officeStaff', '-upper', '上级机关', 'P', 'B.5: as Art. 29'],
] as const;

/** A receiver's own two rows, so that no reminder of a clue reaches another body. */
function clueRows(...[owner, suffix, who, tag, basis]: (typeof CLUE_RECEIVERS)[number]) {
  const answered = 'ClueReceived ClueReopened';
  return owed(owner, 'C', [
    [`clue-receipt${suffix}`, `${who}签收问题线索`, 'ClueTransferred', '3 wd', 'P', 'B.5'],
    [`clue-result${suffix}`, `${who}反馈问题线索办理结果`, answered, '3 cm', tag, basis],
  ]);
}

const RULES: readonly DeadlineRule[] = [
  ...owed('officeDirector', 'R', [
    ['round-approval', '巡察方案报批', 'RoundProposed', '10 wd', 'P', 'B.1'],
    [
      'round-deployment',
      '召开动员部署会',
      'RoundApproved',
      null,
      'P',
      'B.1: before the first stationing',
    ],
    [
      'round-stationing',
      '首个单位进驻',
      'DeploymentMeetingHeld',
      null,
      'P',
      'planned period of the round',
    ],
    [
      'round-fieldwork',
      '本轮现场巡察结束',
      'RoundStationed',
      null,
      'P',
      'planned period of the round',
    ],
    ['leading-group-hears', '领导小组听取汇报', 'TargetReportNoted', '10 wd', 'P', '1.4'],
    ['secretary-meeting-hears', '书记专题会议听取汇报', 'FieldworkEnded', '1 cm', 'L', '定远县'],
    ['round-feedback', '本轮反馈全部完成', 'SecretaryMeetingHeld', '15 wd', 'P', 'B.1'],
    ['target-closing', '被巡察党组织办结', 'RectificationReportAccepted', '1 cm', 'P', 'B.2'],
    ['extension-decision', '答复延期申请', 'ExtensionRequested', '5 wd', 'P', 'B.4'],
    [
      'rectification-outer-limit',
      '整改最长期限',
      'FeedbackReceived RectificationPeriodOpened',
      '12 cm',
      'L',
      '东海县',
    ],
    ['assessment', '整改成效评估', 'TargetClosingNoted', '1 cm', 'P', 'B.1'],
    ['round-closing', '轮次办结归档', 'RectificationAssessed', '1 cm', 'P', 'B.1'],
    [
      'rectification-supervision',
      '整改督查',
      'RectificationReportAccepted',
      '6 cm',
      'L',
      '1.4: three to six months',
    ],
    [
      'coverage',
      '一届任期内巡察全覆盖',
      'TermOpened',
      null,
      'C',
      'one term; a unit idle for three years is an alarm',
    ],
    [
      'annual-plan',
      '完成年度巡察计划',
      'AnnualPlanSet AnnualPlanRevised',
      null,
      'P',
      'A row 76: the end of the year',
    ],
  ]),
  ...owed('officeStaff', 'R', [
    [
      'calendar-notice',
      '录入下一年度放假调休安排',
      'OrganizationOpened CalendarPublished',
      null,
      'P',
      'the yearly notice of the State Council',
    ],
    [
      'instruction',
      '办结批示和会议要求',
      'InstructionRecorded',
      '1 cm',
      'P',
      'B.1: tracked to its end; the day it names goes first',
    ],
    [
      'letter-answer',
      '催收征求意见和函询的答复',
      'ConsultationRequested InquirySent',
      null,
      'P',
      'B.1: the day named in the letter',
    ],
    ['notice-before-stationing', '进驻前书面通知', 'TargetListed', '-10 d', 'L', '定远县'],
    ['office-review', '巡察办审核报告', 'ReportSubmitted', '5 wd', 'P', 'B.2'],
    ['plan-review', '审核整改方案', 'PlanSubmitted', '5 wd', 'P', 'B.2'],
    ['report-review', '审核整改报告', 'RectificationReportSubmitted', '5 wd', 'P', 'B.2'],
    ['verification', '核验整改事项', 'CompletionSubmitted', '10 wd', 'P', 'B.4'],
    ['item-closing', '整改事项销号', 'VerificationPassed', '5 wd', 'P', 'B.4'],
  ]),
  ...owed('groupHead', 'R', [
    ['stationing', '进驻', 'TargetListed', null, 'P', 'planned date of the round'],
    [
      'fieldwork-end',
      '现场巡察结束',
      'MobilizationMeetingHeld',
      null,
      'P',
      'planned period of the round',
    ],
    ['report-after-fieldwork', '提交巡察报告', 'GroupWithdrawn', '15 wd', 'P', '1.4'],
    ['report-revision', '修改退回的巡察报告', 'ReportReturned', '5 wd', 'P', 'B.2'],
    ['feedback-after-decision', '反馈巡察意见', 'ReportApproved', '15 wd', 'P', '1.4'],
  ]),
  ...owed('officeDirector', 'Q', [
    [
      'target-decision',
      '书记专题会议决定',
      'ReportAccepted',
      '1 cm',
      'L',
      '定远县; the round reminds of the meeting itself',
    ],
    [
      'item-reopening',
      '销号后可重新打开的期限',
      'ItemClosed',
      '6 cm',
      'P',
      '1.4: rectification supervision',
    ],
  ]),
  ...owed('targetLiaison', 'S', [
    ['claim', '认领问题', 'FeedbackReceived', '5 wd', 'P', 'B.2'],
    ['rectification-plan', '报送整改方案', 'FeedbackReceived', '1 cm', 'L', '1.4'],
    ['plan-revision', '修改退回的整改方案', 'PlanReturned', '5 wd', 'P', 'B.2'],
    [
      'publish-inside-party',
      '整改情况党内通报',
      'RectificationReportAccepted',
      '15 wd',
      'P',
      '1.4',
    ],
    [
      'publish-to-society',
      '整改情况向社会公开',
      'RectificationReportAccepted',
      '20 wd',
      'P',
      '1.4',
    ],
  ]),
  ...owed('targetPrincipal', 'S', [
    ['democratic-life-meeting', '召开专题民主生活会', 'FeedbackReceived', '1 cm', 'L', '1.4'],
    ['rectification-report', '报送整改报告', 'FeedbackReceived', '3 cm', 'L', '定远县'],
    [
      'rectification-report-revision',
      '修改退回的整改报告',
      'RectificationReportReturned',
      '5 wd',
      'P',
      'B.2',
    ],
  ]),
  ...owed('targetOwner', 'S', [
    [
      'rectification-item',
      '完成整改事项',
      'ItemApproved ItemReopened',
      null,
      'P',
      'due date of the approved plan',
    ],
    ['rework', '退回后重新整改', 'VerificationReturned', '10 wd', 'P', 'B.4'],
    [
      'continuing-review',
      '复核持续整改事项',
      'ItemMarkedContinuing ContinuingReviewHeld VerificationReturned',
      '6 cm',
      'P',
      'B.4',
    ],
  ]),
  ...owed('targetOwner', 'I', [
    [
      'immediate-rectification',
      '立行立改',
      'ItemApproved',
      '10 wd',
      'L',
      '鼓楼区: never later than withdrawal',
    ],
  ]),
  ...owed('groupHead', 'R', [
    ['clue-screening', '组务会筛查问题线索', 'ClueRegistered', '5 wd', 'P', 'B.5'],
  ]),
  ...owed('executiveDeputyHead', 'R', [
    ['clue-approval', '审批问题线索移交', 'ClueScreened', '1 cm', 'P', 'B.5: with the round'],
    [
      'clue-approval-fast',
      '审批快查快办线索移交',
      'ClueScreened FastTrackGranted',
      '1 wd',
      'P',
      'B.5',
    ],
  ]),
  ...owed('officeStaff', 'R', [
    ['clue-sending', '移交问题线索', 'ClueTransferApproved ClueRerouted', '5 wd', 'P', 'B.5'],
    ['clue-sending-fast', '移交快查快办线索', 'ClueTransferApproved', '1 wd', 'L', '丘北县'],
  ]),
  ...owed('clueOfficer', 'R', [
    ['clue-supplement', '补充问题线索材料', 'ClueReturnedForSupplement', '5 wd', 'P', 'B.5'],
  ]),
  ...owed('identityCustodian', 'R', [
    [
      'clue-disclosure',
      '答复查阅举报人身份的申请',
      'IdentityDisclosureRequested',
      '3 wd',
      'P',
      'B.5',
    ],
  ]),
  ...CLUE_RECEIVERS.flatMap((receiver) => clueRows(...receiver)),
  ...owed('officeDirector', 'R', [
    ['clue-closing', '问题线索办结', 'ClueResultReported', '5 wd', 'P', 'B.5'],
  ]),
  ...owed('officeDirector', 'Q', [
    [
      'clue-return',
      '问题线索可退回的期限',
      'ClueReceived ClueSupplemented ClueReopened',
      '5 wd',
      'P',
      'B.5',
    ],
    ['clue-reopening', '办结后可重新办理的期限', 'ClueClosed', '6 cm', 'P', 'B.5: as for an item'],
  ]),
];

/** The county pack: every limit is data; source and confidence of each are in its row (`domain.md` 1.4, B.1–B.5). */
export const countyDefault: PolicyPack = {
  pack: 'county-default',
  version: 1,
  title: '县级默认规则包',
  effectiveFrom: '2018-01-01',
  officeTime: '09:00',
  rules: [...RULES],
  ladders: { S: [...S], R: [...R], C: [...C], I: [...I], Q: [...Q] },
};
