import { expect, test } from '@jest/globals';
import { commonProblem } from '../../../domain/common-problem/index.js';
import {
  answered,
  close,
  closed,
  department,
  givenUp,
  identified,
  implement,
  implemented,
  problem,
  refused,
  sent,
} from '../../support/common-problem.js';

const { given } = problem;

test('measures are carried out and counted, and the office closes the case', () => {
  given(...answered)
    .when(implement(), department)
    .then({ type: 'SuggestionImplemented', data: { rules: 2 } })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'suggestion-implementation-1' } },
      {
        type: 'DeadlineSet',
        data: {
          deadline: 'common-problem-closing-1',
          owner: 'officeDirector',
          dueOn: '2021-12-24',
        },
      },
    );
  const { state } = given(...implemented)
    .when(close())
    .then({ type: 'CommonProblemClosed' })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'common-problem-closing-1' } })
    .thenState({ status: 'closed' });
  expect(commonProblem.closed(state)).toBe(true);
});

test('a problem that no department takes up is closed as not pursued, and owes nothing more', () => {
  given(...refused)
    .when(close({ closedOn: '2021-08-30', outcome: 'notPursued' }))
    .then({ type: 'CommonProblemClosed', data: { outcome: 'notPursued' } })
    .thenClock({
      type: 'DeadlineWaived',
      data: { deadline: 'suggestion-sending-2', reason: 'not-pursued' },
    });
  expect(commonProblem.closed(given(...givenUp).state)).toBe(true);
});

test.each([
  ['suggestion-not-answered', sent, implement()],
  ['suggestion-not-answered', implemented, implement()],
  ['suggestion-outstanding', sent, close()],
  ['suggestion-outstanding', answered, close()],
  ['outcome-does-not-fit', identified, close()],
  ['outcome-does-not-fit', implemented, close({ outcome: 'notPursued' })],
  ['before-previous-step', answered, implement({ implementedOn: '2021-09-05' })],
  ['before-previous-step', implemented, close({ closedOn: '2021-12-09' })],
  ['date-in-future', answered, implement({ implementedOn: '2021-12-31' })],
  ['case-closed', closed, close()],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});
