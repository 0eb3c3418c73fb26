import { expect, test } from '@jest/globals';
import { findingsStory, supersedeReport } from '../../support/findings-story.js';
import {
  acceptReport,
  given,
  otherHead,
  recordDecision,
  returnReport,
  submitReport,
} from '../../support/target-story.js';

const { reported, accepted, decided } = findingsStory;
const superseded = [...accepted, supersedeReport()];
const acceptAgain = acceptReport({ acceptedOn: '2021-07-16' });

test('a corrected version goes to the office once more', () => {
  given(...accepted)
    .when(supersedeReport())
    .then({ type: 'ReportSuperseded', data: { version: 2 } })
    .thenClock({ type: 'DeadlineSet', data: { deadline: 'office-review-2' } })
    .thenState({ status: 'reportSubmitted', report: { version: 2 }, supersededVersion: 1 });
});

test('the office accepts it, and the limit of the decision goes on', () => {
  const { state } = given(...superseded)
    .when(acceptAgain)
    .then({ type: 'ReportAccepted' })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'office-review-2' } })
    .thenState({ status: 'reportAccepted' });
  expect(state).not.toHaveProperty('supersededVersion');
  given(...accepted, { ...supersedeReport(), by: otherHead })
    .when(acceptAgain, { ...otherHead, posts: [{ role: 'officeStaff', scope: 'all' }] })
    .thenRejected('accepted-by-submitter');
});

test('meetings that are quicker decide on the version accepted before', () => {
  given(...superseded)
    .when(recordDecision())
    .then({ type: 'ReportApproved' }, { type: 'FindingsApproved', data: { findings: ['F1'] } })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'target-decision' } },
      { type: 'DeadlineWaived', data: { deadline: 'office-review-2' } },
      { type: 'DeadlineSet', data: { deadline: 'feedback-after-decision' } },
    )
    .thenState({ status: 'decided' });
  given(...superseded, returnReport({ returnedOn: '2021-07-16' }))
    .when(recordDecision())
    .then({ type: 'ReportApproved' }, { type: 'FindingsApproved' });
  given(...reported)
    .when(recordDecision())
    .thenRejected('report-not-accepted');
});

test('a returned correction is submitted again', () => {
  given(...superseded, returnReport({ returnedOn: '2021-07-16' }))
    .when(submitReport({ version: 3, submittedOn: '2021-07-17' }))
    .then({ type: 'ReportSubmitted' });
});

test('only an accepted report is superseded, before the decision, by the next version', () => {
  given(...reported)
    .when(supersedeReport())
    .thenRejected('report-not-accepted');
  given(...decided)
    .when(supersedeReport({ supersededOn: '2021-07-22' }))
    .thenRejected('report-decided');
  given(...accepted)
    .when(supersedeReport({ version: 3 }))
    .thenRejected('version-out-of-order');
  given(...accepted)
    .when(supersedeReport({ supersededOn: '2021-07-08' }))
    .thenRejected('before-submission');
});
