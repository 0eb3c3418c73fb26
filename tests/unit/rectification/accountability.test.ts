import { describe, expect, test } from '@jest/globals';
import { shippedBook } from '../../../domain/policy/packs.js';
import { rectification } from '../../../domain/rectification/index.js';
import { CLOCK } from '../../../domain/shared/roles.js';
import { actor } from '../../support/given.js';
import {
  archiveItem,
  closed,
  decideAccountability,
  declineAccountability,
  item,
  markContinuing,
  opened,
  proposeAccountability,
  proposed,
  reopenItem,
} from '../../support/item.js';

const { given } = item;

describe('a proposal of accountability', () => {
  test('may concern an item being worked on as well as a closed one', () => {
    for (const history of [opened, closed])
      given(...history)
        .when(proposeAccountability(), actor('disciplineReceiver'))
        .then({ type: 'AccountabilityProposed', data: { ground: 'false' } })
        .thenClock({
          type: 'DeadlineSet',
          data: { deadline: 'accountability-decision', dueOn: '2021-11-29' },
        });
  });

  test('waits alone, and is dated within the attempt', () => {
    given(...proposed)
      .when(proposeAccountability())
      .thenRejected('accountability-pending');
    given(...opened)
      .when(proposeAccountability({ proposedOn: '2021-09-09' }))
      .thenRejected('before-attempt');
    given(...opened)
      .when(proposeAccountability({ proposedOn: '2021-11-02' }))
      .thenRejected('date-in-future');
  });

  test('keeps its deadline when the item goes on for years', () => {
    given(...opened, proposeAccountability({ proposedOn: '2021-10-20' }))
      .when(markContinuing())
      .thenClock(
        { type: 'DeadlineWaived', data: { deadline: 'rectification-item' } },
        { type: 'DeadlineSet', data: { deadline: 'continuing-review' } },
      );
  });

  test('holds up the archiving of a closed item until it is decided', () => {
    const { state } = given(...proposed);
    const archiving = () =>
      rectification
        .dueList(state, shippedBook)
        .filter(({ command }) => command.type === 'ArchiveItem');
    expect(archiving()).toEqual([]);
    given(...proposed)
      .when({ ...archiveItem(), on: '2022-04-29' }, CLOCK)
      .thenNothing();
    given(...proposed, declineAccountability())
      .when({ ...archiveItem(), on: '2022-04-29' }, CLOCK)
      .then({ type: 'ItemArchived' });
  });
});

describe('the decision', () => {
  test('names the ground, the measure and the posts', () => {
    given(...proposed)
      .when(decideAccountability())
      .then({
        type: 'AccountabilityDecided',
        data: { ground: 'false', measure: 'notice', against: ['县中医院院长'] },
      })
      .thenClock({ type: 'DeadlineMet', data: { deadline: 'accountability-decision' } });
  });

  test('or declines; then another proposal may come, with a deadline of its own', () => {
    given(...proposed)
      .when(declineAccountability(), actor('executiveDeputyHead'))
      .then({ type: 'AccountabilityDeclined', data: { ground: 'false' } })
      .thenClock({ type: 'DeadlineMet', data: { deadline: 'accountability-decision' } });
    given(...proposed, declineAccountability())
      .when(proposeAccountability({ proposedOn: '2021-11-01', ground: 'perfunctory' }))
      .thenClock({ type: 'DeadlineSet', data: { deadline: 'accountability-decision-2' } });
  });

  test('is another’s than the proposer’s', () => {
    given(...proposed)
      .when(decideAccountability(), actor('leadingGroupHead', 'all', 'officeDirector'))
      .thenRejected('decided-by-proposer');
  });

  test.each([
    ['measure-missing', decideAccountability({ measure: undefined })],
    ['accountable-post-missing', decideAccountability({ against: undefined })],
    ['measure-without-decision', declineAccountability({ measure: 'notice' })],
    ['measure-without-decision', declineAccountability({ against: ['院长'] })],
    ['decided-before-proposal', decideAccountability({ decidedOn: '2021-10-28' })],
    ['date-in-future', decideAccountability({ decidedOn: '2021-11-02' })],
  ])('refused: %s', (code, decision) => {
    given(...proposed)
      .when(decision)
      .thenRejected(code);
  });

  test('needs a proposal, and survives a reopening', () => {
    given(...closed)
      .when(decideAccountability())
      .thenRejected('accountability-not-proposed');
    given(...proposed, decideAccountability())
      .when(decideAccountability())
      .thenRejected('accountability-not-proposed');
    given(...proposed, reopenItem())
      .when(decideAccountability())
      .then({ type: 'AccountabilityDecided' });
  });
});
