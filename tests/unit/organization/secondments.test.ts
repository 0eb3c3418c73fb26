import { test } from '@jest/globals';
import { answerSecondment, requestSecondment } from '../../support/organization-registers.js';
import { office, openOrganization } from '../../support/organization-story.js';

const { given } = office;
const opened = [openOrganization()];
const requested = [...opened, requestSecondment()];
const answered = [...requested, answerSecondment()];

test('a department is asked for cadres, and reminded to answer', () => {
  given(...opened)
    .when(requestSecondment())
    .then({ type: 'SecondmentRequested', data: { number: 5 } })
    .thenClock({
      type: 'DeadlineSet',
      data: {
        deadline: 'secondment-answer-JD-1',
        rule: 'secondment-answer',
        dueOn: '2026-04-24',
        stated: true,
        owner: 'officeStaff',
      },
    });
});

test('its answer says how many it sends, and settles the limit', () => {
  given(...requested)
    .when(answerSecondment())
    .then({ type: 'SecondmentAnswered', data: { granted: 4 } })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'secondment-answer-JD-1', late: false } })
    .thenState({ secondments: { 'JD-1': { number: 5, granted: 4 } } });
});

test('a department that declines has answered too', () => {
  given(...requested, answerSecondment({ granted: 0 }))
    .when(answerSecondment())
    .thenRejected('request-answered');
});

test.each([
  ['request-exists', requested, requestSecondment()],
  ['due-before-sending', opened, requestSecondment({ dueOn: '2026-04-09' })],
  ['date-in-future', opened, requestSecondment({ sentOn: '2026-04-11' })],
  ['request-unknown', opened, answerSecondment()],
  ['request-answered', answered, answerSecondment()],
  ['more-granted-than-asked', requested, answerSecondment({ granted: 6 })],
  ['answered-before-sending', requested, answerSecondment({ answeredOn: '2026-04-09' })],
  ['date-in-future', requested, answerSecondment({ answeredOn: '2026-04-21' })],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});
