import { describe, expect, test } from '@jest/globals';
import { targetInspection } from '../../../domain/target-inspection/index.js';
import { actor, digest } from '../../support/given.js';
import {
  confirmFacts,
  disputeFacts,
  findingsStory,
  mergeFindings,
  reviseFacts,
  revision,
  splitFinding,
  submitFacts,
} from '../../support/findings-story.js';
import {
  acceptReport,
  confirmFinding,
  dropFinding,
  given,
  orderImmediate,
  submitReport,
  withdrawGroup,
} from '../../support/target-story.js';

const { drafted, ready, twoReviewed, factsSubmitted, factsDisputed, withdrawn } = findingsStory;
const confirmed = [confirmFinding(), confirmFinding({ finding: 'F2' })];
const sheetOut = [...factsSubmitted, ...confirmed];

describe('the sheet', () => {
  test('goes to the target with a number and five working days', () => {
    given(...twoReviewed)
      .when(submitFacts())
      .then({ type: 'FactsSubmittedToTarget', data: { sheet: 1, findings: ['F1', 'F2'] } })
      .thenClock({
        type: 'DeadlineSet',
        data: { deadline: 'fact-confirmation', owner: 'targetPrincipal', dueOn: '2021-06-11' },
      });
    given(...factsSubmitted, confirmFacts())
      .when(submitFacts({ submittedOn: '2021-06-08' }))
      .then({ type: 'FactsSubmittedToTarget', data: { sheet: 2 } })
      .thenClock({ type: 'DeadlineSet', data: { deadline: 'fact-confirmation-2' } });
  });

  test('has no place for a severity or a clue', () => {
    const { data } = targetInspection.commands.get('SubmitFactsToTarget')!;
    const plain = submitFacts().data as object;
    expect(data.safeParse(plain).success).toBe(true);
    expect(data.safeParse({ ...plain, severity: 'serious' }).success).toBe(false);
    expect(data.safeParse({ ...plain, clue: 7 }).success).toBe(false);
  });

  test('names findings that the group has reviewed, each once, in the fieldwork', () => {
    given(...drafted)
      .when(submitFacts({ findings: ['F1'] }))
      .thenRejected('facts-not-reviewed');
    given(...twoReviewed)
      .when(submitFacts({ findings: ['F9'] }))
      .thenRejected('finding-unknown');
    given(...twoReviewed)
      .when(submitFacts({ findings: ['F1', 'F1'] }))
      .thenRejected('finding-named-twice');
    given(...twoReviewed, dropFinding())
      .when(submitFacts())
      .thenRejected('finding-gone');
    given(...twoReviewed)
      .when(submitFacts({ submittedOn: '2021-06-02' }))
      .thenRejected('before-review');
    given(...ready)
      .when(submitFacts())
      .thenRejected('not-in-fieldwork');
    given(...withdrawn)
      .when(submitFacts())
      .thenRejected('not-in-fieldwork');
  });

  test('is the only one on its findings while the target has a word on them', () => {
    given(...factsSubmitted)
      .when(submitFacts({ findings: ['F2'] }))
      .thenRejected('facts-with-target');
    given(...factsDisputed)
      .when(submitFacts({ findings: ['F2'] }))
      .thenRejected('facts-with-target');
    given(...factsDisputed)
      .when(submitFacts({ findings: ['F1'] }))
      .then({ type: 'FactsSubmittedToTarget' });
  });
});

