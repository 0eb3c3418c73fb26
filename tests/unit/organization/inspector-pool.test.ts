import { expect, test } from '@jest/globals';
import { poolFigures } from '../../../domain/organization/inspectors.js';
import {
  admission,
  admitInspector,
  admitInspectors,
  releaseInspector,
} from '../../support/organization-registers.js';
import { office, openOrganization } from '../../support/organization-story.js';

const { given } = office;
const opened = [openOrganization()];
const admitted = [...opened, admitInspector()];
const released = [...admitted, releaseInspector()];

test('an inspector joins the pool by a pseudonymous id', () => {
  const { state } = given(...opened)
    .when(admitInspector())
    .then({ type: 'InspectorAdmitted', data: { inspector: 'inspector-1', homeUnit: 'W-D1' } });
  expect(state.inspectors).toEqual({
    'inspector-1': {
      kind: 'pool',
      experienced: true,
      expertise: ['discipline', 'finance'],
      admittedOn: '2026-04-10',
    },
  });
});

test('who leaves is counted no more, and leaves once', () => {
  const { state } = given(...admitted)
    .when(releaseInspector())
    .then({ type: 'InspectorReleased' });
  expect(poolFigures(state)).toEqual({ total: 0, experienced: 0, percent: 0 });
  given(...released)
    .when(releaseInspector())
    .thenNothing();
});

test('who left may come back', () => {
  const { state } = given(...released)
    .when(admitInspector({ admittedOn: '2026-05-06' }, '2026-05-06'))
    .then({ type: 'InspectorAdmitted' });
  expect(poolFigures(state).total).toBe(1);
});

test('a pool of 130, of whom more than nine in ten are experienced, is counted and not typed', () => {
  const lines = Array.from({ length: 130 }, (_, index) => ({
    ...admission,
    inspector: `inspector-${index + 1}`,
    experienced: index < 119,
  }));
  const { state, decided } = given(...opened).when(admitInspectors(lines));
  expect(decided).toHaveLength(130);
  expect(poolFigures(state)).toEqual({ total: 130, experienced: 119, percent: 91 });
});

test('a list of inspectors is taken as a whole or not at all, and every line at fault is named', () => {
  const other = { ...admission, inspector: 'inspector-2' };
  const verdict = given(...admitted)
    .when(admitInspectors([admission, other, other]))
    .thenRejected('lines-refused');
  expect(verdict.state.inspectors).not.toHaveProperty('inspector-2');
  given(...opened)
    .when(admitInspectors([{ ...admission, admittedOn: '2026-04-11' }]))
    .thenRejected('lines-refused');
});

test.each([
  ['inspector-exists', admitted, admitInspector()],
  ['admitted-before-release', released, admitInspector({ admittedOn: '2026-04-19' }, '2026-05-06')],
  ['inspector-unknown', opened, releaseInspector()],
  ['inspector-unknown', admitted, releaseInspector({ inspector: 'constructor' })],
  ['released-before-admission', admitted, releaseInspector({ releasedOn: '2026-04-09' })],
  ['date-in-future', opened, admitInspector({ admittedOn: '2026-04-11' })],
  ['date-in-future', admitted, releaseInspector({ releasedOn: '2026-04-21' })],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});
