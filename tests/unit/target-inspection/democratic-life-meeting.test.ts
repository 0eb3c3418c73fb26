import { test } from '@jest/globals';
import { holdLifeMeeting } from '../../support/follow-up.js';
import { given, storyOf } from '../../support/target-story.js';

const { decided, fedBack } = storyOf();

test('the leading body of the target meets within a month of the feedback', () => {
  given(...fedBack)
    .when(holdLifeMeeting())
    .then({ type: 'DemocraticLifeMeetingHeld', data: { attended: 9 } })
    .thenClock({
      type: 'DeadlineMet',
      data: { deadline: 'democratic-life-meeting', dueOn: '2021-09-06', late: false },
    });
});

test('it is held once, and after the feedback', () => {
  given(...decided)
    .when(holdLifeMeeting())
    .thenRejected('feedback-missing');
  given(...fedBack, holdLifeMeeting())
    .when(holdLifeMeeting())
    .thenRejected('democratic-life-meeting-held');
  given(...fedBack)
    .when(holdLifeMeeting({ heldOn: '2021-08-04' }))
    .thenRejected('before-feedback');
  given(...fedBack)
    .when({ ...holdLifeMeeting(), on: '2021-08-24' })
    .thenRejected('date-in-future');
});
