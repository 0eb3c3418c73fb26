import { describe, expect, test } from '@jest/globals';
import { actor, digest } from '../../support/given.js';
import {
  establishRule,
  item,
  openItem,
  opened,
  recordDiscipline,
  recordRecovery,
  submitted,
  yielded,
} from '../../support/item.js';

const { given } = item;
const each = [establishRule, recordRecovery, recordDiscipline];

describe('what an item yields', () => {
  test('rules, money in fen, and how many persons, none of them moving a deadline', () => {
    given(...opened)
      .when(establishRule({ kind: 'improved' }))
      .then({ type: 'RuleEstablished', data: { rule: 'GZ-1', kind: 'improved' } })
      .thenClock();
    given(...opened)
      .when(recordRecovery({ amountFen: 345_000_000, atLeast: true }))
      .then({ type: 'MoneyRecovered', data: { amountFen: 345_000_000, atLeast: true } })
      .thenClock();
    given(...opened)
      .when(recordDiscipline(), actor('disciplineReceiver'))
      .then({ type: 'PersonDisciplined', data: { kind: 'partyDiscipline', count: 2 } })
      .thenClock();
  });

  test('each paper counts once', () => {
    given(...yielded)
      .when(establishRule({ title: '采购管理办法 (修订)' }))
      .thenRejected('rule-exists');
    given(...yielded)
      .when(recordRecovery({ amountFen: 1 }))
      .thenRejected('recovery-recorded');
    given(...yielded)
      .when(recordDiscipline({ count: 1 }))
      .thenRejected('discipline-recorded');
  });

  test('several rules and payments add up, and one decision may take measures of two kinds', () => {
    const { state } = given(
      ...yielded,
      establishRule({ rule: 'GZ-2' }),
      recordRecovery({ document: digest('second slip') }),
      recordDiscipline({ kind: 'criticism' }),
    );
    expect(state.outcomes).toHaveLength(6);
  });

  test('belongs to an item being worked on, after the feedback and up to today', () => {
    for (const yields of each) {
      given(...submitted)
        .when(yields())
        .thenRejected('item-not-in-progress');
      given(openItem({ feedbackOn: '2021-10-16' }))
        .when(yields())
        .thenRejected('outcome-before-feedback');
      given(...opened)
        .when({ ...yields(), on: '2021-10-09' })
        .thenRejected('date-in-future');
    }
  });

  test('rules and money are the own unit’s to report, discipline is not', () => {
    given(...opened)
      .when(establishRule(), actor('targetOwner', 'unit:W-T2'))
      .thenRejected('forbidden');
    given(...opened)
      .when(recordDiscipline(), actor('targetLiaison'))
      .thenRejected('forbidden');
  });
});
