import { test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  approvePlan,
  claimFinding,
  given,
  namePlanReviewers,
  returnPlan,
  reviewPlan,
  storyOf,
  submitPlan,
} from '../../support/target-story.js';

const { decided, fedBack, claimed, planned, planPassed, rectifying } = storyOf();
const three = ['inspectionOffice', 'discipline', 'organization'];
const five = [...three, 'publicity', 'inspectionGroup'];

test('the office names five reviewers; the plan is approved when all five pass it', () => {
  const reviewed = [
    ...[...claimed, namePlanReviewers(), submitPlan()],
    ...[reviewPlan('inspectionOffice'), reviewPlan('discipline'), reviewPlan('organization')],
    reviewPlan('publicity'),
  ];
  given(...fedBack)
    .when(namePlanReviewers())
    .then({ type: 'PlanReviewersNamed', data: { bodies: five } });
  given(...reviewed)
    .when(approvePlan())
    .thenRejected('review-missing');
  given(...reviewed, reviewPlan('inspectionGroup', { passed: false }))
    .when(approvePlan())
    .thenRejected('review-missing');
  given(...reviewed, reviewPlan('inspectionGroup'))
    .when(approvePlan())
    .then({ type: 'PlanApproved' });
});

test('a small place lets the office review alone', () => {
  const alone = [...fedBack, claimFinding(), namePlanReviewers({ bodies: ['inspectionOffice'] })];
  given(...alone, submitPlan(), reviewPlan('inspectionOffice'))
    .when(approvePlan())
    .then({ type: 'PlanApproved' });
  given(...alone, submitPlan())
    .when(reviewPlan('discipline'))
    .thenRejected('body-not-named');
});

test('a body speaks through its own post', () => {
  given(...planned, namePlanReviewers())
    .when(reviewPlan('publicity'))
    .then({ type: 'PlanReviewed', data: { body: 'publicity' } });
  given(...planned, namePlanReviewers())
    .when(reviewPlan('inspectionGroup'), actor('functionalDepartment'))
    .thenRejected('wrong-body');
  given(...planned)
    .when(reviewPlan('publicity'))
    .thenRejected('body-not-named');
});

test('naming the same bodies again, in whatever order, changes nothing', () => {
  given(...claimed)
    .when(namePlanReviewers({ bodies: [...three].reverse() }))
    .thenNothing();
  given(...claimed, namePlanReviewers())
    .when(namePlanReviewers({ namedOn: '2021-08-12' }))
    .thenNothing();
});

test('no objection disappears with its body', () => {
  const objected = [...planned, reviewPlan('discipline', { passed: false })];
  const without = namePlanReviewers({ bodies: ['inspectionOffice', 'organization'] });
  given(...objected)
    .when(without)
    .thenRejected('body-has-spoken');
  given(...objected, returnPlan(), submitPlan({ submittedOn: '2021-09-10' }))
    .when(without)
    .then({ type: 'PlanReviewersNamed' });
});

test('reviewers are named between the feedback and the approval', () => {
  for (const history of [decided, rectifying])
    given(...history)
      .when(namePlanReviewers())
      .thenRejected('plan-review-closed');
  given(...planPassed)
    .when(namePlanReviewers())
    .then({ type: 'PlanReviewersNamed' });
});

test.each([
  ['body-named-twice', { bodies: ['inspectionOffice', 'audit', 'audit'] }],
  ['office-not-named', { bodies: ['discipline', 'finance'] }],
  ['before-feedback', { namedOn: '2021-08-04' }],
  ['date-in-future', { namedOn: '2022-12-31' }],
])('refused: %s', (code, change) => {
  given(...claimed)
    .when(namePlanReviewers(change))
    .thenRejected(code);
});
