import { expect, test } from '@jest/globals';
import {
  assignGroup,
  fileSafetyPlan,
  given,
  holdMeeting,
  listTarget,
  noteGroupSafetyPlan,
  notePledges,
  notify,
} from '../../support/target-story.js';

const ready = [
  listTarget(),
  assignGroup({ pledgesRequired: true }),
  notify(),
  fileSafetyPlan(),
  noteGroupSafetyPlan(),
];

test('a group is not stationed before all of it have signed', () => {
  given(...ready)
    .when(holdMeeting())
    .thenRejected('pledge-missing');
  given(...ready, notePledges())
    .when(holdMeeting())
    .then({ type: 'MobilizationMeetingHeld' });
});

test('nor on a day before the last signature', () => {
  given(...ready, notePledges({ signedOn: '2021-05-23' }))
    .when(holdMeeting())
    .thenRejected('pledge-missing');
});

test('somebody new in the group has yet to sign', () => {
  const replaced = [...ready, notePledges(), { type: 'NotePledges', data: {} }];
  expect(given(...replaced).state).not.toHaveProperty('pledgesSignedOn');
  given(...replaced)
    .when(holdMeeting())
    .thenRejected('pledge-missing');
});

test('the same news once more changes nothing', () => {
  given(...ready)
    .when({ type: 'NotePledges', data: {} })
    .thenNothing();
  given(...ready, notePledges())
    .when(notePledges())
    .thenNothing();
});
