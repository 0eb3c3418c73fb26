import { expect, test } from '@jest/globals';
import { assessed, cancelRound, closeRound, round, targetsClosed } from '../../support/round.js';

const { given } = round;

test('the office director closes the assessed round, and nothing of it runs on', () => {
  const { state } = given(...assessed)
    .when(closeRound())
    .then({ type: 'RoundClosed', data: { closedOn: '2022-01-05' } })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'round-closing', late: false } });
  const left = Object.values(state.clock.deadlines).filter(({ status }) => status === 'running');
  expect(left).toEqual([]);
});

test('a round is closed after its assessment', () => {
  given(...targetsClosed)
    .when(closeRound())
    .thenRejected('round-not-assessed');
  given(...assessed)
    .when(closeRound({ closedOn: '2021-12-19' }))
    .thenRejected('closed-before-assessment');
  given(...assessed)
    .when(closeRound({ closedOn: '2023-12-19' }))
    .thenRejected('date-in-future');
});

test('a closed round takes no command', () => {
  given(...assessed, closeRound())
    .when(cancelRound())
    .thenRejected('case-closed');
});
