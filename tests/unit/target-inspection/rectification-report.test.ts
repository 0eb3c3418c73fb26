import { test } from '@jest/globals';
import { actor, digest } from '../../support/given.js';
import {
  acceptRectification,
  given,
  noteOutcome,
  returnRectification,
  storyOf,
  submitRectification,
} from '../../support/target-story.js';

const { claimed, rectifying, rectified, rectificationReported } = storyOf();

test('both reports and the pledge are submitted together', () => {
  given(...rectified)
    .when(submitRectification())
    .then(
      { type: 'RectificationReportSubmitted', data: { version: 1 } },
      { type: 'TruthPledgeSigned' },
    )
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'rectification-report', late: false } },
      { type: 'DeadlineSet', data: { deadline: 'report-review' } },
    );
});

test('every item is done, or approved as continuing', () => {
  given(...rectifying)
    .when(submitRectification())
    .thenRejected('items-open');
  given(...rectified, noteOutcome({ outcome: 'reopened' }))
    .when(submitRectification())
    .thenRejected('items-open');
  given(...rectifying, noteOutcome({ outcome: 'continuing' }))
    .when(submitRectification())
    .thenState({ status: 'rectificationReported' });
});

test('the pledge covers both reports and is not younger than them', () => {
  const pledgedOn = '2021-11-03';
  given(...rectified)
    .when(submitRectification({ pledge: { pledgedOn, covers: [digest('rectification')] } }))
    .thenRejected('pledge-does-not-cover');
  given(...rectified)
    .when(submitRectification({ submittedOn: '2021-11-02' }))
    .thenRejected('pledge-after-report');
});

test('the pledge is bound to every attachment, and to one version of the report', () => {
  const attachments = [digest('ledger'), digest('minutes')];
  const covers = [digest('rectification'), digest('own rectification'), digest('ledger')];
  const pledge = { pledgedOn: '2021-11-03', covers };
  given(...rectified)
    .when(submitRectification({ attachments, pledge }))
    .thenRejected('pledge-does-not-cover');
  given(...rectified)
    .when(submitRectification({ attachments: [digest('ledger')], pledge }))
    .then(
      { type: 'RectificationReportSubmitted', data: { attachments: [digest('ledger')] } },
      { type: 'TruthPledgeSigned', data: { covers, version: 1 } },
    );
  given(...rectificationReported, returnRectification())
    .when(submitRectification({ submittedOn: '2021-11-09' }))
    .then(
      { type: 'RectificationReportSubmitted' },
      { type: 'TruthPledgeSigned', data: { version: 2 } },
    );
});

test('a returned report comes again', () => {
  given(...rectificationReported)
    .when(returnRectification())
    .then({ type: 'RectificationReportReturned' })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'report-review' } },
      { type: 'DeadlineSet', data: { deadline: 'rectification-report-revision' } },
    );
  given(...rectificationReported, returnRectification())
    .when(submitRectification({ submittedOn: '2021-11-09' }))
    .then(
      { type: 'RectificationReportSubmitted', data: { version: 2 } },
      { type: 'TruthPledgeSigned' },
    )
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'rectification-report-revision' } },
      { type: 'DeadlineSet', data: { deadline: 'report-review-2' } },
    );
});

test('acceptance by another person lets the office close the case', () => {
  given(...rectificationReported)
    .when(acceptRectification())
    .then({ type: 'RectificationReportAccepted' })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'report-review' } },
      { type: 'DeadlineSet', data: { deadline: 'target-closing', dueOn: '2021-12-08' } },
      { type: 'DeadlineSet', data: { deadline: 'publish-inside-party', dueOn: '2021-11-29' } },
      { type: 'DeadlineSet', data: { deadline: 'publish-to-society', dueOn: '2021-12-06' } },
      { type: 'DeadlineSet', data: { deadline: 'rectification-supervision', dueOn: '2022-05-09' } },
    );
  given(...rectificationReported)
    .when(acceptRectification(), actor('officeStaff', 'all', 'targetPrincipal'))
    .thenRejected('accepted-by-submitter');
});

test('submission and answer have their order', () => {
  const sameDay = (submittedOn: string) => ({
    submittedOn,
    pledge: {
      pledgedOn: submittedOn,
      covers: [digest('rectification'), digest('own rectification')],
    },
  });
  given(...claimed)
    .when(submitRectification())
    .thenRejected('not-rectifying');
  given(...rectified)
    .when(submitRectification(sameDay('2021-09-06')))
    .thenRejected('before-plan');
  given(...rectificationReported, returnRectification())
    .when(submitRectification(sameDay('2021-11-02')))
    .thenRejected('before-submission');
  given(...rectified)
    .when({ ...submitRectification(), on: '2021-11-02' })
    .thenRejected('date-in-future');
  for (const answer of [returnRectification, acceptRectification]) {
    given(...rectified)
      .when(answer())
      .thenRejected('report-not-submitted');
    given(...rectificationReported)
      .when(
        answer(
          answer().type === 'ReturnRectificationReport'
            ? { returnedOn: '2021-11-02' }
            : { acceptedOn: '2021-11-02' },
        ),
      )
      .thenRejected('before-submission');
  }
});
