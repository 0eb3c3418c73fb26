import { expect, test } from '@jest/globals';
import { commonProblem } from '../../../domain/common-problem/index.js';
import { digest, uuid } from '../../support/given.js';
import { identified, identify, problem } from '../../support/common-problem.js';

const { given } = problem;

test('findings at several targets become one common problem, which waits for a suggestion', () => {
  const { state } = given()
    .when(identify())
    .then({ type: 'CommonProblemIdentified', data: { taxonomy: 'LIVING-DRAINAGE' } })
    .thenClock({
      type: 'DeadlineSet',
      data: {
        deadline: 'suggestion-sending-1',
        rule: 'suggestion-sending',
        owner: 'officeStaff',
        dueOn: '2021-08-16',
      },
    })
    .thenState({ status: 'identified', number: 'GX-2021-1' });
  expect(commonProblem.number(state)).toBe('GX-2021-1');
  expect(commonProblem.reach(state)).toEqual([]);
});

test('it is identified once', () => {
  given(...identified)
    .when(identify())
    .thenRejected('already-open');
});

const occurrence = { target: `target-inspection-${uuid(7)}`, finding: 'F1' };

test.each([
  ['pack-unknown', { pack: { pack: 'county-default', version: 99 } }],
  ['occurrence-named-twice', { occurrences: [occurrence, occurrence] }],
  ['date-in-future', { identifiedOn: '2021-12-31' }],
])('refused: %s', (code, changes) => {
  given().when(identify(changes)).thenRejected(code);
});

test.each([
  ['one finding is not common', { occurrences: [occurrence] }],
  ['a finding stands at a target', { occurrences: [occurrence, { ...occurrence, target: 'x' }] }],
  [
    'and at no other kind of case',
    { occurrences: [occurrence, { ...occurrence, target: `rectification-${uuid(7)}` }] },
  ],
  ['no document belongs to it', { document: digest('x') }],
])('no such command: %s', (_, changes) => {
  const schema = commonProblem.commands.get('IdentifyCommonProblem')?.data;
  expect(schema?.safeParse(identify().data).success).toBe(true);
  expect(schema?.safeParse(identify(changes).data).success).toBe(false);
});
