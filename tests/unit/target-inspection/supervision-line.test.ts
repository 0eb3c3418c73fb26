import { expect, test } from '@jest/globals';
import { owedDeadline } from '../../../domain/clock/state.js';
import { actor, uuid } from '../../support/given.js';
import {
  closeTarget,
  draftFinding,
  given,
  recordDecision,
  recordVerdict,
  storyOf,
  submitReport,
  withdrawGroup,
} from '../../support/target-story.js';
import * as line from '../../support/target-lines.js';

const submit = line.submitSupervisionReport;
const giveBack = line.returnSupervisionReport;
const accept = line.acceptSupervisionReport;

test('the visit judges the old findings and drafts no new ones', () => {
  given(...line.supervisionStationed)
    .when(recordVerdict({ verdict: 'continuing' }))
    .thenState({ verdicts: { 'OLD-1': 'continuing' } });
  given(...line.supervisionStationed)
    .when(draftFinding())
    .thenRejected('supervision-drafts-nothing');
  given(...line.supervisionStationed, recordVerdict())
    .when(withdrawGroup())
    .thenRejected('verdict-missing');
});

test('the visit report falls due instead of an inspection report', () => {
  const { state } = given(...line.supervisionWithdrawn);
  expect(owedDeadline(state, 'supervision-report')).toMatchObject({ dueOn: '2021-06-29' });
  expect(owedDeadline(state, 'report-after-fieldwork')).toBeUndefined();
  given(...line.supervisionWithdrawn)
    .when(submitReport())
    .thenRejected('supervision-report-only');
  given(...line.supervisionWithdrawn)
    .when(submit())
    .then({ type: 'SupervisionReportSubmitted' })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'supervision-report', late: false } },
      { type: 'DeadlineSet', data: { deadline: 'office-review' } },
    );
});

test('a returned report comes again under the next version', () => {
  given(...line.supervisionReported)
    .when(giveBack())
    .then({ type: 'SupervisionReportReturned' })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'office-review' } },
      { type: 'DeadlineSet', data: { deadline: 'report-revision' } },
    );
  const returned = [...line.supervisionReported, giveBack()];
  given(...returned)
    .when(submit())
    .thenRejected('version-out-of-order');
  given(...returned)
    .when(submit({ version: 2, submittedOn: '2021-06-27' }))
    .thenRejected('before-submission');
  given(...returned)
    .when(submit({ version: 2, submittedOn: '2021-06-30' }))
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'report-revision' } },
      { type: 'DeadlineSet', data: { deadline: 'office-review-2' } },
    );
});

test('with the accepted report the verdicts stand, and closing falls due', () => {
  given(...line.supervisionReported)
    .when(accept())
    .then({
      type: 'SupervisionReportAccepted',
      data: {
        verdicts: [
          { finding: 'OLD-1', verdict: 'solved' },
          { finding: 'OLD-2', verdict: 'continuing' },
        ],
      },
    })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'office-review' } },
      { type: 'DeadlineSet', data: { deadline: 'target-closing', dueOn: '2021-08-02' } },
    )
    .thenEffects({ id: uuid(9), command: { type: 'NoteReportAccepted' } });
});

test('the case closes without decision, feedback and plan', () => {
  given(...line.supervised)
    .when(recordDecision())
    .thenRejected('report-not-accepted');
  given(...line.supervised)
    .when(closeTarget({ closedOn: '2021-07-01' }))
    .thenRejected('before-acceptance');
  const { state } = given(...line.supervised)
    .when(closeTarget({ closedOn: '2021-07-05' }))
    .then({ type: 'TargetInspectionClosed' })
    .thenEffects({ command: { type: 'NoteTargetClosed', data: { closedOn: '2021-07-05' } } });
  expect(Object.values(state.clock.deadlines).map(({ status }) => status)).not.toContain('running');
});

test('only a supervision has such a report, after its withdrawal', () => {
  given(...storyOf().withdrawn)
    .when(submit())
    .thenRejected('not-a-supervision');
  given(...line.supervisionStationed)
    .when(submit())
    .thenRejected('report-not-due');
  for (const answer of [giveBack, accept])
    given(...line.supervised)
      .when(answer())
      .thenRejected('report-not-submitted');
});

test('nobody accepts a report of their own, and dates have their order', () => {
  const both = {
    id: 'groupHead',
    posts: [...actor('groupHead').posts, ...actor('officeStaff').posts],
  };
  given(...line.supervisionReported)
    .when(accept(), both)
    .thenRejected('accepted-by-submitter');
  given(...line.supervisionWithdrawn)
    .when(submit({ submittedOn: '2021-06-21' }))
    .thenRejected('before-withdrawal');
  given(...line.supervisionReported)
    .when(giveBack({ returnedOn: '2021-06-27' }))
    .thenRejected('before-submission');
  given(...line.supervisionReported)
    .when({ ...accept(), on: '2021-07-01' })
    .thenRejected('date-in-future');
});
