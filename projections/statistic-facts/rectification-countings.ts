import { count, counting, numberIf, type Count, type Countings } from './counting.js';

interface Met {
  readonly deadline: string;
  readonly metOn: string;
  readonly late: boolean;
}
interface Recovered {
  readonly amountFen: number;
  readonly atLeast: boolean;
}

/** What was done is owed again; what was still open stays so. */
const REOPENED: readonly Count[] = [
  count('itemsReopened', (_data, { outcome }) => numberIf(outcome !== 'open')),
  count('itemsOpen', (_data, { outcome }) => numberIf(outcome !== 'open')),
  count('itemsClosed', (_data, { outcome }) => -numberIf(outcome === 'closed')),
  count(
    'immediateCompleted',
    (_data, { itemMode, outcome }) => -numberIf(itemMode === 'immediate' && outcome === 'closed'),
  ),
  count('itemsContinuing', (_data, { outcome }) => -numberIf(outcome === 'continuing')),
];

/** Items of rectification, how they end, and what they yield. */
export const ITEM_COUNTINGS: Countings = {
  ItemApproved: counting<{ approvedOn: string }>(
    ({ approvedOn }) => approvedOn,
    count('items', (_data, { itemMode: kind = '' }) => ({ amount: 1, kind })),
    count('itemsOpen'),
  ),
  ItemMarkedContinuing: counting<{ on: string }>(
    ({ on }) => on,
    count('itemsOpen', (_data, { outcome }) => -numberIf(outcome === 'open')),
    count('itemsContinuing', (_data, { outcome }) => numberIf(outcome !== 'continuing')),
  ),
  ItemClosed: counting<{ closedOn: string }>(
    ({ closedOn }) => closedOn,
    count('itemsOpen', (_data, { outcome }) => -numberIf(outcome === 'open')),
    count('itemsContinuing', (_data, { outcome }) => -numberIf(outcome === 'continuing')),
    count('itemsClosed', (_data, { outcome }) => numberIf(outcome !== 'closed')),
    count('immediateCompleted', (_data, { itemMode, outcome }) =>
      numberIf(itemMode === 'immediate' && outcome !== 'closed'),
    ),
  ),
  ItemReopened: counting<{ reopenedOn: string }>(({ reopenedOn }) => reopenedOn, ...REOPENED),
  FalseRectificationFound: counting<{ foundOn: string }>(({ foundOn }) => foundOn, ...REOPENED),
  RuleEstablished: counting<{ establishedOn: string }>(
    ({ establishedOn }) => establishedOn,
    count<{ rule: string; kind: string }>('rulesEstablished', ({ rule: subject, kind }) => ({
      amount: 1,
      subject,
      kind,
    })),
  ),
  MoneyRecovered: counting<{ recoveredOn: string }>(
    ({ recoveredOn }) => recoveredOn,
    count<Recovered>('moneyRecovered', ({ amountFen: amount, atLeast }) => ({ amount, atLeast })),
  ),
  PersonDisciplined: counting<{ disciplinedOn: string }>(
    ({ disciplinedOn }) => disciplinedOn,
    count<{ kind: string; count: number }>('personsDisciplined', ({ kind, count: amount }) => ({
      amount,
      kind,
    })),
  ),
  AccountabilityDecided: counting<{ decidedOn: string }>(
    ({ decidedOn }) => decidedOn,
    count('accountability'),
  ),
};

/** A missed deadline that is met, waived, moved or set anew is no longer overdue. */
const noLongerOverdue = count<{ deadline: string }>(
  'deadlinesOverdue',
  ({ deadline: subject }, { overdue = [] }) => ({
    amount: overdue.includes(subject) ? -1 : 0,
    subject,
  }),
);

/** Whether what was owed came in time. */
export const DEADLINE_COUNTINGS: Countings = {
  DeadlineMissed: counting(
    undefined,
    count<{ deadline: string }>('deadlinesOverdue', ({ deadline: subject }, { overdue = [] }) => ({
      amount: overdue.includes(subject) ? 0 : 1,
      subject,
    })),
  ),
  DeadlineMet: counting<Met>(
    ({ metOn }) => metOn,
    count<Met>('deadlinesOnTime', ({ deadline: subject, late }) => ({
      amount: numberIf(!late),
      subject,
    })),
    count<Met>('deadlinesLate', ({ deadline: subject, late }) => ({
      amount: numberIf(late),
      subject,
    })),
    noLongerOverdue,
  ),
  DeadlineWaived: counting(undefined, noLongerOverdue),
  DeadlineExtended: counting(undefined, noLongerOverdue),
  DeadlineSet: counting(undefined, noLongerOverdue),
};
