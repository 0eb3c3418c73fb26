import { checked, commands, lists, tested, type AcceptanceRow } from './row.js';

/** Rows 73 to 87: a provincial round. Source: `domain.md` A.4. */
export const henan: readonly AcceptanceRow[] = [
  {
    row: 73,
    can: 'use the same engine at the province, with its own word for an inspection',
    served: commands('inspection-round', 'ProposeRound', 'HoldDeploymentMeeting'),
    proved: [
      ...checked('henan', 'H12'),
      ...tested('unit/organization/tree.test.ts', 'the word for an inspection follows the level'),
    ],
    thin: 'the word is computed; texts of reminders and views still say 巡察 throughout',
  },
  {
    row: 74,
    can: 'send 13 groups to 30 + 6 + 3 = 39 targets, three each and never a fourth',
    served: commands('inspection-round', 'FormGroup', 'NominateTarget'),
    proved: checked('henan', 'H1', 'H2', 'H8', 'L1'),
    judgment: '一托三 is read as exactly three, and as the load limit',
  },
  {
    row: 75,
    can: 'record by which strategy targets were chosen',
    served: commands('inspection-round', 'RecordSelection'),
    proved: checked('henan', 'H11'),
  },
  {
    row: 76,
    can: 'plan a year with its minimums and show how far it has come: 39 of 70',
    served: commands('term-plan', 'SetAnnualPlan', 'ReviseAnnualPlan', 'NoteRoundApproved'),
    proved: checked('henan', 'H4', 'H5'),
    judgment: 'that the sixth round is the first of the year’s two is our reading',
  },
  {
    row: 77,
    can: 'follow one theme over several rounds',
    served: commands('organization', 'OpenCampaign', 'LinkToCampaign'),
    proved: checked('henan', 'H3', 'H6'),
    judgment: 'the thirty counties of the year before are other counties',
  },
  {
    row: 78,
    can: 'take a conference’s requirements apart into tasks for units',
    served: commands('organization', 'DecomposeRequirement', 'CompleteTask'),
    proved: checked('henan', 'H10'),
  },
  {
    row: 79,
    can: 'reach down to villages, and carry their figures up',
    served: [
      ...commands('organization', 'RegisterOrganization', 'ReportFigures'),
      ...commands('term-plan', 'AddUnits'),
    ],
    proved: [
      ...checked('mengzhou', 'M1'),
      ...tested(
        'unit/organization/figures.test.ts',
        'sums an organization with everything below it',
        'ten counties with three rounds each give thirty',
      ),
    ],
  },
  {
    row: 80,
    can: 'keep a focus scheme per year, also where only its name is known',
    served: lists('PROVINCE-2019'),
    proved: tested(
      'unit/organization/local-lists.test.ts',
      'say of which rules only the name is known',
    ),
    judgment: 'the texts of 六围绕、一加强 and 五个持续 are not in the article',
  },
  {
    row: 81,
    can: 'file findings under every harm to the public that the article names',
    served: lists('COUNTY'),
    proved: tested(
      'unit/organization/local-lists.test.ts',
      'have a leaf for every problem that the sources name',
    ),
  },
  {
    row: 82,
    can: 'say which of four responsibilities a finding touches',
    served: [...lists('PROVINCE'), ...commands('target-inspection', 'DraftFinding')],
    proved: tested(
      'unit/target-inspection/findings.test.ts',
      'a finding may say whose responsibility it is, and whether it touches the key few',
    ),
  },
  {
    row: 83,
    can: 'keep the temporary Party branch of each group with its meetings',
    served: commands('inspection-round', 'SetUpTemporaryBranch', 'HoldBranchMeeting'),
    proved: checked('henan', 'H7'),
  },
  {
    row: 84,
    can: 'have every member sign every pledge, and station no group that lacks one',
    served: commands('inspection-round', 'SetPledges', 'SignPledge'),
    proved: checked('henan', 'H9', 'H14'),
    judgment: 'the texts of the three rules are not in the article',
  },
  {
    row: 85,
    can: 'track what a superior’s inspection found in the own organization',
    served: commands(
      'organization',
      'RecordUpstreamFinding',
      'ReportUpstreamProgress',
      'CompleteUpstreamRectification',
    ),
    proved: tested(
      'unit/organization/upstream.test.ts',
      'a finding of a superior is owed by the day that one named',
    ),
    thin: 'a register with a deadline each, not a whole rectification with items and verification',
  },
  {
    row: 86,
    can: 'keep what the office told the press, with source and time',
    served: commands('inspection-round', 'PublishPressText'),
    proved: tested(
      'unit/inspection-round/publicity.test.ts',
      'a text for the press is recorded with source, time, channel and reads',
    ),
  },
  {
    row: 87,
    can: 'hold province, cities and counties in one tree: figures go up, guidance goes down',
    served: commands('organization', 'RegisterOrganization', 'ReportFigures', 'SendGuidance'),
    proved: [
      ...checked('henan', 'H13'),
      ...tested(
        'unit/organization/tree.test.ts',
        'guidance goes down to organizations of the tree',
      ),
    ],
    thin: 'one installation keeps one office’s rounds; lower levels report figures into it, they do not work in it',
  },
];
