import { test } from '@jest/globals';
import { findingsStory, mergeFindings, submitSpecialReport } from '../../support/findings-story.js';
import { acceptReport, given, submitReport } from '../../support/target-story.js';

const { confirmed, withdrawn, decided, twoWithdrawn } = findingsStory;

test('a special report stands beside the inspection report', () => {
  given(...withdrawn)
    .when(submitSpecialReport())
    .then({ type: 'SpecialReportSubmitted', data: { report: 'ZT-1', findings: ['F1'] } })
    .thenState({ status: 'withdrawn', specialReports: ['ZT-1'] });
  given(...withdrawn, submitSpecialReport(), submitReport(), acceptReport())
    .when(submitSpecialReport({ report: 'ZT-2', submittedOn: '2021-07-15' }))
    .then({ type: 'SpecialReportSubmitted' })
    .thenState({ status: 'reportAccepted', specialReports: ['ZT-1', 'ZT-2'] });
  given(...withdrawn, submitSpecialReport())
    .when(submitSpecialReport())
    .thenRejected('special-report-exists');
});

test('it is due between withdrawal and decision', () => {
  given(...confirmed)
    .when(submitSpecialReport())
    .thenRejected('special-report-not-due');
  given(...decided)
    .when(submitSpecialReport())
    .thenRejected('special-report-not-due');
  given(...withdrawn)
    .when(submitSpecialReport({ submittedOn: '2021-06-21' }))
    .thenRejected('before-withdrawal');
});

test('it rests on findings that stand', () => {
  given(...withdrawn)
    .when(submitSpecialReport({ findings: ['F9'] }))
    .thenRejected('finding-unknown');
  given(...withdrawn)
    .when(submitSpecialReport({ findings: ['F1', 'F1'] }))
    .thenRejected('finding-named-twice');
  given(...twoWithdrawn, mergeFindings())
    .when(submitSpecialReport({ findings: ['F2'] }))
    .thenRejected('finding-gone');
});
