import { describe, expect, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  grantExtension,
  item,
  opened,
  refuseExtension,
  requested,
  requestExtension,
  submitCompletion,
  submitEvidence,
  submitted,
} from '../../support/item.js';

const { given } = item;
const director = actor('officeDirector');
const deputyHead = actor('executiveDeputyHead');

describe('asking', () => {
  test('starts the time for the answer and leaves the item’s own ladder running', () => {
    const { state } = given(...opened)
      .when(requestExtension())
      .then({ type: 'ExtensionRequested' })
      .thenClock({
        type: 'DeadlineSet',
        data: { deadline: 'extension-decision', dueOn: '2021-11-08' },
      });
    expect(state.clock.deadlines['rectification-item']?.status).toBe('running');
  });

  test.each([
    ['extension-not-later', { untilOn: '2021-11-05' }],
    ['beyond-outer-limit', { untilOn: '2022-08-06' }],
    ['date-in-future', { requestedOn: '2021-11-02' }],
    ['before-attempt', { requestedOn: '2021-09-01' }],
  ])('refused: %s', (code, change) => {
    given(...opened)
      .when(requestExtension(change))
      .thenRejected(code);
  });

  test('ends with the due day, even back-dated', () => {
    given(...opened)
      .when({ ...requestExtension(), on: '2021-11-05' })
      .then({ type: 'ExtensionRequested' });
    given(...opened)
      .when({ ...requestExtension(), on: '2021-11-06' })
      .thenRejected('due-day-passed');
  });

  test('once at a time, while the item is worked on', () => {
    given(...requested)
      .when(requestExtension())
      .thenRejected('extension-pending');
    given(...submitted)
      .when(requestExtension())
      .thenRejected('item-not-in-progress');
  });
});

describe('granting', () => {
  test('moves the due date and keeps the original', () => {
    given(...requested)
      .when(grantExtension())
      .then({ type: 'ExtensionGranted', data: { untilOn: '2021-12-31' } })
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'extension-decision' } },
        {
          type: 'DeadlineExtended',
          data: { originalDueOn: '2021-11-05', fromDueOn: '2021-11-05', dueOn: '2021-12-31' },
        },
      )
      .thenState({
        clock: {
          deadlines: {
            'rectification-item': { originalDueOn: '2021-11-05', dueOn: '2021-12-31' },
          },
        },
      });
  });

  test('the second time is the executive deputy head’s', () => {
    const twice = [
      ...requested,
      grantExtension(),
      requestExtension({ untilOn: '2022-03-31', requestedOn: '2021-11-01' }),
    ];
    given(...twice)
      .when(grantExtension(), director)
      .thenRejected('needs-higher-grant');
    given(...twice)
      .when(grantExtension(), deputyHead)
      .then({ type: 'ExtensionGranted', data: { untilOn: '2022-03-31' } })
      .thenState({
        clock: { deadlines: { 'rectification-item': { originalDueOn: '2021-11-05' } } },
      });
  });

  test('answers a request, of someone else, after it was made', () => {
    given(...opened)
      .when(grantExtension())
      .thenRejected('no-extension-requested');
    given(...opened, { ...requestExtension(), by: actor('targetOwner', 'all', 'officeDirector') })
      .when(grantExtension(), director)
      .thenRejected('granted-by-requester');
    given(...requested)
      .when(grantExtension({ grantedOn: '2021-10-31' }))
      .thenRejected('granted-before-request');
    given(...requested)
      .when(grantExtension({ grantedOn: '2021-11-02' }))
      .thenRejected('date-in-future');
  });
});

describe('refusing', () => {
  test('answers with a reason, and the due date stays', () => {
    given(...requested)
      .when(refuseExtension())
      .then({ type: 'ExtensionRefused', data: { refusedOn: '2021-11-01', reason: '理由不充分' } })
      .thenClock({ type: 'DeadlineMet', data: { deadline: 'extension-decision' } })
      .thenState({ clock: { deadlines: { 'rectification-item': { dueOn: '2021-11-05' } } } });
    given(...opened)
      .when(refuseExtension())
      .thenRejected('no-extension-requested');
  });

  test('the next request has a deadline of its own', () => {
    given(...requested, refuseExtension())
      .when(requestExtension())
      .thenClock({ type: 'DeadlineSet', data: { deadline: 'extension-decision-2' } });
  });
});

test('completion makes an open request void', () => {
  given(...requested, submitEvidence())
    .when(submitCompletion())
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'rectification-item' } },
      { type: 'DeadlineWaived', data: { deadline: 'extension-decision' } },
      { type: 'DeadlineSet', data: { deadline: 'verification' } },
    )
    .thenState({ pendingExtension: null });
});
