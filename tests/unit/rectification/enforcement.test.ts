import { describe, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  closed,
  findFalse,
  holdTalk,
  issueOrder,
  item,
  opened,
  ordered,
  requested,
  grantExtension,
  returnVerification,
  submitted,
  submitCompletion,
  submitEvidence,
  verifier,
} from '../../support/item.js';

const { given } = item;
/** The item is due on 2021-11-05. */
const order = (changes = {}) => ({ ...issueOrder(changes), on: '2021-12-10' });
const talk = (changes = {}) => ({ ...holdTalk(changes), on: '2021-12-10' });

describe('a supervision order', () => {
  test('goes to an overdue item and leaves its due day', () => {
    given(...opened)
      .when(order({ issuedOn: '2021-11-06', dueOn: '2021-11-12' }))
      .then({ type: 'SupervisionOrderIssued', data: { order: 'DB-1', level: 1 } })
      .thenClock();
  });

  test('never to one whose due day has not passed, or was extended', () => {
    given(...opened)
      .when(order({ issuedOn: '2021-11-05', dueOn: '2021-11-12' }))
      .thenRejected('item-not-overdue');
    given(...requested, grantExtension())
      .when(order())
      .thenRejected('item-not-overdue');
    given(...closed)
      .when(order())
      .thenRejected('item-not-in-progress');
  });

  test('is followed by another only when it has lapsed', () => {
    const next = { order: 'DB-2', level: 2, dueOn: '2021-12-05' };
    given(...opened, order())
      .when(order({ ...next, issuedOn: '2021-11-26' }))
      .thenRejected('order-running');
    given(...opened, order())
      .when(order({ ...next, issuedOn: '2021-11-27' }))
      .then({ type: 'SupervisionOrderIssued', data: { order: 'DB-2', level: 2 } });
  });

  test('of an earlier attempt holds up none of the present one', () => {
    const returned = [
      ...[...opened, order(), submitEvidence()],
      { ...submitCompletion({ submittedOn: '2021-11-23' }), on: '2021-11-23' },
      { ...returnVerification(), by: verifier, on: '2021-11-23' },
    ];
    given(...returned)
      .when({ ...holdTalk({ heldOn: '2021-12-10' }), on: '2021-12-10' })
      .thenRejected('order-missing');
    given(...returned)
      .when(order({ order: 'DB-2', issuedOn: '2021-12-08', dueOn: '2021-12-12' }))
      .then({ type: 'SupervisionOrderIssued' });
  });

  test.each([
    ['order-exists', { issuedOn: '2021-12-01', dueOn: '2021-12-05' }],
    ['due-before-order', { order: 'DB-2', issuedOn: '2021-12-01', dueOn: '2021-11-30' }],
    ['date-in-future', { order: 'DB-2', issuedOn: '2021-12-11', dueOn: '2021-12-15' }],
  ])('refused: %s', (code, change) => {
    given(...opened, order())
      .when(order(change))
      .thenRejected(code);
  });

  test('is dated within the attempt', () => {
    given(...closed, { ...findFalse(), on: '2021-11-30' })
      .when(order())
      .thenRejected('before-attempt');
  });
});

describe('a warning talk', () => {
  test('follows the order', () => {
    given(...ordered)
      .when(talk(), actor('leadingGroupMember'))
      .then({ type: 'WarningTalkHeld', data: { with: '县中医院院长' } })
      .thenClock();
    given(...opened)
      .when(talk())
      .thenRejected('order-missing');
    given(...submitted)
      .when(talk())
      .thenRejected('item-not-in-progress');
  });

  test.each([
    ['talk-before-order', { heldOn: '2021-11-21' }],
    ['date-in-future', { heldOn: '2021-12-11' }],
  ])('refused: %s', (code, change) => {
    given(...ordered)
      .when(talk(change))
      .thenRejected(code);
  });

  test('the same minutes count once', () => {
    given(...ordered, talk())
      .when(talk({ heldOn: '2021-12-01' }))
      .thenRejected('talk-recorded');
  });
});
