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

/** Rows 27 to 56: a county-level city’s whole term. Source: `domain.md` A.2. */
export const mengzhou: readonly AcceptanceRow[] = [
  {
    row: 27,
    can: 'tell the roles of the leading group apart',
    served: roles('leadingGroupHead', 'executiveDeputyHead', 'leadingGroupMember'),
    proved: tested('unit/inspection-round/approval.test.ts', 'nobody approves their own proposal'),
  },
  {
    row: 28,
    can: 'count written instructions and meetings of the standing committee',
    served: commands('organization', 'RecordInstruction', 'RecordCommitteeMeeting'),
    proved: [
      ...checked('mengzhou', 'M10'),
      ...tested(
        'unit/organization/registers.test.ts',
        'meetings of the standing committee are counted, each once',
      ),
    ],
  },
  {
    row: 29,
    can: 'register what the committee settled about organization, premises, posts and funds',
    served: commands('organization', 'RecordMatter'),
    proved: tested('unit/organization/matters.test.ts', 'what the committee settled is registered'),
  },
  {
    row: 30,
    can: 'give the information officer a post of their own, on machines without internet',
    served: roles('informationOfficer'),
    proved: tested('unit/process.test.ts', 'a sender without the post, whatever the state'),
    thin: 'the post reads figures and plans; no command is its own. Nothing in the product reaches outside, but no test runs without a network',
  },
  {
    row: 31,
    can: 'keep the catalog of targets in nine categories, each under its parent',
    served: [...commands('term-plan', 'OpenTerm', 'AddUnits'), ...lists('COUNTY')],
    proved: [
      ...checked('mengzhou', 'M9'),
      ...tested(
        'unit/term-plan/catalog.test.ts',
        'a batch is added whole, its parents first, or refused line by line',
      ),
    ],
    judgment: 'townships, enterprises and institutions count among the 72',
  },
  {
    row: 32,
    can: 'plan the coverage of a term and list who was never inspected',
    served: [
      ...commands('term-plan', 'OpenTerm', 'ExemptUnit'),
      ...routes('GET /api/term-plan/{id}/coverage'),
    ],
    proved: checked('mengzhou', 'M8'),
  },
  {
    row: 33,
    can: 'keep checklists by category, version after version',
    served: commands('term-plan', 'PublishChecklist'),
    proved: tested(
      'unit/term-plan/catalog.test.ts',
      'checklists of a category follow each other by version',
    ),
  },
  {
    row: 34,
    can: 'keep the three focuses as data',
    served: [...lists('THREE-FOCUSES'), ...commands('organization', 'PublishList')],
    proved: tested(
      'unit/organization/local-lists.test.ts',
      'can all be published as they are',
      'hold the figures of the sources',
    ),
  },
  {
    row: 35,
    can: 'inspect in at least four ways, each with its own path',
    served: commands('inspection-round', 'NominateTarget'),
    proved: [
      ...checked('mengzhou', 'M7'),
      ...tested(
        'unit/target-inspection/flexible-arrival.test.ts',
        'notice, safety plans and stationing fall on one day',
      ),
    ],
  },
  {
    row: 36,
    can: 'record the village method: assessments, education, questionnaires, visits',
    served: commands(
      'target-inspection',
      'TallyAssessment',
      'HoldEducationSession',
      'TallyQuestionnaires',
      'RecordSiteVisit',
    ),
    proved: tested(
      'unit/target-inspection/fieldwork.test.ts',
      'a group writes into every ledger and leaves',
      'nobody votes twice in an assessment',
    ),
  },
  {
    row: 37,
    can: 'record which leaders came to a feedback meeting and what they required',
    served: commands('target-inspection', 'GiveFeedbackToUnit'),
    proved: tested(
      'unit/target-inspection/feedback.test.ts',
      'is kept with those represented, and with what they asked for',
    ),
  },
  {
    row: 38,
    can: 'send a copy to the leader in charge, against a receipt',
    served: commands('target-inspection', 'SendCopyNotice', 'ConfirmCopyNotice'),
    proved: tested(
      'unit/target-inspection/distribution.test.ts',
      'a copy notice goes to the leader in charge, who confirms it',
    ),
  },
  {
    row: 39,
    can: 'have the target claim every finding, one by one, before it may plan',
    served: commands('target-inspection', 'ClaimFinding', 'SubmitPlan'),
    proved: checked('mengzhou', 'M15'),
  },
  {
    row: 40,
    can: 'bind the principal’s signed pledge to report and attachments',
    served: commands('target-inspection', 'SubmitRectificationReport'),
    proved: [
      ...checked('mengzhou', 'M16'),
      ...tested(
        'unit/target-inspection/rectification-report.test.ts',
        'the pledge is bound to every attachment, and to one version of the report',
      ),
    ],
  },
  {
    row: 41,
    can: 'make results known inside the Party and to society, each by its own rules',
    served: commands(
      'target-inspection',
      'DecideExemption',
      'NotifyParty',
      'ApprovePublicReport',
      'PublishReport',
    ),
    proved: tested(
      'unit/target-inspection/publication.test.ts',
      'the Party is told, by its own deadline',
      'society reads the approved text, by its own deadline',
    ),
  },
  {
    row: 42,
    can: 'let other bodies supervise day by day, and hold to account on named grounds',
    served: [
      ...roles('dailySupervisor'),
      ...commands('rectification', 'ProposeAccountability', 'DecideAccountability'),
    ],
    proved: tested(
      'unit/rectification/accountability.test.ts',
      'names the ground, the measure and the posts',
    ),
  },
  {
    row: 43,
    can: 'choose targets after consulting, with a score that rests on the answers',
    served: commands(
      'inspection-round',
      'RequestConsultation',
      'RecordConsultationAnswer',
      'RecordSelection',
    ),
    proved: tested(
      'unit/inspection-round/selection.test.ts',
      'the strategy is recorded with the scores and the letters they rest on',
      'a letter counts once it is answered',
    ),
  },
  {
    row: 44,
    can: 'ask other bodies before the round, with a day for the answer and key people and matters by number',
    served: commands('inspection-round', 'SendInquiry', 'RecordInquiryAnswer'),
    proved: [
      ...checked('mengzhou', 'M13'),
      ...tested(
        'unit/inspection-round/letters.test.ts',
        'an answer names key people and matters by their number alone',
      ),
    ],
  },
  {
    row: 45,
    can: 'ask departments for cadres and note what they send',
    served: commands('organization', 'RequestSecondment', 'AnswerSecondment'),
    proved: tested(
      'unit/organization/secondments.test.ts',
      'a department is asked for cadres, and reminded to answer',
    ),
  },
  {
    row: 46,
    can: 'mark findings by the topics of a special check',
    served: commands('target-inspection', 'DraftFinding', 'SubmitSpecialReport'),
    proved: tested(
      'unit/target-inspection/special-reports.test.ts',
      'a special report stands beside the inspection report',
    ),
  },
  {
    row: 47,
    can: 'pair groups with supervision rooms and the petition office, and ask them with a day for the answer',
    served: commands('organization', 'SetPairings', 'AskQuestion', 'AnswerQuestion'),
    proved: tested(
      'unit/organization/pairings.test.ts',
      'four groups are paired with one body each',
      'a question has a day for its answer',
    ),
  },
  {
    row: 48,
    can: 'set down what bodies tell each other',
    served: [...commands('organization', 'SetSharingRules'), ...roles('officeDirector')],
    proved: tested(
      'unit/organization/sharing-rules.test.ts',
      'bodies set down what they tell each other, and the same rules change nothing',
    ),
    thin: 'the rules are a register; access rights do not follow from them',
  },
  {
    row: 49,
    can: 'compute the share of experienced inspectors',
    served: commands('organization', 'AdmitInspectors'),
    proved: [
      ...checked('mengzhou', 'M11'),
      ...tested(
        'unit/organization/inspector-pool.test.ts',
        'a pool of 130, of whom more than nine in ten are experienced, is counted and not typed',
      ),
    ],
    judgment: 'more than 90 % is of the inspectors, 130 of the pool: two denominators',
  },
  {
    row: 50,
    can: 'keep the pool with expertise and history, and refuse a recused member everything of that target',
    served: [
      ...commands('organization', 'AdmitInspector', 'ReleaseInspector'),
      ...commands('inspection-round', 'DeclareRecusal', 'DecideRecusal'),
    ],
    proved: [
      ...checked('mengzhou', 'M12'),
      ...tested(
        'unit/target-inspection/recusal.test.ts',
        'whoever is recused is refused, the rest of the group is not',
      ),
    ],
  },
  {
    row: 51,
    can: 'keep the office’s own rules, version after version',
    served: commands('organization', 'IssueOfficeRule', 'RepealOfficeRule'),
    proved: [
      ...checked('mengzhou', 'M12'),
      ...tested('unit/organization/registers.test.ts', 'a rule goes from version to version'),
    ],
  },
  {
    row: 52,
    can: 'file findings under every problem the article names',
    served: lists('COUNTY'),
    proved: tested(
      'unit/organization/local-lists.test.ts',
      'have a leaf for every problem that the sources name',
    ),
  },
  {
    row: 53,
    can: 'rectify at once, in the concentrated period, or continuing',
    served: commands('target-inspection', 'OrderImmediateRectification', 'SubmitPlan'),
    proved: checked('mengzhou', 'M14'),
  },
  {
    row: 54,
    can: 'handle a clue on the fast track, and link rounds to a thematic campaign',
    served: [
      ...commands('clue-transfer', 'GrantFastTrack'),
      ...commands('organization', 'OpenCampaign', 'LinkToCampaign'),
    ],
    proved: [
      ...tested(
        'unit/clue-transfer/approval.test.ts',
        'leaves a day for the approval, and a working day for the sending',
      ),
      ...tested(
        'unit/organization/campaigns.test.ts',
        'rounds count in it: thirty counties, then thirty more with nine bodies',
      ),
    ],
    thin: 'a campaign links rounds, not single findings',
  },
  {
    row: 55,
    can: 'reproduce the six figures of the term from events, money in fen with its “at least”',
    served: [...routes('GET /api/statistics/term'), ...views('statistic-facts')],
    proved: checked('mengzhou', 'M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M17'),
    judgment:
      'the split over rounds and targets is ours; the 180 clues are not split by receiver in print',
  },
  {
    row: 56,
    can: 'give one person several posts',
    served: roles('executiveDeputyHead', 'disciplineReceiver'),
    proved: tested('unit/process.test.ts', 'a post that reaches the case is enough'),
  },
];
