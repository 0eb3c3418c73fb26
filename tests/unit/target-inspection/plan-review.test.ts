import { test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  approvePlan,
  given,
  planRow,
  returnPlan,
  reviewPlan,
  ROUND,
  storyOf,
  stream,
  submitPlan,
} from '../../support/target-story.js';

const { claimed, planned, planPassed } = storyOf();

/** The principal under every post that might judge the own plan. */
const judgeInOwnCause = {
  id: 'targetPrincipal',
  posts: [...actor('officeStaff').posts, ...actor('officeDirector').posts],
};

test('each body speaks for itself, once a version', () => {
  given(...planned)
    .when(reviewPlan('discipline'))
    .then({ type: 'PlanReviewed', data: { body: 'discipline', passed: true } });
  given(...planned)
    .when(reviewPlan('discipline'), actor('officeStaff'))
    .thenRejected('wrong-body');
  given(...planned, reviewPlan('discipline'))
    .when(reviewPlan('discipline'))
    .thenRejected('already-reviewed');
  given(...planned)
    .when(reviewPlan('inspectionOffice'), judgeInOwnCause)
    .thenRejected('reviewed-by-submitter');
});

test('approval needs all three, where none other are named', () => {
  given(...planned, reviewPlan('inspectionOffice'), reviewPlan('discipline'))
    .when(approvePlan())
    .thenRejected('review-missing');
  given(
    ...planned,
    reviewPlan('inspectionOffice'),
    reviewPlan('discipline'),
    reviewPlan('organization', { passed: false }),
  )
    .when(approvePlan())
    .thenRejected('review-missing');
  given(...planPassed)
    .when(approvePlan(), judgeInOwnCause)
    .thenRejected('approved-by-submitter');
});

test('an approved plan opens an item per row', () => {
  given(...planPassed)
    .when(approvePlan())
    .then({ type: 'PlanApproved', data: { items: [planRow()] } })
    .thenState({ status: 'rectifying', items: { 'F1-1': { outcome: 'open' } } })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'plan-review' } })
    .thenEffects({
      process: 'rectification',
      id: `${stream}/item/F1-1`,
      command: {
        type: 'OpenItem',
        data: {
          target: stream,
          round: ROUND,
          number: 'XC-10-12-W-T1-F1-1',
          mode: 'concentrated',
          owner: 'owner-1',
          scope: 'group:XC-10-12/1',
          dueOn: '2021-10-29',
          outerLimitOn: '2022-08-05',
          approvedOn: '2021-09-07',
        },
      },
    });
});

test('an item of the plan knows the feedback it answers and all the plan says of it', () => {
  const details = {
    mode: 'immediate',
    responsible: [{ level: 'firstResponsible', post: '党委书记' }],
    integrationTags: ['日常工作'],
  };
  const reviews = [reviewPlan('inspectionOffice'), reviewPlan('discipline')];
  given(
    ...[...claimed, submitPlan({ items: [planRow(details)] })],
    ...[...reviews, reviewPlan('organization')],
  )
    .when(approvePlan())
    .thenEffects({
      command: { type: 'OpenItem', data: { ...details, feedbackOn: '2021-08-05' } },
    });
});

test('a returned plan loses its reviews and gets days for revision', () => {
  given(...planPassed)
    .when(returnPlan())
    .then({ type: 'PlanReturned' })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'plan-review' } },
      { type: 'DeadlineSet', data: { deadline: 'plan-revision', dueOn: '2021-09-10' } },
    );
  given(...planPassed, returnPlan(), submitPlan({ submittedOn: '2021-09-10' }))
    .when(approvePlan())
    .thenRejected('review-missing');
});

test('only a submitted plan is judged, after its submission', () => {
  const early = '2021-08-31';
  const steps = [
    reviewPlan('inspectionOffice', { reviewedOn: early }),
    returnPlan({ returnedOn: early }),
    approvePlan({ approvedOn: early }),
  ];
  for (const step of steps) {
    given(...claimed)
      .when(step)
      .thenRejected('plan-not-submitted');
  }
  given(...planned)
    .when(steps[0]!)
    .thenRejected('before-submission');
  given(...planPassed)
    .when(steps[1]!)
    .thenRejected('before-submission');
  given(...planPassed)
    .when(steps[2]!)
    .thenRejected('before-submission');
  given(...planPassed)
    .when({ ...approvePlan(), on: '2021-09-06' })
    .thenRejected('date-in-future');
});