describe('the answer', () => {
  test('is the principal’s, of this unit, and meets the limit', () => {
    given(...factsSubmitted)
      .when(confirmFacts(), actor('targetPrincipal', 'unit:W-T1'))
      .then({ type: 'FactsConfirmed', data: { sheet: 1 } })
      .thenClock({ type: 'DeadlineMet', data: { deadline: 'fact-confirmation', late: false } });
    given(...factsSubmitted)
      .when(confirmFacts(), actor('targetPrincipal', 'unit:W-T2'))
      .thenRejected('forbidden');
    given(...factsSubmitted)
      .when(confirmFacts(), actor('groupHead'))
      .thenRejected('forbidden');
  });

  test('may be a dispute of some of the facts', () => {
    given(...factsSubmitted)
      .when(disputeFacts())
      .then({ type: 'FactsDisputed', data: { findings: ['F2'], document: digest('reasons') } })
      .thenClock({ type: 'DeadlineMet', data: { deadline: 'fact-confirmation' } });
    given(...factsSubmitted)
      .when(disputeFacts({ findings: ['F3'] }))
      .thenRejected('finding-not-on-sheet');
    given(...factsSubmitted)
      .when(disputeFacts({ findings: ['F2', 'F2'] }))
      .thenRejected('finding-named-twice');
  });

  test('is given once', () => {
    given(...factsSubmitted, confirmFacts())
      .when(confirmFacts())
      .thenNothing();
    given(...factsSubmitted, confirmFacts())
      .when(disputeFacts())
      .thenRejected('sheet-answered');
    given(...factsDisputed)
      .when(confirmFacts())
      .thenRejected('sheet-answered');
  });

  test('answers a sheet, not before its day', () => {
    given(...factsSubmitted)
      .when(confirmFacts({ sheet: 2 }))
      .thenRejected('sheet-unknown');
    given(...factsSubmitted)
      .when(disputeFacts({ sheet: 2 }))
      .thenRejected('sheet-unknown');
    given(...factsSubmitted)
      .when(confirmFacts({ answeredOn: '2021-06-03' }))
      .thenRejected('before-submission');
  });

  test('counts after the withdrawal, until the report is accepted', () => {
    const reported = [...sheetOut, withdrawGroup(), submitReport()];
    given(...reported)
      .when(disputeFacts({ answeredOn: '2021-07-10' }))
      .then({ type: 'FactsDisputed' });
    given(...reported, acceptReport())
      .when(confirmFacts({ answeredOn: '2021-07-15' }))
      .thenRejected('not-before-acceptance');
    expect(
      given(...reported).when(acceptReport()).state.clock.deadlines['fact-confirmation'],
    ).toMatchObject({ status: 'waived' });
  });
});

describe('the revision', () => {
  test('gives every disputed fact an outcome', () => {
    given(...factsDisputed)
      .when(reviseFacts())
      .then({ type: 'FactsRevised' })
      .thenState({ findings: { F2: { status: 'reviewed' } }, factSheets: [{ status: 'revised' }] });
    given(...factsDisputed)
      .when(reviseFacts({ outcomes: [revision({ outcome: 'dropped' })] }))
      .then({ type: 'FactsRevised' })
      .thenState({ findings: { F1: { status: 'reviewed' }, F2: { status: 'dropped' } } });
    given(...factsSubmitted, disputeFacts({ findings: ['F1', 'F2'] }))
      .when(reviseFacts())
      .thenRejected('revision-incomplete');
    given(...factsDisputed)
      .when(reviseFacts({ outcomes: [revision(), revision({ finding: 'F1' })] }))
      .thenRejected('finding-not-disputed');
    given(...factsDisputed)
      .when(reviseFacts({ outcomes: [revision(), revision()] }))
      .thenRejected('finding-named-twice');
  });

  test('is two people’s work, once, after the dispute', () => {
    given(...factsDisputed)
      .when(reviseFacts({ outcomes: [revision({ handlers: ['member-1', 'member-1'] })] }))
      .thenRejected('one-handler');
    given(...factsSubmitted)
      .when(reviseFacts())
      .thenRejected('facts-not-disputed');
    given(...factsDisputed, reviseFacts())
      .when(reviseFacts())
      .thenRejected('facts-not-disputed');
    given(...factsSubmitted)
      .when(reviseFacts({ sheet: 2 }))
      .thenRejected('sheet-unknown');
    given(...factsDisputed)
      .when(reviseFacts({ revisedOn: '2021-06-06' }))
      .thenRejected('before-dispute');
  });

  test('drops nothing whose rectification has been ordered', () => {
    const order = orderImmediate({ finding: 'F2', item: 'F2-0' });
    given(...factsDisputed, ...confirmed, order)
      .when(reviseFacts({ outcomes: [revision({ outcome: 'dropped' })] }))
      .thenRejected('finding-in-rectification');
  });

  test('comes before the report is accepted', () => {
    const reported = [...factsDisputed, ...confirmed, withdrawGroup(), submitReport()];
    given(...reported)
      .when(acceptReport())
      .thenRejected('dispute-open');
    given(...reported, reviseFacts())
      .when(acceptReport())
      .then({ type: 'ReportAccepted' });
  });
});

test('a finding whose facts lie with the target is neither merged nor split', () => {
  given(...sheetOut)
    .when(mergeFindings())
    .thenRejected('facts-with-target');
  given(...sheetOut)
    .when(splitFinding())
    .thenRejected('facts-with-target');
});
