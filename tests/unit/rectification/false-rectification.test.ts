import { describe, test } from '@jest/globals';
import { actor, digest } from '../../support/given.js';
import {
  closed,
  continued,
  findFalse,
  issueOrder,
  item,
  opened,
  proposed,
  submitCompletion,
  submitted,
  submitEvidence,
  verified,
} from '../../support/item.js';

const { given } = item;

describe('false rectification', () => {
  test('sends a submitted item back to work and stops its verification', () => {
    given(...submitted)
      .when(findFalse())
      .then({
        type: 'FalseRectificationFound',
        data: { ground: 'fabricated', foundOn: '2021-10-29', returnedOn: '2021-11-01' },
      })
      .thenClock(
        { type: 'DeadlineWaived', data: { deadline: 'verification' } },
        { type: 'DeadlineSet', data: { deadline: 'rework', dueOn: '2021-11-15' } },
      )
      .thenState({ status: 'inProgress', attempt: 2, evidence: [], submittedOn: null });
  });

  test('stops the closing of a verified item', () => {
    given(...verified)
      .when(findFalse())
      .thenClock(
        { type: 'DeadlineWaived', data: { deadline: 'item-closing' } },
        { type: 'DeadlineSet', data: { deadline: 'rework' } },
      )
      .thenState({ verifiedOn: null, verifiedBy: null });
  });

  test('opens a closed item again, by a date of its own, and tells the target', () => {
    given(...closed)
      .when(findFalse({ newDueOn: '2022-12-31' }))
      .thenClock({ type: 'DeadlineSet', data: { deadline: 'rework', dueOn: '2022-12-31' } })
      .thenState({ status: 'inProgress', closedOn: null, outerLimitOn: '2022-12-31' })
      .thenEffects({ command: { type: 'NoteItemOutcome', data: { outcome: 'reopened' } } });
  });

  test('leaves a proposal of accountability to be decided', () => {
    given(...proposed)
      .when(findFalse())
      .thenClock({ type: 'DeadlineSet', data: { deadline: 'rework' } });
  });

  test('asks for evidence anew; what the owner missed once can be found again', () => {
    given(...closed, findFalse())
      .when(submitCompletion({ submittedOn: '2021-11-01' }))
      .thenRejected('evidence-missing');
    given(
      ...closed,
      findFalse(),
      submitEvidence({ evidence: digest('real ledger') }),
      submitCompletion({ submittedOn: '2021-11-01' }),
    )
      .when(findFalse({ foundOn: '2021-11-01', ground: 'sameEvidence' }))
      .thenClock(
        { type: 'DeadlineWaived' },
        { type: 'DeadlineSet', data: { deadline: 'rework-2' } },
      );
  });

  test('is found in what was submitted, after that day, with a date ahead', () => {
    for (const history of [opened, continued])
      given(...history)
        .when(findFalse())
        .thenRejected('nothing-submitted');
    given(...submitted)
      .when(findFalse({ foundOn: '2021-10-19' }))
      .thenRejected('found-before-submission');
    given(...submitted)
      .when(findFalse({ foundOn: '2021-11-02' }))
      .thenRejected('date-in-future');
    given(...submitted)
      .when(findFalse({ newDueOn: '2021-11-01' }))
      .thenRejected('new-due-date-past');
  });

  test('is found by others than those who handed in', () => {
    given(...submitted)
      .when(findFalse(), actor('dailySupervisor', 'all', 'targetOwner'))
      .thenRejected('found-by-submitter');
  });

  test('after it, a due day missed is ordered like any other', () => {
    given(...closed, findFalse())
      .when({ ...issueOrder(), on: '2021-11-22' })
      .then({ type: 'SupervisionOrderIssued' });
  });
});
