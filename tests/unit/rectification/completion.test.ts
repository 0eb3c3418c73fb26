import { expect, test } from '@jest/globals';
import {
  item,
  opened,
  reportProgress,
  submitCompletion,
  submitEvidence,
  submitted,
} from '../../support/item.js';

const { given } = item;

test('completion stops the owner’s ladder and starts the verifier’s', () => {
  const { state } = given(...opened, submitEvidence())
    .when(submitCompletion())
    .then({ type: 'CompletionSubmitted' })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'rectification-item', late: false } },
      { type: 'DeadlineSet', data: { deadline: 'verification', dueOn: '2021-11-03' } },
    );
  expect(state.status).toBe('submitted');
});

test('progress alone is no evidence', () => {
  given(...opened, reportProgress({ percent: 100 }))
    .when(submitCompletion())
    .thenRejected('evidence-missing');
});

test.each([
  ['before-attempt', { submittedOn: '2021-09-09' }],
  ['date-in-future', { submittedOn: '2021-11-02' }],
])('refused: %s', (code, change) => {
  given(...opened, submitEvidence())
    .when(submitCompletion(change))
    .thenRejected(code);
});

test('what is submitted is not submitted again', () => {
  given(...submitted)
    .when(submitCompletion())
    .thenRejected('item-not-in-progress');
});
