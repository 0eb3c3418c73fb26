import { describe, test } from '@jest/globals';
import { earlier } from '../../support/round-lines.js';
import {
  approved,
  nominateTarget,
  proposed,
  proposeRound,
  round,
  withdrawTarget,
} from '../../support/round.js';

const { given } = round;
const owner = { code: 'X-C1', name: '甲县县委' };
const lookBackOf = earlier('F1');

describe('proposing', () => {
  test('a round starts the leading group’s limit', () => {
    given()
      .when(proposeRound())
      .then({ type: 'RoundProposed', data: { number: 'XC-10-12', sequence: 12 } })
      .thenClock({
        type: 'DeadlineSet',
        data: { deadline: 'round-approval', anchorOn: '2021-05-01', dueOn: '2021-05-18' },
      });
  });

  test.each([
    ['period-reversed', { plannedTo: '2021-05-21' }],
    ['pack-unknown', { pack: { pack: 'county-default', version: 9 } }],
    ['date-in-future', { proposedOn: '2023-05-01' }],
  ])('refused: %s', (code, change) => {
    given().when(proposeRound(change)).thenRejected(code);
  });

  test('a second time under the same id is refused', () => {
    given(proposeRound()).when(proposeRound()).thenRejected('already-open');
  });
});

describe('nominating', () => {
  test('types mix in one round, and a look-back names the earlier inspection', () => {
    given(...proposed)
      .when(nominateTarget({ unit: 'W-T7', type: 'lookBack', lookBackOf }))
      .then({ type: 'TargetNominated', data: { unit: 'W-T7', lookBackOf } });
  });

  test.each([
    { modes: ['upgraded', 'cross'], owner },
    { modes: ['joint', 'upgraded'], owner },
    { modes: ['cross'], owner },
    { modes: ['joint'] },
    { modes: [] },
  ])('lines of work stand beside the type: %j', (lines) => {
    given(...proposed)
      .when(nominateTarget({ unit: 'W-T7', type: 'special', ...lines }))
      .then({ type: 'TargetNominated', data: { type: 'special', ...lines } });
  });

  test.each([
    ['target-already-nominated', {}],
    ['owning-committee-missing', { unit: 'W-T7', modes: ['upgraded'] }],
    ['owning-committee-missing', { unit: 'W-T7', modes: ['joint', 'cross'] }],
    ['owning-committee-unexpected', { unit: 'W-T7', owner }],
    ['owning-committee-unexpected', { unit: 'W-T7', modes: ['joint'], owner }],
    ['mode-named-twice', { unit: 'W-T7', modes: ['cross', 'cross'], owner }],
    ['look-back-link', { unit: 'W-T7', type: 'lookBack' }],
    ['look-back-link', { unit: 'W-T7', lookBackOf }],
    [
      'look-back-link',
      { unit: 'W-T7', type: 'lookBack', lookBackOf: { ...lookBackOf, inspection: 'never held' } },
    ],
  ])('refused: %s', (code, change) => {
    given(...proposed)
      .when(nominateTarget(change))
      .thenRejected(code);
  });

  test('is over once the round is approved', () => {
    given(...approved)
      .when(nominateTarget({ unit: 'W-T3' }))
      .thenRejected('round-not-proposed');
  });

  test('an odd unit code is a unit code like any other', () => {
    given(proposeRound())
      .when(nominateTarget({ unit: 'constructor' }))
      .then({ type: 'TargetNominated' });
    given(...proposed)
      .when(withdrawTarget({ unit: 'constructor' }))
      .thenRejected('target-unknown');
  });
});

describe('withdrawing a target', () => {
  test('takes it off the list', () => {
    given(...proposed)
      .when(withdrawTarget())
      .then({ type: 'TargetWithdrawn', data: { unit: 'W-T1' } });
    given(...proposed, withdrawTarget())
      .when(withdrawTarget())
      .thenRejected('target-unknown');
  });
});
