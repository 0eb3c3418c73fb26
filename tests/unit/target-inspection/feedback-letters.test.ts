import { describe, expect, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  confirmReceipt,
  doubleStory,
  dropFinding,
  acceptReport,
  feedBackToPrincipal,
  feedBackToUnit,
  given,
  issueLetters,
  letterTo,
  recordDecision,
  storyOf,
  submitReport,
  withdrawGroup,
} from '../../support/target-story.js';

const { confirmed, accepted, decided } = storyOf();
const double = doubleStory();
const both = [letterTo('unit'), letterTo('principal')];

describe('issuing', () => {
  test('unit and principal get a letter each, others theirs about some of the findings', () => {
    const others = ['supervisingLeader', 'discipline', 'organization'];
    const letters = [...both, ...others.map((to) => letterTo(to, { findings: [] }))];
    given(...decided)
      .when(issueLetters({ letters }))
      .then({ type: 'FeedbackLettersIssued', data: { issuedOn: '2021-07-28', letters } });
    given(...decided)
      .when(issueLetters(), actor('officeDirector'))
      .then({ type: 'FeedbackLettersIssued' });
  });

  test('letters of an inspection without findings name none', () => {
    const history = [dropFinding(), withdrawGroup(), submitReport(), acceptReport()];
    const letters = both.map((letter) => ({ ...letter, findings: [] }));
    given(...confirmed, ...history, recordDecision())
      .when(issueLetters({ letters }))
      .then({ type: 'FeedbackLettersIssued' });
  });

  test.each([
    ['letter-missing', [letterTo('unit')]],
    ['letter-missing', [letterTo('principal')]],
    ['addressee-twice', [...both, letterTo('unit')]],
    ['no-owning-committee', [...both, letterTo('owningCommittee')]],
    ['letter-leaves-finding-out', [letterTo('unit', { findings: [] }), letterTo('principal')]],
    ['letter-leaves-finding-out', [letterTo('unit'), letterTo('principal', { findings: [] })]],
    [
      'letter-names-unknown-finding',
      [letterTo('unit', { findings: ['F1', 'F9'] }), letterTo('principal')],
    ],
    ['letter-names-unknown-finding', [...both, letterTo('discipline', { findings: ['F9'] })]],
  ])('refused: %s', (code, letters) => {
    given(...decided)
      .when(issueLetters({ letters }))
      .thenRejected(code);
  });

  test('the owning committee gets the same findings as the unit', () => {
    given(...double.decided)
      .when(issueLetters())
      .thenRejected('letter-missing');
    given(...double.decided)
      .when(issueLetters({ letters: [...both, letterTo('owningCommittee', { findings: [] })] }))
      .thenRejected('letter-leaves-finding-out');
    given(...double.decided)
      .when(issueLetters({ letters: [...both, letterTo('owningCommittee')] }))
      .then({ type: 'FeedbackLettersIssued' });
  });

  test('comes once, between decision and feedback', () => {
    given(...accepted)
      .when(issueLetters())
      .thenRejected('decision-missing');
    given(...decided, issueLetters())
      .when(issueLetters())
      .thenRejected('letters-already-issued');
    for (const build of [feedBackToPrincipal, feedBackToUnit])
      given(...decided, build())
        .when(issueLetters())
        .thenRejected('feedback-already-given');
    given(...decided)
      .when(issueLetters({ issuedOn: '2021-07-20' }))
      .thenRejected('before-decision');
    given(...decided)
      .when({ ...issueLetters(), on: '2021-07-27' })
      .thenRejected('date-in-future');
  });
});

describe('receipts', () => {
  const issued = [...decided, issueLetters()];

  test('each letter has its own', () => {
    const { state } = given(...issued, confirmReceipt());
    expect(state.feedbackLetters?.sent.principal?.receivedOn).toBe('2021-08-04');
    expect(state.feedbackLetters?.sent.unit?.receivedOn).toBeUndefined();
    given(...issued, confirmReceipt())
      .when(confirmReceipt({ to: 'unit' }))
      .then({ type: 'LetterReceiptConfirmed', data: { to: 'unit', receivedBy: 'principal-1' } });
  });

  test('come back after the feedback as well', () => {
    given(...issued, feedBackToPrincipal(), feedBackToUnit())
      .when(confirmReceipt())
      .then({ type: 'LetterReceiptConfirmed' });
  });

  test.each([
    ['letter-not-issued', { to: 'discipline' }],
    ['before-letters', { receivedOn: '2021-07-27' }],
    ['date-in-future', { receivedOn: '2023-01-01' }],
  ])('refused: %s', (code, changes) => {
    given(...issued)
      .when(confirmReceipt(changes))
      .thenRejected(code);
  });

  test('none without a letter, none twice', () => {
    given(...decided)
      .when(confirmReceipt())
      .thenRejected('letters-missing');
    given(...issued, confirmReceipt())
      .when(confirmReceipt())
      .thenRejected('receipt-already-confirmed');
  });
});
