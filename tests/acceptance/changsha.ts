import { checked, commands, lists, roles, tested, type AcceptanceRow } from './row.js';

/** Rows 88 to 104: three lines of work in one round. Source: `domain.md` A.5. */
export const changsha: readonly AcceptanceRow[] = [
  {
    row: 88,
    can: 'hold the secretary’s meeting with minutes, attendance, observers and requirements, before any feedback',
    served: commands('inspection-round', 'HoldSecretaryMeeting'),
    proved: checked('changsha', 'C12', 'C14'),
  },
  {
    row: 89,
    can: 'do three lines of work in one round: 14 + 16 + 20 = 50',
    served: [
      ...commands('inspection-round', 'NominateTarget'),
      ...commands('target-inspection', 'RecordLookBackVerdict', 'SubmitSupervisionReport'),
    ],
    proved: checked('changsha', 'C1', 'C10'),
    judgment: 'the upgraded cross line is of type special; supervision adds no coverage',
  },
  {
    row: 90,
    can: 'count 665 findings and 175 ordered at once, and open both numbers to their events',
    served: commands('target-inspection', 'DraftFinding', 'OrderImmediateRectification'),
    proved: checked('changsha', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'C17'),
    judgment: 'the 175 are among the 665; ordered is not done',
  },
  {
    row: 91,
    can: 'use another place’s four integrations',
    served: lists('CITY'),
    proved: checked('changsha', 'C13'),
  },
  {
    row: 92,
    can: 'name three responsibility levels on each item',
    served: commands('target-inspection', 'SubmitPlan', 'NameResponsibilityChain'),
    proved: tested(
      'unit/target-inspection/plan.test.ts',
      'a row may name its task, its responsible posts, a mechanism and the tags of the place',
    ),
  },
  {
    row: 93,
    can: 'press for clues by a ladder of their own',
    served: commands('clue-transfer', 'ReceiveClue', 'ReportClueResult'),
    proved: tested(
      'unit/clue-transfer/limits.test.ts',
      'a clue is watched at every step of every story, until it ends',
    ),
  },
  {
    row: 94,
    can: 'group what many targets share and suggest a mechanism to a department',
    served: commands('common-problem', 'IdentifyCommonProblem', 'SendSuggestion'),
    proved: tested(
      'unit/common-problem/identification.test.ts',
      'findings at several targets become one common problem, which waits for a suggestion',
    ),
  },
  {
    row: 95,
    can: 'note who was invited to a feedback, who came, and who came instead',
    served: commands('target-inspection', 'GiveFeedbackToUnit'),
    proved: tested(
      'unit/target-inspection/feedback.test.ts',
      'is refused when the list contradicts itself',
      'is kept with those represented, and with what they asked for',
    ),
  },
  {
    row: 96,
    can: 'name the six bodies that supervise day by day',
    served: [
      ...lists('COUNTY'),
      ...roles('dailySupervisor'),
      ...commands('target-inspection', 'NameResponsibilityChain'),
    ],
    proved: checked('changsha', 'C11'),
  },
  {
    row: 97,
    can: 'sum up how far the targets have come',
    served: commands('inspection-round', 'IssueStageReport'),
    proved: tested(
      'unit/inspection-round/stage-reports.test.ts',
      'the office sums up how far the targets have come',
    ),
  },
  {
    row: 98,
    can: 'record an accountability with ground, decision and measure',
    served: commands('rectification', 'ProposeAccountability', 'DecideAccountability'),
    proved: tested(
      'unit/rectification/accountability.test.ts',
      'names the ground, the measure and the posts',
      'is another’s than the proposer’s',
    ),
  },
  {
    row: 99,
    can: 'hold a department to its improvement measures by a day',
    served: commands('common-problem', 'AnswerSuggestion', 'ImplementSuggestion'),
    proved: tested(
      'unit/common-problem/suggestion.test.ts',
      'a suggestion goes to a department, which has two months to answer',
      'the department answers with measures and a day of its own',
    ),
  },
  {
    row: 100,
    can: 'set the severity by two, and keep the reason of every change',
    served: commands('target-inspection', 'AssessSeverity', 'ReviseSeverity'),
    proved: [
      ...checked('changsha', 'C15'),
      ...tested(
        'unit/target-inspection/severity.test.ts',
        'a revision keeps the former severity, and its reason',
      ),
    ],
  },
  {
    row: 101,
    can: 'put the facts before the target, which confirms or disputes them',
    served: commands(
      'target-inspection',
      'SubmitFactsToTarget',
      'ConfirmFacts',
      'DisputeFacts',
      'ReviseFacts',
    ),
    proved: tested(
      'unit/target-inspection/fact-confirmation.test.ts',
      'goes to the target with a number and five working days',
      'may be a dispute of some of the facts',
    ),
  },
  {
    row: 102,
    can: 'record which sample was looked at, out of how many, and why',
    served: commands('target-inspection', 'SelectSample'),
    proved: tested(
      'unit/target-inspection/fieldwork.test.ts',
      'a group writes into every ledger and leaves',
    ),
  },
  {
    row: 103,
    can: 'join the inspections of two levels in one round',
    served: commands('inspection-round', 'ProposeRound'),
    proved: tested(
      'unit/inspection-round/lines.test.ts',
      'joins two levels',
      'names the partner of the other level, the own level and the campaign',
    ),
    thin: 'the partner and the mode are recorded; the other level’s own installation is not called',
  },
  {
    row: 104,
    can: 'score the political, the discipline-law and the social effect',
    served: commands('target-inspection', 'ScoreAssessment'),
    proved: checked('changsha', 'C16'),
  },
];
