import { expect, test } from '@jest/globals';
import { given, listTarget, notify, storyOf } from '../../support/target-story.js';
import {
  arrivedUnannounced,
  flexibleListed,
  giveArrivalNotice,
} from '../../support/target-lines.js';

test('the group of a flexible inspection brings the notice along', () => {
  given(...flexibleListed)
    .when(giveArrivalNotice())
    .then({ type: 'ArrivalNoticeGiven' })
    .thenClock()
    .thenState({ status: 'notified', notifiedOn: '2021-05-22' });
});

test('notice, safety plans and stationing fall on one day', () => {
  const { state } = given(...arrivedUnannounced);
  given(...arrivedUnannounced)
    .when(giveArrivalNotice())
    .thenRejected('already-notified');
  expect([state.notifiedOn, state.targetSafetyPlanOn, state.stationedOn]).toEqual(
    Array.from({ length: 3 }, () => '2021-05-22'),
  );
});

test('the office may still announce it', () => {
  given(...flexibleListed)
    .when(notify())
    .then({ type: 'InspectionNotified' });
  given(...flexibleListed, notify())
    .when(giveArrivalNotice())
    .thenRejected('already-notified');
});

test('elsewhere the notice comes before the group', () => {
  given(...storyOf().listed)
    .when(giveArrivalNotice())
    .thenRejected('not-flexible');
  given(listTarget({ type: 'flexible' }))
    .when(giveArrivalNotice())
    .thenRejected('group-missing');
});

test.each([
  ['arrived-before-period', { arrivedOn: '2021-05-21' }],
  ['date-in-future', { arrivedOn: '2023-05-21' }],
])('refused: %s', (code, change) => {
  given(...flexibleListed)
    .when(giveArrivalNotice(change))
    .thenRejected(code);
});
