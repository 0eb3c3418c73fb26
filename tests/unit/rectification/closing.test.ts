import { expect, test } from '@jest/globals';
import { uuid } from '../../support/given.js';
import { closeItem, closed, item, submitted, verified, verifier } from '../../support/item.js';

const { given } = item;

test('the office closes a verified item and tells the target', () => {
  const { state } = given(...verified)
    .when(closeItem())
    .then({ type: 'ItemClosed' })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'item-closing', late: false } })
    .thenEffects({
      process: 'target-inspection',
      id: uuid(7),
      command: {
        type: 'NoteItemOutcome',
        data: { item: 'F1-1', outcome: 'closed', on: '2021-10-28' },
      },
    });
  const left = Object.values(state.clock.deadlines).filter(({ status }) => status === 'running');
  expect(left).toEqual([]);
});

test('whoever verified does not close', () => {
  const both = { id: verifier.id, posts: [{ role: 'officeStaff', scope: 'all' }] } as const;
  given(...verified)
    .when(closeItem(), { ...both, posts: [...both.posts] })
    .thenRejected('closed-by-verifier');
});

test('only a verified item is closed, after its verification', () => {
  given(...submitted)
    .when(closeItem())
    .thenRejected('item-not-verified');
  given(...closed)
    .when(closeItem())
    .thenRejected('item-not-verified');
  given(...verified)
    .when(closeItem({ closedOn: '2021-10-24' }))
    .thenRejected('closed-before-verification');
  given(...verified)
    .when(closeItem({ closedOn: '2021-11-02' }))
    .thenRejected('date-in-future');
});
