import { expect, test } from '@jest/globals';
import {
  aspects,
  completeTask,
  decomposeRequirement,
} from '../../support/organization-registers.js';
import { office, openOrganization, recordInstruction } from '../../support/organization-story.js';

const { given } = office;
const opened = [openOrganization()];
const required = [...opened, recordInstruction()];
const decomposed = [...required, decomposeRequirement()];

test('five requirements of a conference become five tasks', () => {
  const { state } = given(...required)
    .when(decomposeRequirement())
    .then({ type: 'RequirementDecomposed' });
  expect(Object.values(state.tasks?.['PS-1']?.open ?? {})).toEqual(Array(5).fill(true));
});

test('each is completed by itself, and once', () => {
  const { state } = given(...decomposed)
    .when(completeTask())
    .then({ type: 'TaskCompleted', data: { aspect: 'YQ-1' } });
  expect(state.tasks?.['PS-1']?.open).toMatchObject({ 'YQ-1': false, 'YQ-2': true });
  given(...decomposed, completeTask())
    .when(completeTask())
    .thenNothing();
});

const [first] = aspects;

test.each([
  ['requirement-unknown', opened, decomposeRequirement()],
  ['requirement-decomposed', decomposed, decomposeRequirement()],
  ['aspect-named-twice', required, decomposeRequirement({ aspects: [first, first] })],
  ['date-in-future', required, decomposeRequirement({ decomposedOn: '2026-04-11' })],
  ['task-unknown', required, completeTask()],
  ['task-unknown', decomposed, completeTask({ aspect: 'YQ-6' })],
  ['completed-before-decomposition', decomposed, completeTask({ completedOn: '2026-04-09' })],
  ['date-in-future', decomposed, completeTask({ completedOn: '2026-05-01' })],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});
