import { describe, expect, test } from '@jest/globals';
import { extend, meet, start, waive } from '../../../domain/clock/actions.js';
import { owedDeadline } from '../../../domain/clock/state.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import { millisOf, shanghaiDate } from '../../../domain/shared/instant.js';
import { CLOCK } from '../../../domain/shared/roles.js';
import { shippedCalendar } from '../../../domain/shared/working-days.js';
import { actor, contextOn, scenarioOf, type Step } from '../../support/given.js';
import {
  DUE,
  claim,
  fire,
  go,
  open,
  pack,
  pauseOn,
  tickingProcess,
} from '../../support/ticking.js';

describe('setting', () => {
  test('writes down the rule, both versions and what it was counted from', () => {
    scenarioOf(tickingProcess([claim]))
      .given(open)
      .when(go(0))
      .thenClock({
        type: 'DeadlineSet',
        data: {
          deadline: 'claim',
          rule: 'claim',
          anchorEvent: 'Gone',
          anchorOn: '2021-08-05',
          originalDueOn: DUE,
          dueOn: DUE,
          estimated: false,
          ladder: 'S',
          owner: 'targetLiaison',
          pack,
          calendarVersion: shippedCalendar.version,
        },
      });
  });

  test('a rule without a limit needs the case’s own due date', () => {
    const without = tickingProcess([start('rectification-item', pack, '2021-08-05')]);
    expect(() => scenarioOf(without).given(open).when(go(0))).toThrow(RangeError);
    scenarioOf(tickingProcess([start('rectification-item', pack, '2021-08-05', { dueOn: DUE })]))
      .given(open)
      .when(go(0))
      .thenClock({ type: 'DeadlineSet', data: { dueOn: DUE, estimated: false } });
  });

  test('passes over the warnings that lie behind its entry, and of what follows all but the last', () => {
    const process = tickingProcess([claim]);
    const keysOn = (on: string) => {
      const { state } = scenarioOf(process).given(open, go(0, on));
      return process.dueList(state, shippedBook).map(({ rung }) => rung);
    };
    const after = ['missed', 'red', 'red-5', 'red-10', 'red-20'];
    expect(keysOn('2021-08-05')).toEqual(['yellow-call', 'due', ...after]);
    expect(keysOn('2021-08-11')).toEqual(['due', ...after]);
    expect(keysOn('2021-09-30')).toEqual(['missed', 'red-20']);
  });

  test('what lies behind its entry waits for the next working morning', () => {
    const process = tickingProcess([claim]);
    const { state } = scenarioOf(process).given(open, go(0, '2021-09-30'));
    const dues = process.dueList(state, shippedBook);
    expect(dues.map(({ at }) => at)).toEqual(dues.map(() => '2021-10-08T01:00:00.000Z'));
  });
});

describe('a rung', () => {
  const scenario = scenarioOf(tickingProcess([claim]));
  const history = [open, go(0)];

  test('before the due day is a reminder to the post it is owed to', () => {
    scenario
      .given(...history)
      .when(fire('due', DUE, DUE), CLOCK)
      .then()
      .thenClock({
        type: 'ReminderIssued',
        data: { rung: 'due', lamp: 'yellow', to: [{ role: 'targetLiaison', scope: 'unit:W-T1' }] },
      });
  });

  test('after it is an escalation, with its paper', () => {
    scenario
      .given(...history)
      .when(fire('red-5', DUE, '2021-08-19'), CLOCK)
      .thenClock({
        type: 'EscalationRaised',
        data: {
          rung: 'red-5',
          lamp: 'red',
          paper: 'supervision-order',
          to: [
            { role: 'supervisingLeader', scope: 'all' },
            { role: 'officeDirector', scope: 'all' },
            { role: 'dailySupervisor', scope: 'all' },
          ],
        },
      });
  });

  test('the passed due day is a miss, and the ladder goes on', () => {
    scenario
      .given(...history)
      .when(fire('missed', DUE, '2021-08-13'), CLOCK)
      .thenClock({ type: 'DeadlineMissed', data: { rule: 'claim', dueOn: DUE } })
      .thenState({ clock: { deadlines: { claim: { missed: true, status: 'running' } } } });
  });

  test('fires once', () => {
    scenario
      .given(...history, fire('due', DUE, DUE))
      .when(fire('due', DUE, DUE), CLOCK)
      .thenNothing();
  });

  test('fires neither early nor for anyone but the clock', () => {
    scenario
      .given(...history)
      .when(fire('due', DUE, '2021-08-11'), CLOCK)
      .thenRejected('rung-not-due');
    scenario
      .given(...history)
      .when(fire('due', DUE, DUE), actor('officeDirector'))
      .thenRejected('forbidden');
  });

  test.each([
    ['of another due date', fire('due', '2021-08-10', DUE)],
    ['of no ladder', fire('violet', DUE, DUE)],
    ['of no deadline', fire('due', DUE, DUE, 'plan')],
  ])('%s is nothing', (_what, command) => {
    scenario
      .given(...history)
      .when(command, CLOCK)
      .thenNothing();
  });

  test('falls at nine in Shanghai, and on a rest day moves to the next working day', () => {
    const process = tickingProcess([
      start('rectification-item', pack, '2021-08-05', { dueOn: '2021-10-23' }),
    ]);
    const { state } = scenarioOf(process).given(open, go(0));
    const dues = process.dueList(state, shippedBook);
    // Twenty days before Saturday 10-23 lies in the holidays; the due day itself never moves.
    expect(dues.map(({ rung, at }) => [rung, shanghaiDate(at)])).toEqual([
      ['green', '2021-10-08'],
      ['yellow', '2021-10-13'],
      ['yellow-call', '2021-10-20'],
      ['due', '2021-10-23'],
      ['missed', '2021-10-24'],
      ['red', '2021-10-25'],
      ['red-5', '2021-10-29'],
      ['red-10', '2021-11-05'],
      ['red-20', '2021-11-19'],
    ]);
    expect(dues[0]?.at).toBe('2021-10-08T01:00:00.000Z');
    expect(new Set(dues.map(({ at }) => millisOf(at))).size).toBe(dues.length);
  });
});

