import { describe, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  chooseHandling,
  clue,
  extendHandling,
  handled,
  received,
  reportProgress,
  resultReported,
  sent,
} from '../../support/clue.js';

const { given } = clue;

describe('choosing', () => {
  test.each(['talkAndLetter', 'preliminaryVerification', 'hold', 'conclude'])('%s', (handling) => {
    given(...received)
      .when(chooseHandling({ handling }))
      .then({ type: 'ClueHandlingChosen', data: { handling } })
      .thenClock()
      .thenState({ status: 'handling', handling });
  });

  test('may change, and the same choice is already so', () => {
    given(...handled)
      .when(chooseHandling({ handling: 'preliminaryVerification' }))
      .thenState({ handling: 'preliminaryVerification' });
    given(...handled)
      .when(chooseHandling())
      .thenNothing();
  });

  test('is the receiver’s, after the receipt', () => {
    given(...received)
      .when(chooseHandling(), actor('organizationReceiver'))
      .thenRejected('not-the-receiver');
    given(...sent)
      .when(chooseHandling())
      .thenRejected('clue-not-with-receiver');
    given(...received)
      .when(chooseHandling({ chosenOn: '2021-06-09' }))
      .thenRejected('before-previous-step');
  });
});

test('progress is one word, and filing is one of them', () => {
  given(...handled)
    .when(reportProgress({ progress: 'caseFiled' }))
    .then({ type: 'ClueProgressReported', data: { progress: 'caseFiled' } })
    .thenClock();
  given(...received)
    .when(reportProgress())
    .thenRejected('handling-not-chosen');
  given(...handled)
    .when(reportProgress({ reportedOn: '2021-06-20' }))
    .thenRejected('before-previous-step');
});

describe('more time', () => {
  test('is the executive deputy head’s to give, and the first due day stays on record', () => {
    given(...handled)
      .when(extendHandling())
      .then({ type: 'ClueHandlingExtended' })
      .thenClock({
        type: 'DeadlineExtended',
        data: {
          deadline: 'clue-result',
          originalDueOn: '2021-09-10',
          fromDueOn: '2021-09-10',
          dueOn: '2021-12-10',
          reason: 'complexity',
        },
      });
    given(...handled)
      .when(extendHandling(), actor('officeDirector'))
      .thenRejected('forbidden');
  });

  test.each([
    ['extension-not-later', { untilOn: '2021-09-10' }],
    ['date-in-future', { extendedOn: '2021-07-02' }],
    ['before-previous-step', { extendedOn: '2021-06-20' }],
  ])('refused: %s', (code, change) => {
    given(...handled)
      .when(extendHandling(change))
      .thenRejected(code);
  });

  test('comes before the due day ends, and while the receiver has the clue', () => {
    given(...handled)
      .when({ ...extendHandling(), on: '2021-09-11' })
      .thenRejected('due-day-passed');
    given(...resultReported)
      .when(extendHandling())
      .thenRejected('clue-not-with-receiver');
  });
});
