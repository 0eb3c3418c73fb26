import type { DeadlineRule } from '../shared/policy.js';
import { owed } from './county-rows.js';

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

/** What is owed on the way of a clue. Source: `domain.md` B.5. */
export const CLUE_RULES: readonly DeadlineRule[] = [
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
