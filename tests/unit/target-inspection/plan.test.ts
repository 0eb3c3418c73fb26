import { test } from '@jest/globals';
import { digest } from '../../support/given.js';
import {
  given,
  acceptReport,
  claimFinding,
  dropFinding,
  feedBackToPrincipal,
  feedBackToUnit,
  orderImmediate,
  planRow,
  recordDecision,
  returnPlan,
  storyOf,
  submitPlan,
  submitReport,
  withdrawGroup,
} from '../../support/target-story.js';

const { confirmed, decided, fedBack, claimed, planned } = storyOf();
const untilFeedback = [
  withdrawGroup(),
  submitReport(),
  acceptReport(),
  recordDecision(),
  feedBackToPrincipal(),
  feedBackToUnit(),
];

test('the plan answers every finding', () => {
  given(...claimed)
    .when(submitPlan())
    .then({ type: 'PlanSubmitted', data: { version: 1 } })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'rectification-plan', late: false } },
      { type: 'DeadlineSet', data: { deadline: 'plan-review' } },
    );
  given(...claimed)
    .when(submitPlan({ items: [] }))
    .thenRejected('finding-without-item');
});

test('an item ordered at once during fieldwork counts for its finding', () => {
  given(...confirmed, orderImmediate(), ...untilFeedback, claimFinding())
    .when(submitPlan({ items: [] }))
    .then({ type: 'PlanSubmitted' });
  given(...confirmed, orderImmediate(), ...untilFeedback, claimFinding())
    .when(submitPlan({ items: [planRow({ item: 'F1-0' })] }))
    .thenRejected('item-exists');
});

test('without findings an empty plan follows the feedback', () => {
  given(...confirmed, dropFinding(), ...untilFeedback)
    .when(submitPlan({ items: [] }))
    .then({ type: 'PlanSubmitted' });
});

test('a returned plan comes again as the next version', () => {
  given(...planned, returnPlan())
    .when(submitPlan({ submittedOn: '2021-09-10' }))
    .then({ type: 'PlanSubmitted', data: { version: 2 } })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'plan-revision' } },
      { type: 'DeadlineSet', data: { deadline: 'plan-review-2' } },
    );
});

test('the plan has its place', () => {
  given(...decided)
    .when(submitPlan())
    .thenRejected('feedback-missing');
  given(...fedBack)
    .when(submitPlan())
    .thenRejected('findings-unclaimed');
  given(...planned)
    .when(submitPlan())
    .thenRejected('plan-not-due');
  given(...claimed)
    .when(submitPlan({ submittedOn: '2021-08-04' }))
    .thenRejected('before-feedback');
  given(...planned, returnPlan())
    .when(submitPlan({ submittedOn: '2021-08-31' }))
    .thenRejected('before-submission');
  given(...claimed)
    .when({ ...submitPlan(), on: '2021-08-31' })
    .thenRejected('date-in-future');
});

test('each row is possible', () => {
  const withRows = (...items: object[]) => given(...claimed).when(submitPlan({ items }));
  withRows(planRow(), planRow()).thenRejected('item-exists');
  withRows(planRow({ finding: 'F9' })).thenRejected('finding-not-fed-back');
  withRows(planRow({ dueOn: '2021-08-31' })).thenRejected('due-before-plan');
  withRows(planRow({ dueOn: '2022-08-05' })).then({ type: 'PlanSubmitted' });
  withRows(planRow({ dueOn: '2022-08-06' })).thenRejected('beyond-outer-limit');
});

test('a row may name its task, its responsible posts, a mechanism and the tags of the place', () => {
  const details = {
    task: '完善采购流程',
    responsible: [
      { level: 'main', post: '党委' },
      { level: 'firstResponsible', post: '党委书记' },
      { level: 'dualResponsibility', post: '分管副院长' },
    ],
    mechanism: '采购事项集体研究制度',
    integrationTags: ['日常工作', '深化改革'],
  };
  const lists = {
    problems: digest('problems'),
    tasks: digest('tasks'),
    responsibilities: digest('responsibilities'),
  };
  given(...claimed)
    .when(submitPlan({ items: [planRow(details)], lists }))
    .then({ type: 'PlanSubmitted', data: { items: [details], lists } });
  given(...claimed)
    .when(submitPlan({ items: [planRow({ integrationTags: ['日常工作', '日常工作'] })] }))
    .thenRejected('tag-named-twice');
});
