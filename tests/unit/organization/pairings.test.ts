import { test } from '@jest/globals';
import { answerQuestion, askQuestion, setPairings } from '../../support/organization-registers.js';
import { office, openOrganization } from '../../support/organization-story.js';

const { given } = office;
const opened = [openOrganization()];
const paired = [...opened, setPairings()];
const asked = [...opened, askQuestion()];
const pair = { group: 1, with: '审计局' };

test('four groups are paired with one body each', () => {
  const pairings = [1, 2, 3, 4].map((group) => ({ group, with: `第${group}监督检查室` }));
  given(...opened)
    .when(setPairings({ pairings }))
    .then({ type: 'PairingsSet', data: { pairings } });
});

test('the same pairs change nothing, in whatever order; others take their place', () => {
  const reversed = [
    { group: 2, with: '信访室' },
    { group: 1, with: '第一监督检查室' },
  ];
  given(...paired)
    .when(setPairings({ pairings: reversed }))
    .thenNothing();
  given(...paired)
    .when(setPairings({ pairings: [pair] }))
    .then({ type: 'PairingsSet' })
    .thenState({ pairings: { table: [pair] } });
});

test('a question has a day for its answer', () => {
  given(...opened)
    .when(askQuestion())
    .then({ type: 'QuestionAsked' })
    .thenClock({
      type: 'DeadlineSet',
      data: { deadline: 'question-answer-WX-1', rule: 'question-answer', dueOn: '2026-04-17' },
    });
  given(...asked)
    .when(answerQuestion())
    .then({ type: 'QuestionAnswered' })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'question-answer-WX-1' } });
});

test.each([
  ['group-paired-twice', opened, setPairings({ pairings: [pair, pair] })],
  ['before-last-pairings', paired, setPairings({ pairings: [pair], setOn: '2026-04-09' })],
  ['date-in-future', opened, setPairings({ setOn: '2026-04-11' })],
  ['question-exists', asked, askQuestion()],
  ['due-before-asking', opened, askQuestion({ dueOn: '2026-04-09' })],
  ['date-in-future', opened, askQuestion({ askedOn: '2026-04-11' })],
  ['question-unknown', opened, answerQuestion()],
  ['question-answered', [...asked, answerQuestion()], answerQuestion()],
  ['answered-before-asking', asked, answerQuestion({ answeredOn: '2026-04-09' })],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});
