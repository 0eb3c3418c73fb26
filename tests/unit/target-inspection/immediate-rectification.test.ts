import { test } from '@jest/globals';
import { given, orderImmediate, ROUND, storyOf, stream } from '../../support/target-story.js';

const { ready, reviewed, confirmed } = storyOf();

test('an order opens an item of its own', () => {
  given(...confirmed)
    .when(orderImmediate())
    .then({ type: 'ImmediateRectificationOrdered' })
    .thenState({ items: { 'F1-0': { finding: 'F1', outcome: 'open' } } })
    .thenEffects({
      process: 'rectification',
      id: `${stream}/item/F1-0`,
      command: {
        type: 'OpenItem',
        data: {
          target: stream,
          round: ROUND,
          unit: 'W-T1',
          number: 'XC-10-12-W-T1-F1-0',
          mode: 'immediate',
          dueOn: '2021-06-20',
          outerLimitOn: '2021-06-22',
          approvedOn: '2021-06-07',
        },
      },
    });
});

test('only a confirmed finding is put right at once, within the fieldwork', () => {
  given(...reviewed)
    .when(orderImmediate())
    .thenRejected('finding-not-confirmed');
  given(...confirmed)
    .when(orderImmediate({ finding: 'F9' }))
    .thenRejected('finding-unknown');
  given(...confirmed, orderImmediate())
    .when(orderImmediate())
    .thenRejected('item-exists');
  given(...ready)
    .when(orderImmediate())
    .thenRejected('not-in-fieldwork');
});

test('its days lie between confirmation and withdrawal', () => {
  given(...confirmed)
    .when(orderImmediate({ orderedOn: '2021-06-04' }))
    .thenRejected('before-confirmation');
  given(...confirmed)
    .when(orderImmediate({ dueOn: '2021-06-06' }))
    .thenRejected('due-before-order');
  given(...confirmed)
    .when(orderImmediate({ dueOn: '2021-06-23' }))
    .thenRejected('due-after-withdrawal');
  given(...confirmed)
    .when({ ...orderImmediate(), on: '2021-06-06' })
    .thenRejected('date-in-future');
});
