import { describe, test } from '@jest/globals';
import { digest } from '../../support/given.js';
import {
  assessor,
  assessSeverity,
  findingsStory,
  mergeFindings,
  part,
  splitFinding,
  supersedeFinding,
} from '../../support/findings-story.js';
import {
  acceptReport,
  confirmFinding,
  draftFinding,
  dropFinding,
  given,
  issueLetters,
  orderImmediate,
  recordDecision,
  returnReport,
  submitReport,
  withdrawGroup,
} from '../../support/target-story.js';

const { listed, twoReviewed, twoConfirmed, twoWithdrawn, decided, fedBack, claimed } =
  findingsStory;
const early = { mergedOn: '2021-06-10' };

describe('merging', () => {
  test('leaves one finding for the report, and every number traceable', () => {
    given(...twoWithdrawn)
      .when(mergeFindings())
      .then({ type: 'FindingMerged', data: { into: 'F1', from: ['F2'] } })
      .thenState({ findings: { F1: { status: 'confirmed' }, F2: { status: 'merged' } } });
    given(...twoWithdrawn, mergeFindings(), submitReport(), acceptReport())
      .when(recordDecision())
      .then({ type: 'ReportApproved' }, { type: 'FindingsApproved', data: { findings: ['F1'] } });
  });

  test('does not keep the group from withdrawing', () => {
    given(...twoConfirmed, mergeFindings(early))
      .when(withdrawGroup())
      .then({ type: 'IntakeChannelClosed' }, { type: 'GroupWithdrawn' });
  });

  test('takes findings at the same step, each once', () => {
    given(...twoReviewed, confirmFinding())
      .when(mergeFindings(early))
      .thenRejected('findings-at-different-steps');
    given(...twoWithdrawn)
      .when(mergeFindings({ from: ['F1'] }))
      .thenRejected('finding-named-twice');
    given(...twoWithdrawn)
      .when(mergeFindings({ from: ['F9'] }))
      .thenRejected('finding-unknown');
    given(...twoWithdrawn, mergeFindings())
      .when(mergeFindings())
      .thenRejected('finding-gone');
    given(...twoConfirmed, mergeFindings(early))
      .when(dropFinding({ finding: 'F2' }))
      .thenRejected('finding-gone');
    given(...twoWithdrawn)
      .when(mergeFindings({ mergedOn: '2021-05-31' }))
      .thenRejected('before-draft');
  });

  test('leaves alone what is being put right already, unless it is what remains', () => {
    given(...twoConfirmed, orderImmediate({ finding: 'F2', item: 'F2-0' }))
      .when(mergeFindings(early))
      .thenRejected('finding-in-rectification');
    given(...twoConfirmed, orderImmediate())
      .when(mergeFindings(early))
      .then({ type: 'FindingMerged' });
  });

  test('comes before the report, and again when it is returned', () => {
    given(...listed)
      .when(mergeFindings())
      .thenRejected('not-before-report');
    given(...twoWithdrawn, submitReport())
      .when(mergeFindings())
      .thenRejected('not-before-report');
    given(...twoWithdrawn, submitReport(), returnReport())
      .when(mergeFindings())
      .then({ type: 'FindingMerged' });
  });
});

describe('splitting', () => {
  test('gives parts that begin where the whole stood', () => {
    given(...twoReviewed, { ...assessSeverity({ finding: 'F2' }), by: assessor })
      .when(splitFinding({ splitOn: '2021-06-06' }))
      .then({
        type: 'FindingSplit',
        data: {
          inherited: { status: 'reviewed', draftedOn: '2021-06-01', severity: 'moderate' },
        },
      })
      .thenState({
        findings: {
          F2: { status: 'split' },
          'F2-A': { status: 'reviewed', author: 'groupMember', severity: 'moderate' },
          'F2-B': { status: 'reviewed', author: 'groupMember', reviewedOn: '2021-06-03' },
        },
      });
    given(...twoWithdrawn, splitFinding(), submitReport(), acceptReport())
      .when(recordDecision())
      .then(
        { type: 'ReportApproved' },
        { type: 'FindingsApproved', data: { findings: ['F1', 'F2-A', 'F2-B'] } },
      );
  });

  test('takes new numbers, each once', () => {
    given(...twoWithdrawn)
      .when(splitFinding({ parts: [part('F1'), part('F2-B')] }))
      .thenRejected('finding-exists');
    given(...twoWithdrawn)
      .when(splitFinding({ parts: [part('F2-A'), part('F2-A')] }))
      .thenRejected('finding-named-twice');
  });

  test('is done once, to a finding nobody is putting right yet', () => {
    given(...twoWithdrawn, splitFinding())
      .when(splitFinding())
      .thenRejected('finding-gone');
    given(...twoWithdrawn)
      .when(splitFinding({ finding: 'F9' }))
      .thenRejected('finding-unknown');
    given(...twoConfirmed, orderImmediate({ finding: 'F2', item: 'F2-0' }))
      .when(splitFinding({ splitOn: '2021-06-10' }))
      .thenRejected('finding-in-rectification');
    given(...twoWithdrawn)
      .when(splitFinding({ splitOn: '2021-05-31' }))
      .thenRejected('before-draft');
    given(...twoWithdrawn, submitReport())
      .when(splitFinding())
      .thenRejected('not-before-report');
  });
});

describe('superseding', () => {
  test('is the only change of a text that was fed back', () => {
    given(...fedBack)
      .when(supersedeFinding())
      .then({
        type: 'FindingSuperseded',
        data: { version: 2, document: digest('corrected finding') },
      })
      .thenState({ findings: { F1: { status: 'approved', version: 2 } } });
    given(...claimed, supersedeFinding({ supersededOn: '2021-08-11' }))
      .when(supersedeFinding({ version: 3, supersededOn: '2021-08-12' }))
      .then({ type: 'FindingSuperseded' })
      .thenState({ findings: { F1: { status: 'claimed', version: 3 } } });
    given(...fedBack)
      .when(draftFinding())
      .thenRejected('not-in-fieldwork');
    given(...fedBack)
      .when(mergeFindings())
      .thenRejected('not-before-report');
  });

  test('counts its versions', () => {
    given(...fedBack)
      .when(supersedeFinding({ version: 3 }))
      .thenRejected('version-out-of-order');
    given(...fedBack, supersedeFinding())
      .when(supersedeFinding())
      .thenRejected('version-out-of-order');
  });

  test('follows letters or feedback', () => {
    given(...decided)
      .when(supersedeFinding())
      .thenRejected('text-not-frozen');
    given(...decided, issueLetters())
      .when(supersedeFinding({ supersededOn: '2021-07-29' }))
      .then({ type: 'FindingSuperseded' });
    given(...fedBack)
      .when(supersedeFinding({ supersededOn: '2021-08-04' }))
      .thenRejected('before-frozen-text');
  });

  test('concerns a finding that was fed back', () => {
    given(...fedBack)
      .when(supersedeFinding({ finding: 'F9' }))
      .thenRejected('finding-unknown');
    const merged = [...twoWithdrawn, mergeFindings(), submitReport(), acceptReport()];
    given(...merged, recordDecision(), issueLetters())
      .when(supersedeFinding({ finding: 'F2', supersededOn: '2021-07-29' }))
      .thenRejected('finding-not-fed-back');
  });
});
