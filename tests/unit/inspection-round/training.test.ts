import { describe, test } from '@jest/globals';
import { digest } from '../../support/given.js';
import {
  approved,
  approveWorkPlan,
  grouped,
  proposed,
  recordTraining,
  round,
} from '../../support/round.js';

const { given } = round;

describe('a training', () => {
  test('is recorded with its attendance; the same record once more changes nothing', () => {
    given(...approved)
      .when(recordTraining())
      .then({ type: 'TrainingRecorded', data: { attended: 12, hours: 16 } });
    given(...approved, recordTraining())
      .when(recordTraining())
      .thenNothing();
    given(...approved, recordTraining())
      .when(recordTraining({ document: digest('second training') }))
      .then({ type: 'TrainingRecorded' });
  });

  test.each([
    ['trained-before-approval', { heldOn: '2021-05-05' }],
    ['date-in-future', { heldOn: '2023-01-01' }],
  ])('refused: %s', (code, change) => {
    given(...approved)
      .when(recordTraining(change))
      .thenRejected(code);
  });

  test('needs an approved round', () => {
    given(...proposed)
      .when(recordTraining())
      .thenRejected('round-not-approved');
  });
});

describe('the work plan of a group', () => {
  test('is approved once', () => {
    given(...grouped)
      .when(approveWorkPlan())
      .then({ type: 'WorkPlanApproved', data: { group: 1 } });
    given(...grouped, approveWorkPlan())
      .when(approveWorkPlan())
      .thenRejected('work-plan-already-approved');
  });

  test.each([
    ['group-unknown', { group: 9 }],
    ['planned-before-approval', { approvedOn: '2021-05-05' }],
    ['date-in-future', { approvedOn: '2023-01-01' }],
  ])('refused: %s', (code, change) => {
    given(...grouped)
      .when(approveWorkPlan(change))
      .thenRejected(code);
  });
});
