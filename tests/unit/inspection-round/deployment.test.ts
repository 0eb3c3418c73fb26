import { describe, test } from '@jest/globals';
import {
  approved,
  authorized,
  deployed,
  formGroup,
  grouped,
  holdDeploymentMeeting,
  noteTargetStationed,
  proposed,
  round,
} from '../../support/round.js';

const { given } = round;

describe('the deployment meeting', () => {
  test('sends the groups out and waits for the first stationing', () => {
    given(...authorized)
      .when(holdDeploymentMeeting())
      .then({ type: 'DeploymentMeetingHeld', data: { heldOn: '2021-05-20' } })
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'round-deployment', late: false } },
        { type: 'DeadlineSet', data: { deadline: 'round-stationing', dueOn: '2021-05-22' } },
      )
      .thenState({ status: 'deployed' });
  });

  test('may be entered after a group was stationed', () => {
    given(...authorized, noteTargetStationed())
      .when(holdDeploymentMeeting({ heldOn: '2021-05-21' }))
      .thenClock({ type: 'DeadlineMet', data: { deadline: 'round-deployment', late: true } })
      .thenState({ status: 'stationed', deployedOn: '2021-05-21' });
  });

  test('needs a group for every target and an authorized head for every group', () => {
    given(...proposed)
      .when(holdDeploymentMeeting())
      .thenRejected('round-not-approved');
    given(...approved, formGroup())
      .when(holdDeploymentMeeting())
      .thenRejected('target-without-group');
    given(...grouped)
      .when(holdDeploymentMeeting())
      .thenRejected('head-not-authorized');
  });

  test.each([
    ['deployed-before-authorization', { heldOn: '2021-05-09' }],
    ['date-in-future', { heldOn: '2023-05-20' }],
  ])('refused: %s', (code, change) => {
    given(...authorized)
      .when(holdDeploymentMeeting(change))
      .thenRejected(code);
  });

  test('is recorded once', () => {
    given(...deployed)
      .when(holdDeploymentMeeting())
      .thenRejected('deployment-already-held');
  });
});
