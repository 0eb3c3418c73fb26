import { describe, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  continued,
  item,
  opened,
  openItem,
  passVerification,
  requestExtension,
  returnVerification,
  submitCompletion,
  submitEvidence,
  submitted,
  verifier,
} from '../../support/item.js';

const { given } = item;

describe('passing', () => {
  test('starts the close-out', () => {
    given(...submitted)
      .when(passVerification(), verifier)
      .then({ type: 'VerificationPassed' })
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'verification' } },
        { type: 'DeadlineSet', data: { deadline: 'item-closing', dueOn: '2021-11-01' } },
      );
  });

  test('is somebody else’s than whoever handed in evidence or completion', () => {
    const owner = actor('targetOwner', 'all', 'both');
    const both = { id: 'both', posts: [...owner.posts, ...actor('officeStaff').posts] };
    given(...opened, { ...submitEvidence(), by: owner }, submitCompletion())
      .when(passVerification(), both)
      .thenRejected('verified-by-submitter');
    given(...opened, submitEvidence(), { ...submitCompletion(), by: owner })
      .when(returnVerification(), both)
      .thenRejected('verified-by-submitter');
  });

  test('needs a completion, and its day', () => {
    given(...opened, submitEvidence())
      .when(passVerification())
      .thenRejected('nothing-to-verify');
    given(...submitted)
      .when(passVerification({ verifiedOn: '2021-10-19' }))
      .thenRejected('verified-before-submission');
    given(...submitted)
      .when(passVerification({ verifiedOn: '2021-11-02' }))
      .thenRejected('date-in-future');
  });

  test('people of the group that found it may verify, those of another may not', () => {
    const scope = 'group:XC-10-12/1';
    const history = [openItem({ scope }), submitEvidence(), submitCompletion()];
    given(...history)
      .when(passVerification(), actor('groupMember', scope))
      .then({ type: 'VerificationPassed' });
    given(...history)
      .when(passVerification(), actor('groupMember', 'group:XC-10-12/2'))
      .thenRejected('forbidden');
  });
});

describe('returning', () => {
  test('leaves a due day that is still to come', () => {
    given(...submitted)
      .when(returnVerification(), verifier)
      .then({ type: 'VerificationReturned', data: { returnedOn: '2021-11-01' } })
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'verification' } },
        { type: 'DeadlineSet', data: { deadline: 'rework', dueOn: '2021-11-05' } },
      )
      .thenState({ status: 'inProgress', attempt: 2 });
  });

  test('gives some days when the due day has passed', () => {
    given(...submitted)
      .when({ ...returnVerification(), on: '2021-11-08' }, verifier)
      .thenClock(
        { type: 'DeadlineMet', data: { late: true } },
        { type: 'DeadlineSet', data: { deadline: 'rework', dueOn: '2021-11-22' } },
      );
  });

  test('a continuing item goes on to its next review', () => {
    given(...continued, submitEvidence(), submitCompletion({ submittedOn: '2021-10-30' }))
      .when(returnVerification(), verifier)
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'verification' } },
        { type: 'DeadlineSet', data: { deadline: 'continuing-review-2' } },
      )
      .thenState({ status: 'continuing' });
  });

  test('the rework is extended like any other attempt', () => {
    given(...submitted, { ...returnVerification(), by: verifier }, requestExtension())
      .when({ type: 'GrantExtension', data: { grantedOn: '2021-11-01' } })
      .thenClock(
        { type: 'DeadlineMet' },
        { type: 'DeadlineExtended', data: { deadline: 'rework', dueOn: '2021-12-31' } },
      );
  });
});
