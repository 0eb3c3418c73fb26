import { test } from '@jest/globals';
import { actor, uuid } from '../../support/given.js';
import {
  acceptReport,
  given,
  returnReport,
  storyOf,
  submitReport,
} from '../../support/target-story.js';

const { confirmed, withdrawn, reported, accepted } = storyOf();

test('a submitted report waits for the office', () => {
  given(...withdrawn)
    .when(submitReport())
    .then({ type: 'ReportSubmitted' })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'report-after-fieldwork', late: false } },
      { type: 'DeadlineSet', data: { deadline: 'office-review' } },
    );
});

test('a returned report is submitted again under the next version, each with its own deadline', () => {
  given(...reported)
    .when(returnReport())
    .then({ type: 'ReportReturned' })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'office-review' } },
      { type: 'DeadlineSet', data: { deadline: 'report-revision', rule: 'report-revision' } },
    );
  given(...reported, returnReport())
    .when(submitReport({ version: 2, submittedOn: '2021-07-13' }))
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'report-revision' } },
      { type: 'DeadlineSet', data: { deadline: 'office-review-2', rule: 'office-review' } },
    );
  given(...reported, returnReport())
    .when(submitReport())
    .thenRejected('version-out-of-order');
});

test('an accepted report goes to the leading group through the round', () => {
  given(...reported)
    .when(acceptReport())
    .then({ type: 'ReportAccepted' })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'office-review' } },
      { type: 'DeadlineSet', data: { deadline: 'target-decision', dueOn: '2021-07-22' } },
    )
    .thenEffects({
      id: uuid(9),
      command: { type: 'NoteReportAccepted', data: { unit: 'W-T1', acceptedOn: '2021-07-14' } },
    });
});

test('nobody accepts a report of their own', () => {
  const both = {
    id: 'groupHead',
    posts: [...actor('groupHead').posts, ...actor('officeStaff').posts],
  };
  given(...reported)
    .when(acceptReport(), both)
    .thenRejected('accepted-by-submitter');
});

test('submission and answer have their order', () => {
  given(...confirmed)
    .when(submitReport())
    .thenRejected('report-not-due');
  given(...reported)
    .when(submitReport({ version: 2 }))
    .thenRejected('report-not-due');
  given(...withdrawn)
    .when(submitReport({ submittedOn: '2021-06-21' }))
    .thenRejected('before-withdrawal');
  given(...withdrawn)
    .when({ ...submitReport(), on: '2021-07-08' })
    .thenRejected('date-in-future');
  for (const answer of [returnReport, acceptReport]) {
    given(...accepted)
      .when(answer())
      .thenRejected('report-not-submitted');
  }
  given(...reported)
    .when(returnReport({ returnedOn: '2021-07-08' }))
    .thenRejected('before-submission');
  given(...reported)
    .when(acceptReport({ acceptedOn: '2021-07-08' }))
    .thenRejected('before-submission');
});
