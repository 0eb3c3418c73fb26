import { test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  fileSafetyPlan,
  given,
  nameLiaisonGroup,
  noteGroupSafetyPlan,
  notify,
  storyOf,
} from '../../support/target-story.js';

const { listed, notified, stationed } = storyOf();

test('the notice is in time ten days before stationing, and late afterwards', () => {
  const met = (late: boolean) => ({
    type: 'DeadlineMet',
    data: { deadline: 'notice-before-stationing', late },
  });
  given(...listed)
    .when(notify())
    .then({ type: 'InspectionNotified', data: { notifiedOn: '2021-05-12' } })
    .thenClock(met(false));
  given(...listed)
    .when(notify({ notifiedOn: '2021-05-13' }))
    .thenClock(met(true));
});

test('a notice is given once, and not in the future', () => {
  given(...notified)
    .when(notify())
    .thenRejected('already-notified');
  given(...listed)
    .when({ ...notify(), on: '2021-05-11' })
    .thenRejected('date-in-future');
});

test('the notified target names its liaison group and files its safety plan', () => {
  given(...notified)
    .when(nameLiaisonGroup())
    .then({ type: 'LiaisonGroupNamed' });
  given(...notified)
    .when(fileSafetyPlan())
    .then({ type: 'SafetyPlanFiled' })
    .thenState({ targetSafetyPlanOn: '2021-05-21' });
});

test.each([nameLiaisonGroup, fileSafetyPlan])(
  'preparation lies between notice and stationing',
  (build) => {
    given(...listed)
      .when(build())
      .thenRejected('not-notified');
    given(...stationed)
      .when(build())
      .thenRejected('already-stationed');
  },
);

test('nothing is prepared before the notice', () => {
  given(...notified)
    .when(nameLiaisonGroup({ namedOn: '2021-05-11' }))
    .thenRejected('before-notice');
  given(...notified)
    .when(fileSafetyPlan({ filedOn: '2021-05-11' }))
    .thenRejected('before-notice');
});

test('the plan of the group comes from the round, a second time without effect', () => {
  given(...listed)
    .when(noteGroupSafetyPlan())
    .then({ type: 'GroupSafetyPlanNoted' });
  given(...listed, noteGroupSafetyPlan())
    .when(noteGroupSafetyPlan())
    .thenNothing();
});

test('a target acts through its own people only', () => {
  given(...notified)
    .when(fileSafetyPlan(), actor('targetLiaison', 'unit:W-T2'))
    .thenRejected('forbidden');
  given(...notified)
    .when(fileSafetyPlan(), actor('guidanceObserver'))
    .thenRejected('forbidden');
});
