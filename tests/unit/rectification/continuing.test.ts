import { describe, test } from '@jest/globals';
import {
  continued,
  holdContinuingReview,
  item,
  markContinuing,
  opened,
  submitted,
  verified,
} from '../../support/item.js';

const { given } = item;

describe('marking', () => {
  test('replaces the due date by a review every half year and tells the target', () => {
    given(...opened)
      .when(markContinuing())
      .then({ type: 'ItemMarkedContinuing' })
      .thenClock(
        { type: 'DeadlineWaived', data: { deadline: 'rectification-item' } },
        { type: 'DeadlineSet', data: { deadline: 'continuing-review', dueOn: '2022-04-28' } },
      )
      .thenEffects({
        command: {
          type: 'NoteItemOutcome',
          data: { outcome: 'continuing', on: '2021-10-28' },
        },
      });
  });

  test('a verified item may be continued, a submitted one not', () => {
    given(...verified)
      .when(markContinuing())
      .thenClock(
        { type: 'DeadlineWaived', data: { deadline: 'item-closing' } },
        { type: 'DeadlineSet', data: { deadline: 'continuing-review' } },
      );
    given(...submitted)
      .when(markContinuing())
      .thenRejected('item-not-in-progress');
  });

  test.each([
    ['before-attempt', { on: '2021-09-09' }],
    ['date-in-future', { on: '2021-11-02' }],
  ])('refused: %s', (code, change) => {
    given(...opened)
      .when(markContinuing(change))
      .thenRejected(code);
  });
});

describe('review', () => {
  test('sets the next one', () => {
    given(...continued)
      .when(holdContinuingReview())
      .then({ type: 'ContinuingReviewHeld' })
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'continuing-review', late: false } },
        { type: 'DeadlineSet', data: { deadline: 'continuing-review-2', dueOn: '2022-05-05' } },
      );
  });

  test.each([
    ['review-not-later', { heldOn: '2021-10-28' }],
    ['review-not-later', { heldOn: '2021-10-27' }],
    ['date-in-future', { heldOn: '2021-11-02' }],
  ])('refused: %s', (code, change) => {
    given(...continued)
      .when(holdContinuingReview(change))
      .thenRejected(code);
  });

  test('is held on a continuing item only', () => {
    given(...opened)
      .when(holdContinuingReview())
      .thenRejected('item-not-continuing');
  });
});
