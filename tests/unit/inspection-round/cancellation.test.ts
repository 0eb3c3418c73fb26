import { expect, test } from '@jest/globals';
import {
  cancelRound,
  decided,
  noteTargetFedBack,
  proposed,
  round,
  stationed,
} from '../../support/round.js';

const { given, stream } = round;

test('cancelling stops every ladder and cancels every listed target', () => {
  const { state } = given(...stationed)
    .when(cancelRound())
    .then({ type: 'RoundCancelled' })
    .thenClock({ type: 'DeadlineWaived', data: { deadline: 'round-fieldwork' } })
    .thenEffects(
      { id: `${stream}/target/W-T1`, command: { type: 'CancelTarget' } },
      { id: `${stream}/target/W-T2`, command: { type: 'CancelTarget' } },
    );
  expect(state.status).toBe('cancelled');
});

test('before the approval there is no target to tell', () => {
  given(...proposed)
    .when(cancelRound())
    .then({ type: 'RoundCancelled' })
    .thenEffects();
});

test('a round whose opinions are out is not cancelled', () => {
  given(...decided, noteTargetFedBack())
    .when(cancelRound())
    .thenRejected('feedback-given');
});
