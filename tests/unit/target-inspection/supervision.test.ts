import { test } from '@jest/globals';
import { supervise } from '../../support/follow-up.js';
import { digest } from '../../support/given.js';
import {
  acceptRectification,
  approvePlan,
  given,
  noteOutcome,
  planRow,
  reviewPlan,
  storyOf,
  stream,
  submitPlan,
  submitRectification,
} from '../../support/target-story.js';

const { claimed, rectificationReported, rectificationAccepted } = storyOf();
const undone = (verdict: string) => ({ finding: 'F1', verdict, newDueOn: '2023-01-30' });

test('a team visits the target and meets the deadline of supervision', () => {
  given(...rectificationAccepted)
    .when(supervise())
    .then({ type: 'RectificationSupervised' })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'rectification-supervision' } })
    .thenEffects();
});

test.each(['rebounded', 'false'])('what is found %s is opened again, item by item', (verdict) => {
  given(...rectificationAccepted)
    .when(supervise({ verdicts: [undone(verdict)] }))
    .thenEffects({
      process: 'rectification',
      id: `${stream}/item/F1-1`,
      command: {
        type: 'ReopenItem',
        data: { newDueOn: '2023-01-30', reason: `supervision: ${verdict}` },
      },
    });
});

test('an item that is open or continuing needs no reopening', () => {
  const items = [planRow(), planRow({ item: 'F1-2' })];
  const planPassed = [submitPlan({ items }), reviewPlan('inspectionOffice')];
  const approved = [reviewPlan('discipline'), reviewPlan('organization'), approvePlan()];
  const settled = [noteOutcome(), noteOutcome({ item: 'F1-2', outcome: 'continuing' })];
  const reported = [submitRectification(), acceptRectification()];
  given(...claimed, ...planPassed, ...approved, ...settled, ...reported)
    .when(supervise({ verdicts: [undone('false')] }))
    .thenEffects({ id: `${stream}/item/F1-1`, command: { type: 'ReopenItem' } });
  given(...rectificationAccepted, noteOutcome({ outcome: 'reopened' }))
    .when(supervise({ verdicts: [undone('false')] }))
    .then({ type: 'RectificationSupervised' })
    .thenEffects();
});

test('a visit is recorded once; a later one overrules the verdicts', () => {
  given(...rectificationAccepted, supervise())
    .when(supervise())
    .thenNothing();
  given(...rectificationAccepted, supervise())
    .when(supervise({ document: digest('second visit'), verdicts: [undone('rebounded')] }))
    .thenClock()
    .thenState({ followUpVerdicts: { F1: 'rebounded' } });
  given(...rectificationAccepted, supervise())
    .when(supervise({ visitedOn: '2021-11-17' }))
    .then({ type: 'RectificationSupervised' });
});

test('nobody visits alone', () => {
  given(...rectificationAccepted)
    .when(supervise({ team: ['supervisor-1', 'supervisor-1'] }))
    .thenRejected('team-of-one');
});

test('a verdict is on a finding that was fed back, and names a new due date when it undoes', () => {
  const visit = (...verdicts: object[]) =>
    given(...rectificationAccepted).when(supervise({ verdicts }));
  const solved = { finding: 'F1', verdict: 'solved' };
  visit({ ...solved, finding: 'F9' }).thenRejected('finding-not-fed-back');
  visit(solved, solved).thenRejected('verdict-twice');
  visit({ ...solved, newDueOn: '2023-01-30' }).thenRejected('new-due-date-unfit');
  visit({ finding: 'F1', verdict: 'false' }).thenRejected('new-due-date-unfit');
  visit({ ...undone('false'), newDueOn: '2022-12-30' }).thenRejected('new-due-date-past');
});

test('it follows the acceptance of the report', () => {
  given(...rectificationReported)
    .when(supervise())
    .thenRejected('report-not-accepted');
  given(...rectificationAccepted)
    .when(supervise({ visitedOn: '2021-11-07' }))
    .thenRejected('before-acceptance');
  given(...rectificationAccepted)
    .when({ ...supervise(), on: '2021-11-15' })
    .thenRejected('date-in-future');
});
