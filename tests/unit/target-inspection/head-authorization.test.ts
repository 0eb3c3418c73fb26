import { expect, test } from '@jest/globals';
import { noteHeadAuthorization } from '../../support/target-lines.js';
import { given, holdMeeting, storyOf } from '../../support/target-story.js';

const { ready } = storyOf();
const taken = noteHeadAuthorization({ authorizedOn: undefined });

test('a group whose new head is not authorized is not stationed', () => {
  const { state } = given(...ready)
    .when(taken)
    .then({ type: 'HeadAuthorizationNoted' })
    .thenEffects();
  expect(state.newHead).toEqual({});
  given(...ready, taken)
    .when(holdMeeting())
    .thenRejected('head-not-authorized');
});

test('once authorized, it is, from that day on', () => {
  given(...ready, taken, noteHeadAuthorization())
    .when(holdMeeting())
    .then({ type: 'MobilizationMeetingHeld' });
  given(...ready, taken, noteHeadAuthorization({ authorizedOn: '2021-05-23' }))
    .when(holdMeeting())
    .thenRejected('head-not-authorized');
});

test('the same word once more changes nothing', () => {
  given(...ready, taken)
    .when(taken)
    .thenNothing();
  given(...ready, noteHeadAuthorization())
    .when(noteHeadAuthorization())
    .thenNothing();
});

test('a first head, of whom the round said nothing, is authorized before the deployment', () => {
  given(...ready)
    .when(holdMeeting())
    .then({ type: 'MobilizationMeetingHeld' });
});
