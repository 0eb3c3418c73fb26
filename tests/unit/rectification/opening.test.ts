import { test } from '@jest/globals';
import { actor } from '../../support/given.js';
import { item, openItem } from '../../support/item.js';

const { given } = item;

test('an item runs from the approval of its plan to its own due date', () => {
  given()
    .when(openItem())
    .then({ type: 'ItemPlanned', data: { finding: 'F1' } }, { type: 'ItemApproved' })
    .thenClock({
      type: 'DeadlineSet',
      data: { deadline: 'rectification-item', anchorOn: '2021-09-10', dueOn: '2021-11-05' },
    })
    .thenState({ status: 'inProgress', unit: 'W-T1' });
});

test('a due date beyond the outer limit is refused', () => {
  given()
    .when(openItem({ dueOn: '2022-08-06' }))
    .thenRejected('beyond-outer-limit');
});

test('only another case opens an item, and once', () => {
  given().when(openItem(), actor('officeDirector')).thenRejected('forbidden');
  given(openItem()).when(openItem()).thenRejected('already-open');
});

test('what is ordered during fieldwork has a short ladder; what a plan wants at once has the plan’s', () => {
  given()
    .when(openItem({ mode: 'immediate' }))
    .thenClock({
      type: 'DeadlineSet',
      data: { deadline: 'immediate-rectification', ladder: 'I', dueOn: '2021-11-05' },
    });
  given()
    .when(openItem({ mode: 'immediate', feedbackOn: '2021-08-05' }))
    .thenClock({
      type: 'DeadlineSet',
      data: { deadline: 'rectification-item', ladder: 'S', dueOn: '2021-11-05' },
    });
});
