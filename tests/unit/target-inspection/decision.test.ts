import { test } from '@jest/globals';
import {
  feedBackToPrincipal,
  feedBackToUnit,
  given,
  recordDecision,
  storyOf,
} from '../../support/target-story.js';

const { reported, accepted, decided } = storyOf();

test('the decision approves the report and its confirmed findings; feedback falls due', () => {
  given(...accepted)
    .when(recordDecision())
    .then(
      { type: 'ReportApproved', data: { decidedOn: '2021-07-21' } },
      { type: 'FindingsApproved', data: { findings: ['F1'] } },
    )
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'target-decision', late: false } },
      { type: 'DeadlineSet', data: { deadline: 'feedback-after-decision', dueOn: '2021-08-11' } },
    );
});

test('a decision told twice changes nothing', () => {
  given(...decided)
    .when(recordDecision())
    .thenNothing();
});

test('no decision without an accepted report', () => {
  given(...reported)
    .when(recordDecision())
    .thenRejected('report-not-accepted');
});

test.each([feedBackToPrincipal, feedBackToUnit])(
  'no feedback before both decisions',
  (feedBack) => {
    given(...accepted)
      .when(feedBack())
      .thenRejected('decision-missing');
    given(...decided, feedBackToPrincipal())
      .when(feedBackToUnit({ heldOn: '2021-07-20' }))
      .thenRejected('before-decision');
  },
);