describe('what stops or moves a ladder', () => {
  const actions = [
    claim,
    meet('claim', DUE),
    extend('claim', '2021-08-20', 'more time'),
    waive('claim', 'not needed'),
  ];
  const scenario = scenarioOf(tickingProcess(actions));

  test.each([
    [1, { type: 'DeadlineMet', data: { metOn: DUE, late: false } }, 'met'],
    [3, { type: 'DeadlineWaived', data: { reason: 'not needed' } }, 'waived'],
    [4, { type: 'DeadlineWaived', data: { reason: 'all-over' } }, 'waived'],
  ])('step %i ends it', (step, event, status) => {
    scenario
      .given(open, go(0))
      .when(go(step))
      .thenClock(event)
      .thenState({ clock: { deadlines: { claim: { status } } } });
    const { state } = scenario.given(open, go(0), go(step));
    expect(owedDeadline(state, 'claim')).toBeUndefined();
    const dues = tickingProcess(actions).dueList(state, shippedBook);
    // A waiver of all there was leaves an open case, which comes up every week.
    expect(dues.map(({ rung }) => rung)).toEqual(
      status === 'waived' ? ['waived-2021-08-05-1'] : [],
    );
    scenario.given(open, go(0), go(step)).when(go(step)).thenClock();
  });

  test('a day late is late', () => {
    scenarioOf(tickingProcess([claim, meet('claim', '2021-08-13')]))
      .given(open, go(0))
      .when(go(1))
      .thenClock({ type: 'DeadlineMet', data: { late: true } });
  });

  test('an extension keeps the original date and the rungs that fired', () => {
    scenario
      .given(open, go(0), fire('due', DUE, DUE))
      .when(go(2))
      .thenClock({
        type: 'DeadlineExtended',
        data: { originalDueOn: DUE, fromDueOn: DUE, dueOn: '2021-08-20' },
      })
      .thenState({
        clock: {
          deadlines: { claim: { originalDueOn: DUE, dueOn: '2021-08-20', fired: ['due'] } },
        },
      });
  });

  test('the new due day can be missed again', () => {
    scenario
      .given(open, go(0), fire('missed', DUE, '2021-08-13'), go(2))
      .when(fire('missed', '2021-08-20', '2021-08-21'), CLOCK)
      .thenClock({ type: 'DeadlineMissed', data: { dueOn: '2021-08-20' } });
  });
});

describe('what may be sent, each refusal with its reason', () => {
  const process = tickingProcess([claim, start('rectification-plan', pack, '2021-08-05')]);
  const scenario = scenarioOf(process);
  const director = { ...actor('officeDirector'), posts: everyPost() };

  function everyPost() {
    return (['officeDirector', 'executiveDeputyHead'] as const).map((role) => ({
      role,
      scope: 'all',
    }));
  }
  function shut(...history: readonly Step[]) {
    const { state, version } = scenario.given(...history);
    const context = contextOn('2021-08-10', director, scenario.stream);
    return Object.fromEntries(
      process
        .availableCommands(state, version, context)
        .filter(({ stage }) => stage === 'deadline-ladder')
        .map(({ command, reason }) => [command, reason?.code ?? 'open']),
    );
  }

  test('follows the deadlines that the case has', () => {
    expect(shut(open)).toEqual({
      PauseDeadline: 'deadline-not-owed',
      ResumeDeadline: 'not-paused',
      ExtendDeadline: 'deadline-not-owed',
      WaiveDeadline: 'last-deadline',
      AcknowledgeReminder: 'nothing-issued',
    });
    const paused = [open, go(0), pauseOn('2021-08-09')];
    expect(shut(...paused)).toMatchObject({
      PauseDeadline: 'already-paused',
      ResumeDeadline: 'open',
      ExtendDeadline: 'open',
      WaiveDeadline: 'last-deadline',
    });
    expect(shut(...paused, go(1), fire('paused-2021-08-09-1', DUE, '2021-08-16'))).toEqual({
      PauseDeadline: 'open',
      ResumeDeadline: 'open',
      ExtendDeadline: 'open',
      WaiveDeadline: 'open',
      AcknowledgeReminder: 'open',
    });
  });
});
