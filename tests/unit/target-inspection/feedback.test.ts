import { test } from '@jest/globals';
import { uuid } from '../../support/given.js';
import {
  dropFinding,
  feedBackToPrincipal,
  feedBackToUnit,
  given,
  recordDecision,
  acceptReport,
  storyOf,
  submitReport,
  withdrawGroup,
} from '../../support/target-story.js';

const { confirmed, accepted, decided, fedBack } = storyOf();

const limits = [
  { type: 'DeadlineSet', data: { deadline: 'rectification-plan', dueOn: '2021-09-06' } },
  { type: 'DeadlineSet', data: { deadline: 'rectification-report', dueOn: '2021-11-05' } },
  { type: 'DeadlineSet', data: { deadline: 'rectification-outer-limit', dueOn: '2022-08-05' } },
];

test('feedback is received once principal and unit have it, and anchors every limit', () => {
  given(...decided)
    .when(feedBackToPrincipal())
    .then({ type: 'FeedbackGivenToPrincipal' })
    .thenClock();
  given(...decided, feedBackToPrincipal())
    .when(feedBackToUnit())
    .then(
      { type: 'FeedbackGivenToUnit' },
      { type: 'FeedbackReceived', data: { receivedOn: '2021-08-05' } },
    )
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'feedback-after-decision', late: false } },
      { type: 'DeadlineSet', data: { deadline: 'claim', dueOn: '2021-08-12' } },
      ...limits,
    )
    .thenEffects({
      id: uuid(9),
      command: { type: 'NoteTargetFedBack', data: { unit: 'W-T1', receivedOn: '2021-08-05' } },
    });
});

test('the later day counts, whichever came first', () => {
  given(...decided, feedBackToUnit())
    .when(feedBackToPrincipal())
    .then(
      { type: 'FeedbackGivenToPrincipal' },
      { type: 'FeedbackReceived', data: { receivedOn: '2021-08-05' } },
    );
});

test('without findings there is nothing to claim', () => {
  const history = [dropFinding(), withdrawGroup(), submitReport(), acceptReport()];
  given(...confirmed, ...history, recordDecision(), feedBackToPrincipal())
    .when(feedBackToUnit())
    .thenClock({ type: 'DeadlineMet' }, ...limits);
});

test('no feedback before the decision', () => {
  for (const build of [feedBackToPrincipal, feedBackToUnit]) {
    given(...accepted)
      .when(build())
      .thenRejected('decision-missing');
    given(...fedBack)
      .when(build())
      .thenRejected('feedback-already-given');
    given(...decided, build())
      .when(build())
      .thenRejected('feedback-already-given');
    given(...decided)
      .when({ ...build(), on: '2021-08-03' })
      .thenRejected('date-in-future');
  }
  given(...decided)
    .when(feedBackToPrincipal({ givenOn: '2021-07-20' }))
    .thenRejected('before-decision');
  given(...decided)
    .when(feedBackToUnit({ heldOn: '2021-07-20' }))
    .thenRejected('before-decision');
});
