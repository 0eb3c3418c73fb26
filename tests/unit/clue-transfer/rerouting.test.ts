import { describe, expect, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  clue,
  closed,
  detectConflict,
  handled,
  receiveClue,
  received,
  rerouteClue,
  resultReported,
  screened,
  transferClue,
} from '../../support/clue.js';

const { given } = clue;

describe('a conflict', () => {
  test.each([
    ['received', received, 'clue-result'],
    ['handled', handled, 'clue-result'],
    ['reported', resultReported, 'clue-closing'],
  ])('sends a %s clue up by itself, and what was owed is void', (_, history, owed) => {
    given(...history)
      .when(detectConflict())
      .then(
        { type: 'ConflictDetected', data: { receiver: 'discipline' } },
        { type: 'ClueRerouted', data: { receiver: 'upperLevel', reason: 'conflict' } },
      )
      .thenClock(
        { type: 'DeadlineWaived', data: { deadline: owed, reason: 'rerouted' } },
        { type: 'DeadlineSet', data: { deadline: 'clue-sending-2', dueOn: '2021-07-06' } },
      )
      .thenState({ status: 'approved', receiver: 'upperLevel', barred: ['discipline'] });
  });

  test('keeps the receiver of the person away from every later step', () => {
    const up = [...handled, detectConflict(), transferClue({ sentOn: '2021-06-30' })];
    const receipt = receiveClue({ receivedOn: '2021-06-30' });
    given(...up)
      .when(receipt)
      .thenRejected('receiver-in-conflict');
    const both = {
      id: 'both',
      posts: [...actor('officeStaff').posts, ...actor('disciplineReceiver').posts],
    };
    given(...up)
      .when(receipt, both)
      .thenRejected('receiver-in-conflict');
    const { state } = given(...up)
      .when(receipt, actor('officeStaff'))
      .then({ type: 'ClueReceived' });
    expect(state.clock.deadlines['clue-result-upper']?.owner).toBe('officeStaff');
  });

  test('in another body than the receiver is only noted, and noted once', () => {
    const elsewhere = detectConflict({ receiver: 'organization' });
    given(...handled)
      .when(elsewhere)
      .then({ type: 'ConflictDetected' })
      .thenClock()
      .thenState({ status: 'handling', barred: ['organization'] });
    given(...handled, elsewhere)
      .when(elsewhere)
      .thenNothing();
  });

  test('is noted while the clue is under way, in the order of days', () => {
    given(...closed)
      .when(detectConflict({ detectedOn: '2021-07-01' }))
      .thenRejected('clue-not-under-way');
    given(...handled)
      .when(detectConflict({ detectedOn: '2021-06-20' }))
      .thenRejected('before-previous-step');
  });
});

describe('a wrong receiver', () => {
  test('passes the clue on to another, which signs anew', () => {
    given(...received)
      .when(rerouteClue())
      .then({ type: 'ClueRerouted', data: { receiver: 'organization' } })
      .thenClock(
        { type: 'DeadlineWaived', data: { deadline: 'clue-result' } },
        { type: 'DeadlineSet', data: { deadline: 'clue-sending-2' } },
      );
    const on = '2021-06-30';
    given(...received, rerouteClue(), transferClue({ sentOn: on }))
      .when(receiveClue({ receivedOn: on }), actor('organizationReceiver'))
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'clue-receipt-organization' } },
        { type: 'DeadlineSet', data: { deadline: 'clue-result-organization' } },
      );
    given(...received, rerouteClue(), transferClue({ sentOn: on }))
      .when(receiveClue({ receivedOn: on }))
      .thenRejected('not-the-receiver');
  });

  test.each([
    ['receiver-unchanged', { receiver: 'discipline' }],
    ['receiver-unit-mismatch', { receiver: 'competentUnit' }],
    ['before-previous-step', { reroutedOn: '2021-06-09' }],
    ['date-in-future', { reroutedOn: '2021-07-02' }],
  ])('refused: %s', (code, change) => {
    given(...received)
      .when(rerouteClue(change))
      .thenRejected(code);
  });

  test('between the approval and the result, and never sideways in a conflict', () => {
    given(...screened)
      .when(rerouteClue())
      .thenRejected('clue-not-on-its-way');
    given(...handled, detectConflict())
      .when(rerouteClue())
      .thenRejected('conflict-goes-up');
  });
});
