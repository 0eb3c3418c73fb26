import { describe, expect, test } from '@jest/globals';
import * as field from '../../support/fieldwork.js';
import {
  given,
  holdMeeting,
  listTarget,
  storyOf,
  withdrawGroup,
} from '../../support/target-story.js';
import type { Command } from '../../../domain/process.js';

const { ready, stationed, withdrawn } = storyOf();

test('a group writes into every ledger and leaves', () => {
  given(...field.recorded)
    .when(withdrawGroup())
    .then({ type: 'IntakeChannelClosed' }, { type: 'GroupWithdrawn' });
});

/** Every entry with a number of its own: its builder, and the member that holds its day. */
const ENTRIES: readonly [string, typeof field.recordInterview, string][] = [
  ['interview', field.recordInterview, 'heldOn'],
  ['borrowed document', field.borrowDocument, 'borrowedOn'],
  ['visit', field.visitSite, 'visitedOn'],
  ['sample', field.selectSample, 'selectedOn'],
  ['education session', field.holdEducation, 'heldOn'],
  ['questionnaire tally', field.tallyQuestionnaires, 'talliedOn'],
  ['assessment', field.tallyAssessment, 'talliedOn'],
  ['group meeting', field.holdGroupMeeting, 'heldOn'],
  ['weekly progress', field.reportProgress, 'reportedOn'],
  ['communication', field.recordCommunication, 'heldOn'],
  ['incident', field.reportIncident, 'reportedOn'],
  ['key list', field.drawUpKeyList, 'drawnUpOn'],
];

describe.each(ENTRIES)('%s', (_name, build, day) => {
  const early: Command = build({ [day]: '2021-05-21', occurredOn: '2021-05-20' });
  const enough = field.issueQuestionnaires();

  test('is entered once under its number', () => {
    given(...stationed, enough, build())
      .when(build())
      .thenRejected('entry-exists');
  });
  test('is nothing from before the stationing', () => {
    const { occurredOn: _not, ...rest } = early.data as Record<string, unknown>;
    const usual = build().data as Record<string, unknown>;
    const data = Object.hasOwn(usual, 'occurredOn') ? early.data : rest;
    given(...stationed, enough)
      .when({ type: early.type, data })
      .thenRejected('before-stationing');
  });
  test('is entered while the group is there', () => {
    given(...ready)
      .when(build())
      .thenRejected('not-in-fieldwork');
    given(...withdrawn)
      .when(build())
      .thenRejected('not-in-fieldwork');
  });
  test('is nothing from the future', () => {
    given(...stationed, enough)
      .when({ ...build(), on: '2021-05-22' })
      .thenRejected('date-in-future');
  });
});

test('one inspector alone holds no interview', () => {
  given(...stationed)
    .when(field.recordInterview({ inspectors: ['member-1', 'member-1'] }))
    .thenRejected('one-inspector');
});

test('a group meeting needs more than its head', () => {
  given(...stationed)
    .when(field.holdGroupMeeting({ present: ['head-1'] }))
    .thenRejected('nobody-to-meet');
});

test('a report follows the incident', () => {
  given(...stationed)
    .when(field.reportIncident({ occurredOn: '2021-05-31' }))
    .thenRejected('reported-before-incident');
});

test('a borrowed document comes back once, and before the group leaves', () => {
  given(...stationed)
    .when(field.returnDocument())
    .thenRejected('document-unknown');
  given(...stationed, field.borrowDocument())
    .when(field.returnDocument({ returnedOn: '2021-05-23' }))
    .thenRejected('returned-before-borrowed');
  given(...stationed, field.borrowDocument(), field.returnDocument())
    .when(field.returnDocument())
    .thenRejected('document-returned');
  given(...stationed, field.borrowDocument())
    .when(withdrawGroup())
    .thenRejected('documents-out');
});

test('a group does not leave before its last entry', () => {
  given(...stationed, field.visitSite({ visitedOn: '2021-06-22' }))
    .when(withdrawGroup({ withdrawnOn: '2021-06-21' }))
    .thenRejected('before-last-work');
});

test('a petition is routed once, also after the group has left', () => {
  given(...stationed)
    .when(field.routePetition())
    .thenRejected('no-petition');
  const taken = field.recorded.slice(0, stationed.length + 2);
  given(...taken)
    .when(field.routePetition({ petition: 2 }))
    .thenRejected('petition-unknown');
  given(...taken)
    .when(field.routePetition({ routedOn: '2021-05-21' }))
    .thenRejected('before-stationing');
  given(...taken, field.routePetition())
    .when(field.routePetition())
    .thenRejected('petition-routed');
  given(...taken, withdrawGroup())
    .when(field.routePetition({ routedOn: '2021-06-24' }))
    .then({ type: 'PetitionRouted', data: { petition: 1, to: 'petitionOffice' } });
});

test('more questionnaires than went out do not come back, and nobody answers twice', () => {
  given(...stationed)
    .when(field.tallyQuestionnaires())
    .thenRejected('more-returned-than-issued');
  const answers = [{ option: 'A', count: 41 }];
  given(...stationed)
    .when(field.tallyQuestionnaires({ returned: 40, questions: [{ question: 'Q1', answers }] }))
    .thenRejected('more-answers-than-returned');
  given(...stationed)
    .when(field.issueQuestionnaires({ issuedOn: '2021-05-21' }))
    .thenRejected('before-stationing');
});

test('nobody votes twice in an assessment', () => {
  given(...stationed)
    .when(field.tallyAssessment({ present: 39 }))
    .thenRejected('more-votes-than-present');
});

test('half way through a mid-term report is owed, and filed once', () => {
  given(...ready)
    .when(holdMeeting())
    .thenState({
      clock: { deadlines: { 'midterm-report': { dueOn: '2021-06-07', status: 'running' } } },
    });
  given(...stationed)
    .when(field.fileMidtermReport({ filedOn: '2021-05-21' }))
    .thenRejected('before-stationing');
  given(...stationed)
    .when(field.fileMidtermReport())
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'midterm-report' } });
  given(...stationed, field.fileMidtermReport())
    .when(field.fileMidtermReport())
    .thenRejected('midterm-report-filed');
});

test('a fieldwork of one day has no middle', () => {
  const { ready: short } = storyOf(listTarget({ plannedTo: '2021-05-22' }));
  const { state } = given(...short).when(holdMeeting());
  expect(state.clock.deadlines['midterm-report']).toBeUndefined();
});
