import { test } from '@jest/globals';
import { actor } from '../../support/given.js';
import { clue, handled, received, reportResult } from '../../support/clue.js';

const { given } = clue;

test('the result answers the three months, and the office has five working days', () => {
  given(...handled)
    .when(reportResult())
    .then({ type: 'ClueResultReported', data: { outcome: 'reminded' } })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'clue-result', late: false } },
      { type: 'DeadlineSet', data: { deadline: 'clue-closing', dueOn: '2021-07-05' } },
    )
    .thenState({ status: 'reported' });
});

test('a late result is recorded as late', () => {
  given(...handled)
    .when({ ...reportResult({ reportedOn: '2021-09-13' }), on: '2021-09-13' })
    .thenClock({ type: 'DeadlineMet', data: { late: true } }, { type: 'DeadlineSet' });
});

test('is the receiver’s, once it has chosen its handling', () => {
  given(...handled)
    .when(reportResult(), actor('organizationReceiver'))
    .thenRejected('not-the-receiver');
  given(...received)
    .when(reportResult())
    .thenRejected('handling-not-chosen');
  given(...handled)
    .when(reportResult({ reportedOn: '2021-06-20' }))
    .thenRejected('before-previous-step');
});
