import { describe, expect, test } from '@jest/globals';
import { meet } from '../../../domain/clock/actions.js';
import { actor, scenarioOf, type Step } from '../../support/given.js';
import {
  DUE,
  claim,
  fire,
  go,
  open,
  pauseOn,
  tickingProcess,
  undeliveredTo,
} from '../../support/ticking.js';

const met = (on: string) => meet('claim', on);
const process = tickingProcess([claim, met(DUE), met('2021-08-13'), met('2021-08-30')]);
const scenario = scenarioOf(process);
const running = [open, go(0)];
const reminded = [...running, fire('due', DUE, DUE)];
const liaison = actor('targetLiaison', 'unit:W-T1');

const acknowledge = (rung: string, role: string): Step => ({
  type: 'AcknowledgeReminder',
  data: { deadline: 'claim', rung, role },
  on: DUE,
});

describe('a deadline that is met', () => {
  test('is in time by its business date, entered before the due day or weeks after it', () => {
    const inTime = { type: 'DeadlineMet', data: { metOn: DUE, dueOn: DUE, late: false } };
    for (const enteredOn of [DUE, '2021-08-31'])
      scenario
        .given(...running)
        .when(go(1, enteredOn))
        .thenClock(inTime)
        .thenState({ clock: { deadlines: { claim: { status: 'met', metOn: DUE } } } });
  });

  test('is late from the day after', () => {
    scenario
      .given(...running)
      .when(go(2, '2021-08-13'))
      .thenClock({ type: 'DeadlineMet', data: { metOn: '2021-08-13', late: true } });
  });

  test('is never late by the days of a pause', () => {
    scenario
      .given(...running, pauseOn('2021-08-09'))
      .when(go(3, '2021-08-30'))
      .thenClock({ type: 'DeadlineMet', data: { metOn: '2021-08-30', dueOn: DUE, late: false } });
  });

  test('answers all that had been raised, once', () => {
    const raised = [
      ...running,
      fire('missed', DUE, '2021-08-13'),
      fire('red', DUE, '2021-08-13'),
      fire('red-5', DUE, '2021-08-19'),
    ];
    scenario
      .given(...raised)
      .when(go(3, '2021-08-30'))
      .then({ type: 'Gone' })
      .thenClock(
        { type: 'DeadlineMet', data: { late: true } },
        { type: 'EscalationResolved', data: { rungs: ['red', 'red-5'], by: 'met' } },
      )
      .thenState({ clock: { deadlines: { claim: { escalated: [], missed: true } } } });
    scenario
      .given(...raised, go(3, '2021-08-30'))
      .when(go(1, '2021-08-31'))
      .thenClock();
  });

  test('has nothing to answer where nobody was told but by reminders', () => {
    scenario
      .given(...reminded)
      .when(go(1, DUE))
      .thenClock({ type: 'DeadlineMet' });
  });
});

describe('a reminder', () => {
  test('is acknowledged by a holder of a post it was addressed to, once', () => {
    scenario
      .given(...reminded)
      .when(acknowledge('due', 'targetLiaison'), liaison)
      .then()
      .thenClock({
        type: 'ReminderAcknowledged',
        data: { deadline: 'claim', rung: 'due', role: 'targetLiaison' },
      });
    const other = actor('targetLiaison', 'unit:W-T1', 'deputy-liaison');
    scenario
      .given(...reminded, { ...acknowledge('due', 'targetLiaison'), by: liaison })
      .when(acknowledge('due', 'targetLiaison'), other)
      .thenNothing();
  });

  test('is acknowledged after its deadline was met, too', () => {
    scenario
      .given(...reminded, go(1, DUE))
      .when(acknowledge('due', 'targetLiaison'), liaison)
      .thenClock({ type: 'ReminderAcknowledged' });
  });

  test('does not stop the ladder', () => {
    const { state } = scenario.given(...reminded, {
      ...acknowledge('due', 'targetLiaison'),
      by: liaison,
    });
    expect(state.clock.deadlines['claim']).toMatchObject({ status: 'running', fired: ['due'] });
  });

  test.each([
    ['not-addressed', acknowledge('due', 'officeDirector'), actor('officeDirector')],
    ['not-your-post', acknowledge('due', 'targetLiaison'), actor('officeDirector')],
    ['not-reminded', acknowledge('red', 'targetLiaison'), liaison],
    ['not-reminded', acknowledge('violet', 'targetLiaison'), liaison],
    [
      'not-reminded',
      {
        ...acknowledge('due', 'targetLiaison'),
        data: { deadline: 'constructor', rung: 'due', role: 'targetLiaison' },
      },
      liaison,
    ],
    ['forbidden', acknowledge('due', 'targetLiaison'), actor('targetLiaison', 'unit:W-T2')],
  ])('is not acknowledged: %s', (code, command, by) => {
    scenario
      .given(...reminded)
      .when(command, by)
      .thenRejected(code);
  });

  test('of a case that issued none is not acknowledged', () => {
    scenario
      .given(...running)
      .when(acknowledge('due', 'targetLiaison'), liaison)
      .thenRejected('nothing-issued');
  });

  test('the end of a due day is no reminder', () => {
    scenario
      .given(...running, fire('missed', DUE, '2021-08-13'))
      .when(acknowledge('missed', 'targetLiaison'), liaison)
      .thenRejected('not-reminded');
  });

  test('of a pause is acknowledged by the office director', () => {
    const week = 'paused-2021-08-09-1';
    scenario
      .given(...running, pauseOn('2021-08-09'), fire(week, DUE, '2021-08-16'))
      .when({ ...acknowledge(week, 'officeDirector'), on: '2021-08-16' }, actor('officeDirector'))
      .thenClock({ type: 'ReminderAcknowledged' });
  });
});

