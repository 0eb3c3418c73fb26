import { expect, test } from '@jest/globals';
import { clueTransfer } from '../../../domain/clue-transfer/index.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import { actor } from '../../support/given.js';
import {
  clue,
  dismissClue,
  passClueToPetition,
  registered,
  screenClue,
  screened,
} from '../../support/clue.js';

const { given } = clue;

test('the heads find that it is a clue, and the approval begins', () => {
  given(...registered)
    .when(screenClue())
    .then({ type: 'ClueScreened' })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'clue-screening', late: false } },
      { type: 'DeadlineSet', data: { deadline: 'clue-approval', dueOn: '2021-07-05' } },
    )
    .thenState({ status: 'screened', screenedBy: 'groupHead' });
});

test.each([
  [dismissClue(), 'ClueDismissed', 'dismissed'],
  [passClueToPetition(), 'CluePassedToPetition', 'petition'],
])('what is no clue ends here: $type', (command, type, status) => {
  const { state } = given(...registered)
    .when(command)
    .then({ type })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'clue-screening' } })
    .thenState({ status });
  expect(clueTransfer.closed(state)).toBe(true);
  expect(clueTransfer.dueList(state, shippedBook)).toEqual([]);
  given(...registered, command)
    .when(screenClue())
    .thenRejected('case-closed');
});

test.each([screenClue, dismissClue, passClueToPetition])(
  'two people stand behind it, in the order of the days: $name',
  (command) => {
    given(...registered)
      .when(command(), actor('groupHead', 'all', 'clueOfficer'))
      .thenRejected('screened-by-registrar');
    given(...screened)
      .when(command())
      .thenRejected('clue-not-registered');
    given(...registered)
      .when(command({ heldOn: '2021-05-31' }))
      .thenRejected('before-previous-step');
    given(...registered)
      .when(command({ heldOn: '2021-07-02' }))
      .thenRejected('date-in-future');
  },
);
