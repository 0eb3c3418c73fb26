import type { DeadlineRule, PolicyPack } from '../shared/policy.js';
import type { Role } from '../shared/roles.js';
import type { LimitUnit } from '../shared/working-days.js';
import { Q, R, S } from './county-ladders.js';

const UNITS = { wd: 'workingDay', cm: 'calendarMonth', d: 'calendarDay' } as const satisfies Record<
  string,
  LimitUnit
>;

/** Such as `15 wd`: fifteen working days after the anchor; a minus counts backwards from it. */
type LimitText = `${number} ${keyof typeof UNITS}`;
type Row = readonly [
  rule: string,
  title: string,
  limit: LimitText | null,
  tag: DeadlineRule['tag'],
  basis: string,
];

/** Rules of one owner and ladder. Ends on a rest day roll forward, except limits counted backwards. */
function owed(owner: Role, ladder: string, rows: readonly Row[]): readonly DeadlineRule[] {
  return rows.map(([rule, title, limit, tag, basis]) => {
    const row = { rule, title, ladder, owner, basis, tag };
    if (limit === null) return { ...row, limit };
    const [amount, unit] = limit.split(' ') as [string, keyof typeof UNITS];
    const roll = Number(amount) < 0 ? 'none' : 'nextWorkingDay';
    return { ...row, limit: { amount: Number(amount), unit: UNITS[unit], roll } };
  });
}

const RULES: readonly DeadlineRule[] = [
  ...owed('officeDirector', 'R', [
    ['round-approval', '巡察方案报批', '10 wd', 'P', 'B.1'],
    ['round-deployment', '召开动员部署会', null, 'P', 'B.1: before the first stationing'],
    ['round-stationing', '首个单位进驻', null, 'P', 'planned period of the round'],
    ['round-fieldwork', '本轮现场巡察结束', null, 'P', 'planned period of the round'],
    ['leading-group-hears', '领导小组听取汇报', '10 wd', 'P', '1.4'],
    ['secretary-meeting-hears', '书记专题会议听取汇报', '1 cm', 'L', '定远县'],
    ['round-feedback', '本轮反馈全部完成', '15 wd', 'P', 'B.1'],
    ['target-closing', '被巡察党组织办结', '1 cm', 'P', 'B.2'],
    ['extension-decision', '答复延期申请', '5 wd', 'P', 'B.4'],
    ['rectification-outer-limit', '整改最长期限', '12 cm', 'L', '东海县'],
    ['assessment', '整改成效评估', '1 cm', 'P', 'B.1'],
    ['round-closing', '轮次办结归档', '1 cm', 'P', 'B.1'],
  ]),
  ...owed('officeStaff', 'R', [
    ['notice-before-stationing', '进驻前书面通知', '-10 d', 'L', '定远县'],
    ['office-review', '巡察办审核报告', '5 wd', 'P', 'B.2'],
    ['plan-review', '审核整改方案', '5 wd', 'P', 'B.2'],
    ['report-review', '审核整改报告', '5 wd', 'P', 'B.2'],
    ['verification', '核验整改事项', '10 wd', 'P', 'B.4'],
    ['item-closing', '整改事项销号', '5 wd', 'P', 'B.4'],
  ]),
  ...owed('groupHead', 'R', [
    ['stationing', '进驻', null, 'P', 'planned date of the round'],
    ['fieldwork-end', '现场巡察结束', null, 'P', 'planned period of the round'],
    ['report-after-fieldwork', '提交巡察报告', '15 wd', 'P', '1.4'],
    ['report-revision', '修改退回的巡察报告', '5 wd', 'P', 'B.2'],
    ['feedback-after-decision', '反馈巡察意见', '15 wd', 'P', '1.4'],
  ]),
  ...owed('officeDirector', 'Q', [
    [
      'target-decision',
      '书记专题会议决定',
      '1 cm',
      'L',
      '定远县; the round reminds of the meeting itself',
    ],
    ['item-reopening', '销号后可重新打开的期限', '6 cm', 'P', '1.4: rectification supervision'],
  ]),
  ...owed('targetLiaison', 'S', [
    ['claim', '认领问题', '5 wd', 'P', 'B.2'],
    ['rectification-plan', '报送整改方案', '1 cm', 'L', '1.4'],
    ['plan-revision', '修改退回的整改方案', '5 wd', 'P', 'B.2'],
  ]),
  ...owed('targetPrincipal', 'S', [
    ['rectification-report', '报送整改报告', '3 cm', 'L', '定远县'],
    ['rectification-report-revision', '修改退回的整改报告', '5 wd', 'P', 'B.2'],
  ]),
  ...owed('targetOwner', 'S', [
    ['rectification-item', '完成整改事项', null, 'P', 'due date of the approved plan'],
    ['rework', '退回后重新整改', '10 wd', 'P', 'B.4'],
    ['continuing-review', '复核持续整改事项', '6 cm', 'P', 'B.4'],
  ]),
];

/** The county pack: every limit is data; source and confidence of each are in its row (`domain.md` 1.4, B.1–B.4). */
export const countyDefault: PolicyPack = {
  pack: 'county-default',
  version: 1,
  effectiveFrom: '2018-01-01',
  officeHour: 9,
  rules: RULES,
  ladders: { S, R, Q },
};