describe('a notice that reached nobody', () => {
  const lost = (role: string, rung = 'due') => undeliveredTo(role, rung, DUE);

  test('climbs to those of the next rung that names somebody else', () => {
    scenario
      .given(...reminded)
      .when(undeliveredTo('targetLiaison', 'due', DUE, 'unit:W-T1'))
      .then()
      .thenClock({
        type: 'ReminderUndelivered',
        data: {
          deadline: 'claim',
          rung: 'due',
          dueOn: DUE,
          lamp: 'yellow',
          of: { role: 'targetLiaison', scope: 'unit:W-T1' },
          to: [
            { role: 'targetPrincipal', scope: 'unit:W-T1' },
            { role: 'officeStaff', scope: 'all' },
          ],
          paper: null,
          why: 'no address',
        },
      })
      .thenState({ clock: { deadlines: { claim: { undelivered: ['due/targetLiaison'] } } } });
  });

  test('climbs once per rung and post', () => {
    const once = [...reminded, lost('targetLiaison')];
    scenario
      .given(...once)
      .when(lost('targetLiaison'))
      .thenNothing();
    // The climbed notice was lost in its turn: the next rung up tells others, not those who were lost before.
    scenario
      .given(...once)
      .when(lost('targetPrincipal'))
      .thenClock({
        type: 'ReminderUndelivered',
        data: { to: [{ role: 'officeStaff', scope: 'all' }] },
      });
  });

  test('whoever it climbed to may acknowledge it', () => {
    scenario
      .given(...reminded, lost('targetLiaison'))
      .when(acknowledge('due', 'targetPrincipal'), actor('targetPrincipal', 'unit:W-T1'))
      .thenClock({ type: 'ReminderAcknowledged', data: { role: 'targetPrincipal' } });
  });

  test('from the top of the ladder comes to the office director', () => {
    scenario
      .given(...running, fire('red-20', DUE, '2021-09-09'))
      .when(lost('leadingGroupHead', 'red-20'))
      .thenClock({
        type: 'ReminderUndelivered',
        data: { lamp: 'red', to: [{ role: 'officeDirector', scope: 'all' }] },
      });
  });

  test('about a pause comes to the office director again, not down the ladder', () => {
    const week = 'paused-2021-08-09-1';
    scenario
      .given(...running, pauseOn('2021-08-09'), fire(week, DUE, '2021-08-16'))
      .when(lost('officeDirector', week))
      .thenClock({
        type: 'ReminderUndelivered',
        data: { to: [{ role: 'officeDirector', scope: 'all' }] },
      });
  });

  test('is nothing under a rung that never fired, nor once the deadline is met', () => {
    scenario
      .given(...running)
      .when(lost('targetLiaison'))
      .thenNothing();
    scenario
      .given(...reminded, go(1, DUE))
      .when(lost('targetLiaison'))
      .thenNothing();
  });
});
