import { describe, test } from '@jest/globals';
import {
  deployed,
  noteTargetStationed,
  noteTargetWithdrawn,
  proposed,
  round,
  stationed,
} from '../../support/round.js';

const { given } = round;

describe('stationing', () => {
  test('the first target opens the fieldwork', () => {
    given(...deployed)
      .when(noteTargetStationed())
      .then({ type: 'TargetStationedNoted' }, { type: 'RoundStationed' })
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'round-stationing', late: false } },
        { type: 'DeadlineSet', data: { deadline: 'round-fieldwork', dueOn: '2021-06-22' } },
      );
  });

  test('the second is only noted, and noted once', () => {
    const history = [...deployed, noteTargetStationed()];
    given(...history)
      .when(noteTargetStationed({ unit: 'W-T2' }))
      .then({ type: 'TargetStationedNoted' });
    given(...history)
      .when(noteTargetStationed())
      .thenNothing();
  });

  test.each([noteTargetStationed, noteTargetWithdrawn])(
    'an unknown unit, or a round not approved, is refused',
    (note) => {
      given(...deployed)
        .when(note({ unit: 'W-T9' }))
        .thenRejected('target-unknown');
      given(...proposed)
        .when(note())
        .thenRejected('round-not-approved');
    },
  );
});

describe('withdrawal', () => {
  test('the last group ends the fieldwork on the latest day, whatever the order', () => {
    given(...stationed, noteTargetWithdrawn({ withdrawnOn: '2021-06-24' }))
      .when(noteTargetWithdrawn({ unit: 'W-T2' }))
      .then(
        { type: 'TargetWithdrawnNoted' },
        { type: 'FieldworkEnded', data: { endedOn: '2021-06-24' } },
      )
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'round-fieldwork', late: true } },
        { type: 'DeadlineSet', data: { deadline: 'secretary-meeting-hears', dueOn: '2021-07-26' } },
      );
  });

  test('is noted once', () => {
    given(...stationed, noteTargetWithdrawn())
      .when(noteTargetWithdrawn())
      .thenNothing();
  });
});
