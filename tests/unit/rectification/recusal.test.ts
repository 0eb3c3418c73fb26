import { expect, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import { item, noteRecusal, opened, openItem, reportProgress } from '../../support/item.js';

const { given } = item;
const owner = actor('targetOwner', 'unit:W-T1', 'member-1');

test('is noted once, and that person is refused', () => {
  given(...opened)
    .when(reportProgress(), owner)
    .then({ type: 'ProgressReported' });
  given(...opened)
    .when(noteRecusal())
    .then({ type: 'RecusalNoted' })
    .thenState({ recused: ['member-1'] });
  given(...opened, noteRecusal())
    .when(noteRecusal())
    .thenNothing();
  given(...opened, noteRecusal())
    .when(reportProgress(), owner)
    .thenRejected('recused');
});

test('an item opened with recusals has them from its beginning', () => {
  const { state } = given(openItem({ recused: ['member-1'] }));
  expect(state.recused).toEqual(['member-1']);
  given(openItem({ recused: ['member-1'] }))
    .when(reportProgress(), owner)
    .thenRejected('recused');
});
