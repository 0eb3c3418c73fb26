import { describe, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import { earlier } from '../../support/round-lines.js';
import {
  approved,
  approveRound,
  nominateTarget,
  proposed,
  proposeRound,
  rejectRound,
  round,
} from '../../support/round.js';

const { given, stream } = round;

describe('approval', () => {
  test('pins the pack, lists every target and starts the time for the deployment', () => {
    given(...proposed)
      .when(approveRound())
      .then({ type: 'PolicyPackPinned' }, { type: 'RoundApproved' })
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'round-approval', late: false } },
        { type: 'DeadlineSet', data: { deadline: 'round-deployment', dueOn: '2021-05-20' } },
      )
      .thenEffects(
        {
          process: 'target-inspection',
          id: `${stream}/target/W-T1`,
          command: {
            type: 'ListTarget',
            data: { round: stream, number: 'XC-10-12-W-T1', unit: 'W-T1', type: 'regular' },
          },
        },
        { id: `${stream}/target/W-T2`, command: { type: 'ListTarget' } },
      );
  });

  test('a look-back target takes its link along', () => {
    const lookBackOf = earlier('F1');
    given(proposeRound(), nominateTarget({ type: 'lookBack', lookBackOf }))
      .when(approveRound())
      .thenEffects({ command: { type: 'ListTarget', data: { type: 'lookBack', lookBackOf } } });
  });

  test('an upgraded cross target takes its modes and its committee along', () => {
    const lines = { modes: ['upgraded', 'cross'], owner: { code: 'X-C1', name: '甲县县委' } };
    given(proposeRound(), nominateTarget({ type: 'special', ...lines }))
      .when(approveRound())
      .thenEffects({ command: { type: 'ListTarget', data: { type: 'special', ...lines } } });
  });

  test.each([
    ['deployment-after-stationing', { deploymentOn: '2021-05-23' }],
    ['deployment-before-approval', { deploymentOn: '2021-05-05' }],
    ['decided-before-proposal', { approvedOn: '2021-04-30' }],
  ])('refused: %s', (code, change) => {
    given(...proposed)
      .when(approveRound(change))
      .thenRejected(code);
  });

  test('a date to come is refused', () => {
    given(...proposed)
      .when({ ...approveRound(), on: '2021-05-05' })
      .thenRejected('date-in-future');
  });

  test('nobody approves their own proposal', () => {
    const both = {
      id: 'both',
      posts: [...actor('officeDirector').posts, ...actor('executiveDeputyHead').posts],
    };
    given({ ...proposeRound(), by: both }, nominateTarget())
      .when(approveRound(), both)
      .thenRejected('own-proposal');
  });

  test('without targets, or a second time, is refused', () => {
    given(proposeRound()).when(approveRound()).thenRejected('no-targets');
    given(...approved)
      .when(approveRound())
      .thenRejected('round-not-proposed');
  });
});

describe('rejection', () => {
  test('ends the round', () => {
    given(...proposed)
      .when(rejectRound())
      .then({ type: 'RoundRejected' })
      .thenClock({ type: 'DeadlineMet', data: { deadline: 'round-approval' } })
      .thenState({ status: 'rejected' });
    given(...proposed, rejectRound())
      .when(approveRound())
      .thenRejected('case-closed');
  });
});
