import {
  checked,
  commands,
  lists,
  roles,
  routes,
  tested,
  views,
  type AcceptanceRow,
} from './row.js';

/** Rows 1 to 26: a county round at its start. Source: `domain.md` A.1. */
export const weixian: readonly AcceptanceRow[] = [
  {
    row: 1,
    can: 'name a round by term and sequence, and show coverage reaching 100 % when it ends',
    served: [
      ...commands('inspection-round', 'ProposeRound'),
      ...commands('term-plan', 'OpenTerm', 'NoteTargetCovered', 'CloseTerm'),
      ...routes('GET /api/term-plan/{id}/coverage'),
    ],
    proved: [
      ...checked('weixian', 'P1', 'P2'),
      ...tested(
        'unit/term-plan/progress.test.ts',
        'a term closes when every unit is covered or exempted',
      ),
    ],
    judgment: 'the 96 units of the catalog are ours; the article names none but the seven',
  },
  {
    row: 2,
    can: 'hold the deployment of the round and the mobilization at each target as dated meetings of their own',
    served: [
      ...commands('inspection-round', 'HoldDeploymentMeeting'),
      ...commands('target-inspection', 'HoldMobilizationMeeting'),
    ],
    proved: checked('weixian', 'W4'),
    judgment: 'seven mobilization meetings, one at each target',
  },
  {
    row: 3,
    can: 'let the city’s guidance group watch two targets and write nothing but its own opinion',
    served: [
      ...roles('guidanceObserver'),
      ...commands('inspection-round', 'NameGuidanceGroup', 'RecordGuidanceVisit'),
    ],
    proved: [
      ...checked('weixian', 'W10'),
      ...tested(
        'unit/inspection-round/guidance.test.ts',
        'observers of the level above change nothing else but what everybody may, such as their own mailbox',
      ),
    ],
  },
  {
    row: 4,
    can: 'form the groups of a round',
    served: commands('inspection-round', 'FormGroup'),
    proved: checked('weixian', 'W2'),
  },
  {
    row: 5,
    can: 'give each target its own type of inspection',
    served: commands('inspection-round', 'NominateTarget'),
    proved: checked('weixian', 'W1'),
  },
  {
    row: 6,
    can: 'mix types in one round and tie a look-back to the earlier inspection: 6 + 1 = 7',
    served: commands('inspection-round', 'NominateTarget'),
    proved: [
      ...checked('weixian', 'W1'),
      ...tested(
        'unit/inspection-round/proposal.test.ts',
        'types mix in one round, and a look-back names the earlier inspection',
      ),
    ],
  },
  {
    row: 7,
    can: 'let one group hold targets of different types',
    served: commands('inspection-round', 'FormGroup'),
    proved: checked('weixian', 'W2'),
  },
  {
    row: 8,
    can: 'plan a period per target and count its days, both ends in: 32',
    served: [
      ...commands('inspection-round', 'NominateTarget'),
      ...commands('target-inspection', 'WithdrawGroup'),
    ],
    proved: [
      ...checked('weixian', 'W3'),
      ...tested(
        'unit/inspection-round/lines.test.ts',
        'goes with the target; the other targets have the round’s',
      ),
    ],
  },
  {
    row: 9,
    can: 'keep focus schemes as versions, tag findings by them, and keep the key lists by number and digest',
    served: [
      ...lists('THREE-FOCUSES'),
      ...commands('organization', 'PublishList'),
      ...commands('target-inspection', 'DraftFinding', 'DrawUpKeyList'),
    ],
    proved: [
      ...tested(
        'unit/organization/local-lists.test.ts',
        'a list is published version by version, each under its kind and name',
      ),
      ...tested(
        'unit/target-inspection/fieldwork.test.ts',
        'a group writes into every ledger and leaves',
      ),
    ],
    judgment: 'the article only names the three focuses; the words are those of 孟州',
  },
  {
    row: 10,
    can: 'record a meeting with its speakers and what each spoke of',
    served: commands('target-inspection', 'HoldMobilizationMeeting'),
    proved: checked('weixian', 'W4', 'W6'),
  },
  {
    row: 11,
    can: 'send members of the leading group to meetings and track what they require to its end',
    served: [
      ...commands('target-inspection', 'HoldMobilizationMeeting', 'GiveFeedbackToUnit'),
      ...commands('organization', 'RecordInstruction', 'CompleteInstruction'),
    ],
    proved: tested(
      'unit/organization/instructions.test.ts',
      'an instruction that names no day is due after the pack’s limit',
      'progress stops no clock, completion does',
    ),
    thin: 'the office enters a requirement as an instruction by hand; the meeting does not do it',
  },
  {
    row: 12,
    can: 'count those who came by category',
    served: commands('target-inspection', 'HoldMobilizationMeeting'),
    proved: checked('weixian', 'W7'),
  },
  {
    row: 13,
    can: 'hand out questionnaires, count what comes back, and tally the answers without anybody’s name',
    served: commands(
      'target-inspection',
      'IssueQuestionnaires',
      'TallyQuestionnaires',
      'WithdrawGroup',
    ),
    proved: [
      ...checked('weixian', 'W8'),
      ...tested(
        'unit/target-inspection/fieldwork.test.ts',
        'more questionnaires than went out do not come back, and nobody answers twice',
      ),
    ],
  },
  {
    row: 14,
    can: 'keep the announcement of each target with the proof of its posting',
    served: commands('target-inspection', 'PostAnnouncement'),
    proved: checked('weixian', 'W6'),
  },
  {
    row: 15,
    can: 'open intake channels with the period and close them with it',
    served: commands('target-inspection', 'OpenIntakeChannel', 'RegisterPetition', 'RoutePetition'),
    proved: [
      ...checked('weixian', 'W11'),
      ...tested(
        'unit/target-inspection/withdrawal.test.ts',
        'the group leaves, every channel closes, and the report falls due',
      ),
    ],
  },
  {
    row: 16,
    can: 'file findings under the public’s concerns',
    served: lists('COUNTY'),
    proved: tested(
      'unit/organization/local-lists.test.ts',
      'have a leaf for every problem that the sources name',
    ),
  },
  {
    row: 17,
    can: 'order what can be put right at once while the group is still there',
    served: commands('target-inspection', 'OrderImmediateRectification'),
    proved: tested(
      'unit/target-inspection/immediate-rectification.test.ts',
      'an order opens an item of its own',
      'its days lie between confirmation and withdrawal',
    ),
  },
  {
    row: 18,
    can: 'say whose responsibility a finding is and whether it touches the key few; the target sees an outline only',
    served: commands('target-inspection', 'DraftFinding'),
    proved: [
      ...tested(
        'unit/target-inspection/findings.test.ts',
        'a finding may say whose responsibility it is, and whether it touches the key few',
      ),
      ...tested(
        'unit/api/sight.test.ts',
        'any other case shows the inspected side an outline, and an item all of it',
      ),
    ],
  },
  {
    row: 19,
    can: 'authorize each head for one round, and have the discipline pledges signed whose text is data',
    served: [
      ...commands('inspection-round', 'AuthorizeGroupHead', 'SetPledges', 'SignPledge'),
      ...lists('GROUP'),
    ],
    proved: [
      ...tested('unit/inspection-round/preparation.test.ts', 'holds for this round'),
      ...tested(
        'unit/inspection-round/pledges.test.ts',
        'everyone signs for themselves, and the office records paper',
      ),
    ],
    judgment: 'the text of the three nots is unknown and kept by its name',
  },
  {
    row: 20,
    can: 'keep head, deputy and liaison apart, and the minutes of group meetings that decisions refer to',
    served: [
      ...commands('inspection-round', 'FormGroup', 'ReplaceMember'),
      ...commands('target-inspection', 'HoldGroupMeeting', 'ReviewFinding'),
    ],
    proved: tested(
      'unit/target-inspection/fieldwork.test.ts',
      'a group meeting needs more than its head',
    ),
  },
  {
    row: 21,
    can: 'have the target name its liaison group',
    served: [...commands('target-inspection', 'NameLiaisonGroup'), ...roles('targetLiaison')],
    proved: tested(
      'unit/target-inspection/notice.test.ts',
      'the notified target names its liaison group and files its safety plan',
    ),
  },
  {
    row: 22,
    can: 'keep a ledger of talks with the principal',
    served: commands('target-inspection', 'RecordCommunication'),
    proved: tested(
      'unit/target-inspection/fieldwork.test.ts',
      'a group writes into every ledger and leaves',
    ),
  },
  {
    row: 23,
    can: 'ask both sides for a safety plan before stationing, and report incidents at once',
    served: [
      ...commands('inspection-round', 'FileGroupSafetyPlan'),
      ...commands('target-inspection', 'FileSafetyPlan', 'ReportIncident'),
    ],
    proved: [
      ...checked('weixian', 'W5', 'W9'),
      ...tested('unit/target-inspection/fieldwork.test.ts', 'a report follows the incident'),
    ],
  },
  {
    row: 24,
    can: 'name who made the statement of commitment at each meeting',
    served: commands('target-inspection', 'HoldMobilizationMeeting'),
    proved: checked('weixian', 'W6'),
    thin: 'the statement is a name in the meeting’s record, no document of its own',
  },
  {
    row: 25,
    can: 'track what the secretary required as instructions',
    served: [
      ...commands('inspection-round', 'HoldDeploymentMeeting', 'HoldSecretaryMeeting'),
      ...commands('organization', 'RecordInstruction'),
    ],
    proved: tested(
      'unit/organization/instructions.test.ts',
      'the director completes it, not who keeps the register',
    ),
  },
  {
    row: 26,
    can: 'keep source, day, time, channel and readers of a notice',
    served: [
      ...commands('target-inspection', 'RecordNotice'),
      ...commands('inspection-round', 'PublishPressText'),
      ...views('audit-trail'),
    ],
    proved: tested(
      'unit/target-inspection/public-notices.test.ts',
      'a notice is recorded with source, time and readers',
    ),
  },
];
