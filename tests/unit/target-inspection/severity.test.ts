import { expect, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  assessor,
  assessSeverity,
  findingsStory,
  reviseSeverity,
} from '../../support/findings-story.js';
import {
  acceptReport,
  confirmFinding,
  dropFinding,
  given,
  submitReport,
  withdrawGroup,
} from '../../support/target-story.js';

const { ready, drafted, reviewed, assessed, confirmed } = findingsStory;

test('two assess the severity together, and one of them enters it', () => {
  given(...reviewed)
    .when(assessSeverity(), assessor)
    .then({ type: 'SeverityAssessed', data: { severity: 'moderate' } })
    .thenState({ findings: { F1: { severity: 'moderate', assessedOn: '2021-06-04' } } });
  given(...reviewed)
    .when(assessSeverity(), actor('groupMember', 'all', 'bystander'))
    .thenRejected('sender-not-assessor');
});

test('nobody assesses a severity alone', () => {
  const alone = { assessors: ['groupMember'] };
  given(...reviewed)
    .when(assessSeverity(alone), assessor)
    .thenRejected('severity-by-one');
  given(...reviewed)
    .when(assessSeverity({ assessors: ['groupMember', 'groupMember'] }), assessor)
    .thenRejected('severity-by-one');
  given(...assessed)
    .when(reviseSeverity(alone), assessor)
    .thenRejected('severity-by-one');
});

test('it is assessed once, between the review and the signature', () => {
  given(...assessed)
    .when(assessSeverity({ severity: 'serious' }), assessor)
    .thenRejected('severity-assessed');
  given(...drafted)
    .when(assessSeverity(), assessor)
    .thenRejected('finding-not-reviewed');
  given(...confirmed)
    .when(assessSeverity(), assessor)
    .thenRejected('finding-not-reviewed');
  given(...reviewed)
    .when(assessSeverity({ finding: 'F9' }), assessor)
    .thenRejected('finding-unknown');
  given(...reviewed)
    .when(assessSeverity({ assessedOn: '2021-06-02' }), assessor)
    .thenRejected('before-review');
  given(...ready)
    .when(assessSeverity(), assessor)
    .thenRejected('not-in-fieldwork');
});

test('the head signs what two have assessed', () => {
  given(...assessed)
    .when(confirmFinding())
    .then({ type: 'FindingConfirmed', data: { severity: 'moderate' } });
  given(...assessed)
    .when(confirmFinding({ severity: 'minor' }))
    .thenRejected('severity-differs');
});

test('a revision keeps the former severity, and its reason', () => {
  const { decided } = given(...assessed)
    .when(reviseSeverity(), assessor)
    .then({
      type: 'SeverityRevised',
      data: { formerSeverity: 'moderate', severity: 'serious', reason: '连续三年未改' },
    })
    .thenState({ findings: { F1: { severity: 'serious', assessedOn: '2021-06-10' } } });
  expect(decided).toHaveLength(1);
  given(...assessed)
    .when(reviseSeverity({ severity: 'moderate' }), assessor)
    .thenNothing();
});

test('what is revised was assessed before, still stands, and is not reported yet', () => {
  given(...reviewed)
    .when(reviseSeverity(), assessor)
    .thenRejected('severity-not-assessed');
  given(...assessed)
    .when(reviseSeverity({ finding: 'F9' }), assessor)
    .thenRejected('finding-unknown');
  given(...assessed, dropFinding())
    .when(reviseSeverity(), assessor)
    .thenRejected('finding-gone');
  given(...assessed)
    .when(reviseSeverity({ revisedOn: '2021-06-03' }), assessor)
    .thenRejected('before-assessment');
  given(...assessed)
    .when(reviseSeverity(), actor('groupMember', 'all', 'bystander'))
    .thenRejected('sender-not-assessor');
  const reported = [...assessed, confirmFinding(), withdrawGroup(), submitReport()];
  given(...reported)
    .when(reviseSeverity(), assessor)
    .thenRejected('not-before-report');
  given(...reported, acceptReport())
    .when(reviseSeverity(), assessor)
    .thenRejected('not-before-report');
});
