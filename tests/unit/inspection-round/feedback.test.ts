import { describe, test } from '@jest/globals';
import { decided, heard, noteTargetFedBack, rectifying, round } from '../../support/round.js';

const { given } = round;

describe('feedback', () => {
  test('starts with the first target', () => {
    given(...decided)
      .when(noteTargetFedBack())
      .then({ type: 'TargetFeedbackNoted' }, { type: 'FeedbackStarted' })
      .thenState({ status: 'feedingBack' });
  });

  test('the last one opens the rectification period from the latest day', () => {
    given(...decided, noteTargetFedBack({ receivedOn: '2021-08-06' }))
      .when(noteTargetFedBack({ unit: 'W-T2' }))
      .then(
        { type: 'TargetFeedbackNoted' },
        { type: 'FeedbackCompleted', data: { completedOn: '2021-08-06' } },
        { type: 'RectificationPeriodOpened', data: { openedOn: '2021-08-06' } },
      )
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'round-feedback' } },
        {
          type: 'DeadlineSet',
          data: { deadline: 'rectification-outer-limit', dueOn: '2022-08-08' },
        },
      )
      .thenState({ status: 'rectifying' });
  });

  test('is noted once, of known units, after the decision', () => {
    given(...decided, noteTargetFedBack())
      .when(noteTargetFedBack())
      .thenNothing();
    given(...decided)
      .when(noteTargetFedBack({ unit: 'W-T9' }))
      .thenRejected('target-unknown');
    given(...heard)
      .when(noteTargetFedBack())
      .thenRejected('round-not-decided');
    given(...rectifying)
      .when(noteTargetFedBack())
      .thenRejected('round-not-decided');
  });
});
