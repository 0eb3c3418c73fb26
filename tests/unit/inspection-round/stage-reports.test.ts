import { test } from '@jest/globals';
import { round } from '../../support/round.js';
import { decided, issueStageReport, rectifying } from '../../support/round-lines.js';

const { given } = round;

test('the office sums up how far the targets have come', () => {
  given(...rectifying)
    .when(issueStageReport())
    .then({ type: 'StageReportIssued', data: { report: 'JD-1', asOf: 1_200 } });
  given(...rectifying, issueStageReport())
    .when(issueStageReport({ report: 'JD-2' }))
    .then({ type: 'StageReportIssued' });
});

test('one is issued once, while the targets rectify', () => {
  given(...rectifying, issueStageReport())
    .when(issueStageReport())
    .thenRejected('stage-report-already-issued');
  given(...decided)
    .when(issueStageReport())
    .thenRejected('round-not-rectifying');
});

test.each([
  ['issued-before-rectification', { issuedOn: '2021-08-04' }],
  ['date-in-future', { issuedOn: '2023-08-04' }],
])('refused: %s', (code, change) => {
  given(...rectifying)
    .when(issueStageReport(change))
    .thenRejected(code);
});
