import { describe, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import { item, opened, reportProgress, submitEvidence, submitted } from '../../support/item.js';

const { given } = item;

describe('progress', () => {
  test('is reported and moves no deadline', () => {
    given(...opened)
      .when(reportProgress())
      .then({ type: 'ProgressReported', data: { percent: 40 } })
      .thenClock();
  });

  test.each([
    ['before-attempt', { reportedOn: '2021-09-09' }],
    ['date-in-future', { reportedOn: '2021-11-02' }],
  ])('refused: %s', (code, change) => {
    given(...opened)
      .when(reportProgress(change))
      .thenRejected(code);
  });

  test('is the own unit’s to report, while the item is worked on', () => {
    given(...opened)
      .when(reportProgress(), actor('targetOwner', 'unit:W-T2'))
      .thenRejected('forbidden');
    given(...submitted)
      .when(reportProgress())
      .thenRejected('item-not-in-progress');
  });
});

describe('evidence', () => {
  test('keeps the day it speaks of apart from the day it came in', () => {
    given(...opened)
      .when(submitEvidence(), actor('targetOwner', 'unit:W-T1'))
      .then({
        type: 'EvidenceSubmitted',
        data: { observedOn: '2021-10-08', receivedOn: '2021-10-09' },
      });
  });

  test.each([
    ['received-before-observed', { observedOn: '2021-10-10' }],
    ['date-in-future', { receivedOn: '2021-11-02' }],
  ])('refused: %s', (code, change) => {
    given(...opened)
      .when(submitEvidence(change))
      .thenRejected(code);
  });

  test('the same file counts once', () => {
    given(...opened, submitEvidence())
      .when(submitEvidence({ kind: 'photo' }))
      .thenRejected('evidence-already-submitted');
  });
});
