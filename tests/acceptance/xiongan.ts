import { checked, commands, lists, rules, tested, type AcceptanceRow } from './row.js';

/** Rows 57 to 72: an upgraded cross inspection with double feedback. Source: `domain.md` A.3. */
export const xiongan: readonly AcceptanceRow[] = [
  {
    row: 57,
    can: 'inspect another level’s unit with a group from another county',
    served: commands('inspection-round', 'NominateTarget', 'FormGroup'),
    proved: [
      ...checked('xiongan', 'X12'),
      ...tested(
        'unit/inspection-round/preparation.test.ts',
        'a cross inspection is not left to a group of the target’s own committee',
      ),
    ],
  },
  {
    row: 58,
    can: 'keep type and mode of an inspection apart: special, upgraded and cross',
    served: commands('inspection-round', 'NominateTarget'),
    proved: checked('xiongan', 'X12'),
  },
  {
    row: 59,
    can: 'list six departments of three counties',
    served: commands('inspection-round', 'NominateTarget'),
    proved: checked('xiongan', 'X1', 'X3'),
    judgment: 'four named kinds and two unnamed is one reading of the sentence',
  },
  {
    row: 60,
    can: 'send out three cross groups',
    served: commands('inspection-round', 'FormGroup'),
    proved: checked('xiongan', 'X2'),
  },
  {
    row: 61,
    can: 'check the order of all dates from fieldwork to feedback',
    served: [
      ...commands('inspection-round', 'HoldLeadingGroupMeeting', 'HoldSecretaryMeeting'),
      ...rules('secretary-meeting-hears', 'feedback-after-decision'),
    ],
    proved: checked('xiongan', 'X5'),
    judgment: 'months are the article’s, days ours; the secretary’s meeting is ours',
  },
  {
    row: 62,
    can: 'keep the focus of a special inspection as data',
    served: lists('PROJECTS-2021'),
    proved: tested('unit/organization/local-lists.test.ts', 'hold the figures of the sources'),
  },
  {
    row: 63,
    can: 'feed back on two tracks with different authors and addressees',
    served: commands(
      'target-inspection',
      'IssueFeedbackLetters',
      'GiveFeedbackToOwningCommittee',
      'GiveFeedbackToUnit',
    ),
    proved: checked('xiongan', 'X4'),
  },
  {
    row: 64,
    can: 'refuse feedback to a unit before its county has it',
    served: commands('target-inspection', 'GiveFeedbackToUnit'),
    proved: checked('xiongan', 'X5', 'X6'),
  },
  {
    row: 65,
    can: 'record the collective talk with the county’s four posts',
    served: commands('target-inspection', 'HoldCollectiveTalk'),
    proved: checked('xiongan', 'X8'),
  },
  {
    row: 66,
    can: 'hold the unit meeting in its order and refuse one that lacks an item',
    served: commands('target-inspection', 'GiveFeedbackToUnit'),
    proved: checked('xiongan', 'X7'),
  },
  {
    row: 67,
    can: 'record who attended the feedback',
    served: commands('target-inspection', 'GiveFeedbackToUnit'),
    proved: tested(
      'unit/target-inspection/feedback.test.ts',
      'is kept with those represented, and with what they asked for',
    ),
  },
  {
    row: 68,
    can: 'send a letter to the unit and one to its principal, each against a receipt',
    served: commands('target-inspection', 'IssueFeedbackLetters', 'ConfirmLetterReceipt'),
    proved: checked('xiongan', 'X4'),
  },
  {
    row: 69,
    can: 'name who answers for the rectification at which level',
    served: commands('target-inspection', 'NameResponsibilityChain'),
    proved: checked('xiongan', 'X9'),
    thin: 'the ladder tells roles, not the posts that the chain names',
  },
  {
    row: 70,
    can: 'tag measures by the four integrations, whose words are the place’s own',
    served: [...lists('NEW-AREA'), ...commands('target-inspection', 'SubmitPlan')],
    proved: checked('xiongan', 'X10'),
  },
  {
    row: 71,
    can: 'plan with problem, task and responsibility lists and a lasting mechanism',
    served: commands('target-inspection', 'SubmitPlan'),
    proved: tested(
      'unit/target-inspection/plan.test.ts',
      'a row may name its task, its responsible posts, a mechanism and the tags of the place',
    ),
  },
  {
    row: 72,
    can: 'hold to account for weak, false and perfunctory rectification',
    served: commands('rectification', 'ProposeAccountability', 'FindFalseRectification'),
    proved: [
      ...checked('xiongan', 'X11'),
      ...tested(
        'unit/rectification/accountability.test.ts',
        'names the ground, the measure and the posts',
      ),
    ],
  },
];
