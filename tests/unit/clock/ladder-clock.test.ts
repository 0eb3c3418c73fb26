import { describe, expect, test } from '@jest/globals';
import { shippedBook } from '../../../domain/policy/packs.js';
import { instantFromMillis, millisOf, shanghaiClock } from '../../../domain/shared/instant.js';
import { scenarioOf, type Step } from '../../support/given.js';
import { claim, fired, go, open, tickingProcess } from '../../support/ticking.js';

const HOUR_MILLIS = 3_600_000;
const process = tickingProcess([claim]);
const scenario = scenarioOf(process);
const running = [open, go(0)];

function headOf(history: readonly Step[]) {
  const [due] = process.dueList(scenario.given(...history).state, shippedBook);
  if (!due) throw new Error('nothing is due');
  return due;
}
const hoursFrom = (at: Parameters<typeof millisOf>[0], hours: number) =>
  instantFromMillis(millisOf(at) + hours * HOUR_MILLIS);

describe('a clock that jumps', () => {
  test('back an hour fires nothing early and loses nothing', () => {
    const due = headOf(running);
    scenario
      .given(...running)
      .when(fired(due, hoursFrom(due.at, -1)))
      .thenRejected('rung-not-due');
    expect(headOf(running)).toEqual(due);
    scenario
      .given(...running)
      .when(fired(due))
      .thenClock({ type: 'ReminderIssued', data: { rung: due.rung } });
  });

  test('forward a day fires once, and the sane clock after it repeats nothing', () => {
    const due = headOf(running);
    const early = fired(due, hoursFrom(due.at, 24));
    scenario
      .given(...running)
      .when(early)
      .thenClock({ type: 'ReminderIssued', data: { rung: due.rung } });
    for (const at of [due.at, hoursFrom(due.at, 1), hoursFrom(due.at, 48)])
      scenario
        .given(...running, early)
        .when(fired(due, at))
        .thenNothing();
    const next = headOf([...running, early]);
    expect(`${next.rung} ${shanghaiClock(next.at)}`).toBe('due 2021-08-12 09:00');
  });

  test('forward a year fires every rung of the ladder once, in order', () => {
    const history = [...running];
    const told: string[] = [];
    for (;;) {
      const { state } = scenario.given(...history);
      const [due] = process.dueList(state, shippedBook);
      if (!due) break;
      const step = fired(due, hoursFrom(due.at, 365 * 24));
      const { decided } = scenario.given(...history).when(step);
      told.push(...decided.map(({ type }) => `${due.rung} ${type}`));
      history.push(step);
    }
    expect(told).toEqual([
      'yellow-call ReminderIssued',
      'due ReminderIssued',
      'missed DeadlineMissed',
      'red EscalationRaised',
      'red-5 EscalationRaised',
      'red-10 EscalationRaised',
      'red-20 EscalationRaised',
    ]);
  });
});
