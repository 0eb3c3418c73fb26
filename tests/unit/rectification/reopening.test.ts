import { describe, expect, test } from '@jest/globals';
import { rectification } from '../../../domain/rectification/index.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import { CLOCK } from '../../../domain/shared/roles.js';
import {
  archiveItem,
  closed,
  item,
  reopenItem,
  submitCompletion,
  verified,
} from '../../support/item.js';

const { given } = item;

describe('reopening', () => {
  test('starts the item anew and tells the target', () => {
    given(...closed)
      .when(reopenItem())
      .then({ type: 'ItemReopened', data: { reopenedOn: '2021-11-01' } })
      .thenClock({
        type: 'DeadlineSet',
        data: { deadline: 'rectification-item-2', dueOn: '2022-01-31' },
      })
      .thenEffects({
        command: { type: 'NoteItemOutcome', data: { outcome: 'reopened', on: '2021-11-01' } },
      })
      .thenState({ status: 'inProgress' });
  });

  test('asks for new evidence', () => {
    given(...closed, reopenItem())
      .when(submitCompletion({ submittedOn: '2021-11-01' }))
      .thenRejected('evidence-missing');
  });

  test('is for closed items, with a date ahead', () => {
    given(...verified)
      .when(reopenItem())
      .thenRejected('item-not-closed');
    given(...closed)
      .when(reopenItem({ newDueOn: '2021-11-01' }))
      .thenRejected('new-due-date-past');
  });

  test('may go beyond the outer limit, which then moves along', () => {
    given(...closed)
      .when(reopenItem({ newDueOn: '2023-01-31' }))
      .thenState({ outerLimitOn: '2023-01-31' });
  });
});

describe('archiving', () => {
  test('the clock ends the case when the time for reopening is over', () => {
    const { state, version } = given(...closed);
    expect(version).toBeGreaterThan(0);
    // 2022-04-28 is the end of six calendar months.
    expect(rectification.dueList(state, shippedBook)).toMatchObject([
      { deadline: 'item-reopening', at: '2022-04-28T16:00:00.000Z', command: archiveItem() },
    ]);
    given(...closed)
      .when({ ...archiveItem(), on: '2022-04-29' }, CLOCK)
      .then({ type: 'ItemArchived', data: { archivedOn: '2022-04-29' } })
      .thenState({ status: 'archived' });
  });

  test('not before, and not for an item reopened meanwhile', () => {
    given(...closed)
      .when({ ...archiveItem(), on: '2022-04-28' }, CLOCK)
      .thenRejected('archive-not-due');
    given(...closed, reopenItem())
      .when({ ...archiveItem(), on: '2022-04-29' }, CLOCK)
      .thenNothing();
  });

  test('an archived item takes no command', () => {
    given(...closed, { ...archiveItem(), on: '2022-04-29', by: CLOCK })
      .when(reopenItem())
      .thenRejected('case-closed');
  });
});
