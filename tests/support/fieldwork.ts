import { command, digest } from './given.js';
import { openChannel, registerPetition, storyOf } from './target-story.js';

/** What a group writes down while it is at the target; each builder takes changes. */
export const recordInterview = command('RecordInterview', {
  interview: 'T-1',
  heldOn: '2021-05-26',
  inspectors: ['member-1', 'member-2'],
  interviewee: 'middleManager',
  record: digest('interview'),
});
export const borrowDocument = command('BorrowDocument', {
  document: 'J-1',
  title: '会议记录本',
  copies: 2,
  borrowedOn: '2021-05-24',
});
export const returnDocument = command('ReturnDocument', {
  document: 'J-1',
  returnedOn: '2021-06-10',
});
export const routePetition = command('RoutePetition', {
  petition: 1,
  to: 'petitionOffice',
  routedOn: '2021-05-26',
});
export const visitSite = command('RecordSiteVisit', {
  visit: 'S-1',
  visitedOn: '2021-06-02',
  place: '下属卫生院',
  households: 6,
  record: digest('visit'),
});
export const selectSample = command('SelectSample', {
  sample: 'Y-1',
  selectedOn: '2021-05-27',
  level: 'point',
  chosen: ['下属卫生院'],
  outOf: 12,
  record: digest('sample'),
});
export const holdEducation = command('HoldEducationSession', {
  session: 'E-1',
  heldOn: '2021-06-03',
  attended: 30,
  record: digest('session'),
});
export const issueQuestionnaires = command('IssueQuestionnaires', {
  issuedOn: '2021-05-25',
  count: 20,
});
export const tallyQuestionnaires = command('TallyQuestionnaires', {
  tally: 'W-1',
  talliedOn: '2021-06-04',
  returned: 60,
  questions: [
    {
      question: 'Q1',
      answers: [
        { option: 'A', count: 50 },
        { option: 'B', count: 8 },
      ],
    },
  ],
});
export const tallyAssessment = command('TallyAssessment', {
  tally: 'P-1',
  talliedOn: '2021-06-04',
  present: 40,
  subject: 'leadingBody',
  votes: { good: 30, fair: 6, poor: 2, unknown: 2 },
});
export const holdGroupMeeting = command('HoldGroupMeeting', {
  meeting: 'Z-1',
  heldOn: '2021-06-03',
  present: ['head-1', 'member-1'],
  minutes: digest('group minutes'),
});
export const reportProgress = command('ReportFieldworkProgress', {
  report: 'WK-1',
  reportedOn: '2021-05-28',
  document: digest('week 1'),
});
export const recordCommunication = command('RecordCommunication', {
  communication: 'G-1',
  heldOn: '2021-05-31',
  with: 'principal',
  record: digest('talk'),
});
export const reportIncident = command('ReportIncident', {
  incident: 'I-1',
  kind: 'health',
  occurredOn: '2021-05-30',
  reportedOn: '2021-05-30',
  to: 'leadingGroup',
  document: digest('incident'),
});
export const drawUpKeyList = command('DrawUpKeyList', {
  list: 'K-1',
  kind: 'matters',
  entries: 4,
  drawnUpOn: '2021-05-24',
  document: digest('key matters'),
});
export const fileMidtermReport = command('FileMidtermReport', {
  filedOn: '2021-06-06',
  document: digest('half time'),
});

/** A group that has written something into every ledger, and owes the target nothing any more. */
export const recorded = [
  ...storyOf().stationed,
  openChannel(),
  registerPetition(),
  routePetition(),
  drawUpKeyList(),
  borrowDocument(),
  issueQuestionnaires(),
  recordInterview(),
  selectSample(),
  reportProgress(),
  reportIncident(),
  recordCommunication(),
  visitSite(),
  holdEducation(),
  holdGroupMeeting(),
  tallyQuestionnaires(),
  tallyAssessment(),
  fileMidtermReport(),
  returnDocument(),
];
