import { expect, test } from '@jest/globals';
import { commonProblem } from '../../../domain/common-problem/index.js';
import { actor } from '../../support/given.js';
import {
  answer,
  answered,
  department,
  identified,
  problem,
  refuse,
  refused,
  send,
  sent,
} from '../../support/common-problem.js';

const { given } = problem;

test('a suggestion goes to a department, which has two months to answer', () => {
  const { state } = given(...identified)
    .when(send())
    .then({ type: 'SuggestionSent', data: { department: 'ZJJ' } })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'suggestion-sending-1' } },
      {
        type: 'DeadlineSet',
        data: {
          deadline: 'suggestion-answer-1',
          rule: 'suggestion-answer',
          owner: 'functionalDepartment',
          ladder: 'S',
          dueOn: '2021-10-09',
        },
      },
    )
    .thenState({ status: 'sent' });
  expect(commonProblem.reach(state)).toEqual(['receiver:ZJJ']);
});

test('the department answers with measures and a day of its own', () => {
  given(...sent)
    .when(answer(), department)
    .then({ type: 'SuggestionAnswered', data: { dueOn: '2021-12-15' } })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'suggestion-answer-1', late: false } },
      {
        type: 'DeadlineSet',
        data: { deadline: 'suggestion-implementation-1', dueOn: '2021-12-15', stated: true },
      },
    )
    .thenState({ status: 'answered' });
});

test('no other department answers, nor the office for it', () => {
  for (const by of [actor('functionalDepartment', 'receiver:SLJ'), actor('officeDirector')])
    given(...sent)
      .when(answer(), by)
      .thenRejected('forbidden');
});

test('a refusal goes back to the office, which sends another suggestion', () => {
  given(...sent)
    .when(refuse(), department)
    .then({ type: 'SuggestionRefused' })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'suggestion-answer-1' } },
      { type: 'DeadlineSet', data: { deadline: 'suggestion-sending-2', dueOn: '2021-09-03' } },
    )
    .thenState({ status: 'refused' });
  const { state } = given(...refused)
    .when(send({ department: 'SLJ', sentOn: '2021-08-23' }))
    .then({ type: 'SuggestionSent' })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'suggestion-sending-2' } },
      { type: 'DeadlineSet', data: { deadline: 'suggestion-answer-2' } },
    )
    .thenState({ status: 'sent', department: 'SLJ', suggestions: 2 });
  expect(commonProblem.reach(state)).toEqual(['receiver:SLJ']);
});

test.each([
  ['suggestion-outstanding', sent, send()],
  ['suggestion-outstanding', answered, send()],
  ['no-suggestion-to-answer', identified, answer()],
  ['no-suggestion-to-answer', refused, refuse()],
  ['no-suggestion-to-answer', answered, answer()],
  ['due-before-answer', sent, answer({ dueOn: '2021-09-05' })],
  ['before-previous-step', identified, send({ sentOn: '2021-08-01' })],
  ['before-previous-step', sent, answer({ answeredOn: '2021-08-08' })],
  ['before-previous-step', sent, refuse({ refusedOn: '2021-08-08' })],
  ['date-in-future', identified, send({ sentOn: '2021-12-31' })],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});
