import { describe, expect, test } from '@jest/globals';
import { clueTransfer } from '../../../domain/clue-transfer/index.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import { CLOCK } from '../../../domain/shared/roles.js';
import { actor } from '../../support/given.js';
import {
  archiveClue,
  chooseHandling,
  clue,
  closeClue,
  closed,
  handled,
  reopenClue,
  resultReported,
} from '../../support/clue.js';

const { given } = clue;

describe('closing', () => {
  test('is the office director’s', () => {
    given(...resultReported)
      .when(closeClue())
      .then({ type: 'ClueClosed' })
      .thenClock({ type: 'DeadlineMet', data: { deadline: 'clue-closing' } })
      .thenState({ status: 'closed', closedOn: '2021-06-30' });
    given(...resultReported)
      .when(closeClue(), actor('officeStaff'))
      .thenRejected('forbidden');
  });

  test('is somebody else’s than whoever acted for the receiver, after the result', () => {
    given(...resultReported)
      .when(closeClue(), actor('officeDirector', 'all', 'disciplineReceiver'))
      .thenRejected('closed-by-receiver');
    given(...handled)
      .when(closeClue())
      .thenRejected('result-not-reported');
    given(...resultReported)
      .when(closeClue({ closedOn: '2021-06-27' }))
      .thenRejected('before-previous-step');
  });
});

describe('reopening', () => {
  test('gives the clue back to its receiver, with a day of its own', () => {
    given(...closed)
      .when(reopenClue())
      .then({ type: 'ClueReopened', data: { reopenedOn: '2021-07-01' } })
      .thenClock({
        type: 'DeadlineSet',
        data: { deadline: 'clue-result-2', rule: 'clue-result', dueOn: '2021-09-30' },
      })
      .thenState({ status: 'received', handling: null, closedOn: null });
    given(...closed, reopenClue())
      .when(chooseHandling({ chosenOn: '2021-07-01' }))
      .then({ type: 'ClueHandlingChosen' });
  });

  test('is for closed clues, with a date ahead', () => {
    given(...resultReported)
      .when(reopenClue())
      .thenRejected('clue-not-closed');
    given(...closed)
      .when(reopenClue({ newDueOn: '2021-07-01' }))
      .thenRejected('new-due-date-past');
  });
});

describe('archiving', () => {
  test('the clock ends the case when the time for reopening is over', () => {
    const { state } = given(...closed);
    // Six months end on 2021-12-30, a Thursday.
    expect(clueTransfer.dueList(state, shippedBook)).toMatchObject([
      { deadline: 'clue-reopening', at: '2021-12-30T16:00:00.000Z', command: archiveClue() },
    ]);
    given(...closed)
      .when({ ...archiveClue(), on: '2021-12-31' }, CLOCK)
      .then({ type: 'ClueArchived', data: { archivedOn: '2021-12-31' } })
      .thenState({ status: 'archived' });
  });

  test('not before, not for a clue reopened meanwhile, and then nothing opens it', () => {
    given(...closed)
      .when({ ...archiveClue(), on: '2021-12-30' }, CLOCK)
      .thenRejected('archive-not-due');
    given(...closed, reopenClue())
      .when({ ...archiveClue(), on: '2021-12-31' }, CLOCK)
      .thenNothing();
    given(...closed, { ...archiveClue(), on: '2021-12-31', by: CLOCK })
      .when(reopenClue())
      .thenRejected('case-closed');
  });
});
