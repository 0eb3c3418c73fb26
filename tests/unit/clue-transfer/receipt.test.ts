import { describe, expect, test } from '@jest/globals';
import { actor, digest } from '../../support/given.js';
import {
  RECEIVERS,
  approved,
  clue,
  receiveClue,
  received,
  returnClue,
  returned,
  sent,
  supplementClue,
  wayTo,
} from '../../support/clue.js';

const { given } = clue;

describe('receiving', () => {
  test('starts the three months of Art. 29', () => {
    given(...sent)
      .when(receiveClue())
      .then({ type: 'ClueReceived' })
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'clue-receipt' } },
        { type: 'DeadlineSet', data: { deadline: 'clue-result', dueOn: '2021-09-10' } },
      )
      .thenState({ status: 'received', handlers: ['disciplineReceiver'] });
  });

  test.each(RECEIVERS)('%s signs, and no other body', (...receiver) => {
    const history = wayTo(receiver).slice(0, 4);
    for (const [, role] of RECEIVERS) {
      const verdict = given(...history).when(receiveClue(), actor(role));
      if (role === receiver[1]) verdict.then({ type: 'ClueReceived' });
      else verdict.thenRejected('not-the-receiver');
    }
  });

  test('a competent unit signs by its own people', () => {
    const history = wayTo(RECEIVERS[2]).slice(0, 4);
    given(...history)
      .when(receiveClue(), actor('functionalDepartment', 'receiver:D-3'))
      .then({ type: 'ClueReceived' });
    for (const scope of ['receiver:D-4', 'unit:D-3'])
      given(...history)
        .when(receiveClue(), actor('functionalDepartment', scope))
        .thenRejected('forbidden');
  });

  test('follows the sending', () => {
    given(...approved)
      .when(receiveClue())
      .thenRejected('clue-not-sent');
    given(...sent)
      .when(receiveClue({ receivedOn: '2021-06-08' }))
      .thenRejected('before-previous-step');
  });
});

describe('returning for a supplement', () => {
  test('gives the clue officer five working days; the months go on', () => {
    const { state } = given(...received)
      .when({ ...returnClue(), on: '2021-06-18' })
      .then({ type: 'ClueReturnedForSupplement', data: { reason: 'amountUnclear' } })
      .thenClock({
        type: 'DeadlineSet',
        data: { deadline: 'clue-supplement', owner: 'clueOfficer', dueOn: '2021-06-22' },
      });
    expect(state.clock.deadlines['clue-result']?.status).toBe('running');
  });

  test('ends after five working days, even back-dated, and follows the receipt', () => {
    given(...received)
      .when({ ...returnClue(), on: '2021-06-19' })
      .thenRejected('return-window-passed');
    given(...sent)
      .when(returnClue())
      .thenRejected('clue-not-received');
    given(...received)
      .when({ ...returnClue({ returnedOn: '2021-06-09' }), on: '2021-06-15' })
      .thenRejected('before-previous-step');
  });

  test('is answered by the clue officer with another sealed card', () => {
    given(...returned)
      .when(supplementClue())
      .then({ type: 'ClueSupplemented' })
      .thenClock({ type: 'DeadlineMet', data: { deadline: 'clue-supplement' } })
      .thenState({ status: 'received', sealed: digest('more') });
    given(...returned)
      .when(supplementClue({ sealed: digest('card') }))
      .thenRejected('nothing-supplemented');
    given(...received)
      .when(supplementClue())
      .thenRejected('clue-not-returned');
    given(...returned)
      .when(supplementClue({ supplementedOn: '2021-06-14' }))
      .thenRejected('before-previous-step');
  });
});
