import { describe, expect, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  item,
  opened,
  openItem,
  reportProgress,
  submitEvidence,
  submitted,
} from '../../support/item.js';

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

  test('older than the feedback proves nothing; an order during fieldwork has no such day', () => {
    const planned = openItem({ feedbackOn: '2021-08-05' });
    const old = { observedOn: '2021-08-04' };
    given(planned).when(submitEvidence(old)).thenRejected('evidence-before-feedback');
    given(planned)
      .when(submitEvidence({ observedOn: '2021-08-05' }))
      .then({ type: 'EvidenceSubmitted' });
    given(...opened)
      .when(submitEvidence(old))
      .then({ type: 'EvidenceSubmitted' });
  });

  test('older than the attempt is marked, so that the verifier sees it', () => {
    given(...opened)
      .when(submitEvidence({ observedOn: '2021-09-09' }))
      .then({ type: 'EvidenceSubmitted', data: { predatesAttempt: true } });
    const { decided } = given(...opened).when(submitEvidence({ observedOn: '2021-09-10' }));
    expect(decided[0]?.data).not.toHaveProperty('predatesAttempt');
  });

  test('the same file counts once', () => {
    given(...opened, submitEvidence())
      .when(submitEvidence({ kind: 'photo' }))
      .thenRejected('evidence-already-submitted');
  });
});
