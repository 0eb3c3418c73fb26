import { describe, test } from '@jest/globals';
import {
  authorized,
  decided,
  heard,
  holdLeadingGroupMeeting,
  holdSecretaryMeeting,
  noteReportAccepted,
  noteTargetStationed,
  noteTargetWithdrawn,
  reported,
  round,
  stationed,
  withdrawn,
} from '../../support/round.js';

const { given, stream } = round;

describe('reports', () => {
  test('the last accepted one starts the leading group’s limit', () => {
    given(...withdrawn)
      .when(noteReportAccepted())
      .then({ type: 'TargetReportNoted' })
      .thenClock();
    given(...withdrawn, noteReportAccepted())
      .when(noteReportAccepted({ unit: 'W-T2' }))
      .thenClock({
        type: 'DeadlineSet',
        data: { deadline: 'leading-group-hears', dueOn: '2021-07-23' },
      });
  });

  test('are noted once, of known units', () => {
    given(...reported)
      .when(noteReportAccepted())
      .thenNothing();
    given(...withdrawn)
      .when(noteReportAccepted({ unit: 'W-T9' }))
      .thenRejected('target-unknown');
  });
});

describe('the leading group', () => {
  test('hears the round', () => {
    given(...reported)
      .when(holdLeadingGroupMeeting())
      .then({ type: 'LeadingGroupMeetingHeld' })
      .thenClock({ type: 'DeadlineMet', data: { deadline: 'leading-group-hears', late: false } });
  });

  test('waits for the end of the fieldwork, every report and the deployment meeting', () => {
    given(...stationed)
      .when(holdLeadingGroupMeeting())
      .thenRejected('fieldwork-not-ended');
    given(...withdrawn, noteReportAccepted())
      .when(holdLeadingGroupMeeting())
      .thenRejected('reports-missing');
    const undeployed = [undefined, { unit: 'W-T2' }].flatMap((unit) => [
      noteTargetStationed(unit),
      noteTargetWithdrawn(unit),
      noteReportAccepted(unit),
    ]);
    given(...authorized, ...undeployed)
      .when(holdLeadingGroupMeeting())
      .thenRejected('deployment-missing');
  });

  test.each([
    ['heard-before-reports', { heldOn: '2021-07-08' }],
    ['date-in-future', { heldOn: '2023-07-08' }],
  ])('refused: %s', (code, change) => {
    given(...reported)
      .when(holdLeadingGroupMeeting(change))
      .thenRejected(code);
  });
});

describe('the secretary’s meeting', () => {
  test('decides, and every target is told', () => {
    given(...heard)
      .when(holdSecretaryMeeting())
      .then({ type: 'SecretaryMeetingHeld' })
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'secretary-meeting-hears', late: false } },
        { type: 'DeadlineSet', data: { deadline: 'round-feedback', dueOn: '2021-08-11' } },
      )
      .thenEffects(
        {
          id: `${stream}/target/W-T1`,
          command: { type: 'RecordDecision', data: { decidedOn: '2021-07-21' } },
        },
        { id: `${stream}/target/W-T2`, command: { type: 'RecordDecision' } },
      );
  });

  test('follows the leading group', () => {
    given(...reported)
      .when(holdSecretaryMeeting())
      .thenRejected('leading-group-not-heard');
    given(...heard)
      .when(holdSecretaryMeeting({ heldOn: '2021-07-15' }))
      .thenRejected('heard-before-leading-group');
    given(...decided)
      .when(holdSecretaryMeeting())
      .thenRejected('leading-group-not-heard');
  });
});
