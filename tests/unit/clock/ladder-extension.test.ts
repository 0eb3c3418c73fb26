import { describe, expect, test } from '@jest/globals';
import { extend, meet, start } from '../../../domain/clock/actions.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import { shanghaiClock } from '../../../domain/shared/instant.js';
import { actor, scenarioOf, type Step } from '../../support/given.js';
import {
  DUE,
  claim,
  extendOn,
  fire,
  fired,
  go,
  open,
  pack,
  pauseOn,
  resumeOn,
  tickingProcess,
  waiveOn,
} from '../../support/ticking.js';

const plan = start('rectification-plan', pack, '2021-08-05');
const later = extend('claim', '2021-08-20', '另有安排');
const process = tickingProcess([claim, plan, later], { outerLimitOn: () => '2021-08-31' });
const scenario = scenarioOf(process);
const running = [open, go(0)];
const deputy = actor('executiveDeputyHead');

const comingAfter = (...history: readonly Step[]) =>
  process
    .dueList(scenario.given(...history).state, shippedBook)
    .map(({ rung, at }) => `${rung} ${shanghaiClock(at)}`);

describe('an extension', () => {
  test('keeps the original date and says from which to which day', () => {
    scenario
      .given(...running)
      .when(extendOn('2021-08-10'))
      .then()
      .thenClock({
        type: 'DeadlineExtended',
        data: {
          deadline: 'claim',
          originalDueOn: DUE,
          fromDueOn: DUE,
          dueOn: '2021-08-20',
          reason: '材料未齐',
        },
      })
      .thenState({
        clock: { deadlines: { claim: { originalDueOn: DUE, dueOn: '2021-08-20', extensions: 1 } } },
      });
  });

  test('the first is the office director’s to grant, the second the deputy head’s', () => {
    const once = [...running, extendOn('2021-08-10')];
    const again = extendOn('2021-08-11', { untilOn: '2021-08-25' });
    scenario
      .given(...once)
      .when(again)
      .thenRejected('needs-higher-grant');
    scenario
      .given(...once)
      .when(again, deputy)
      .thenClock({
        type: 'DeadlineExtended',
        data: { originalDueOn: DUE, fromDueOn: '2021-08-20', dueOn: '2021-08-25' },
      });
    scenario
      .given(...running)
      .when(extendOn('2021-08-10'), actor('targetPrincipal', 'unit:W-T1'))
      .thenRejected('forbidden');
  });

  test('is granted on the due day itself, and refused after it', () => {
    scenario
      .given(...running)
      .when(extendOn(DUE))
      .thenClock({ type: 'DeadlineExtended' });
    scenario
      .given(...running)
      .when(extendOn('2021-08-13'))
      .thenRejected('due-day-passed');
  });

  test.each([
    ['extension-not-later', DUE],
    ['extension-not-later', '2021-08-11'],
    ['beyond-outer-limit', '2021-09-01'],
  ])('is refused with %s until %s', (code, untilOn) => {
    scenario
      .given(...running)
      .when(extendOn('2021-08-10', { untilOn }))
      .thenRejected(code);
  });

  test('runs up to the outer limit, its day included', () => {
    scenario
      .given(...running)
      .when(extendOn('2021-08-10', { untilOn: '2021-08-31' }))
      .thenClock({ type: 'DeadlineExtended', data: { dueOn: '2021-08-31' } });
  });

  test('of nothing owed is refused', () => {
    scenario
      .given(...running)
      .when(extendOn('2021-08-10', { deadline: 'plan' }))
      .thenRejected('deadline-not-owed');
  });

  test('leaves the ladder as it is until it is granted, and no rung that fired comes again', () => {
    const warned = [...running, fire('yellow-call', DUE, '2021-08-09')];
    expect(comingAfter(...warned)[0]).toBe('due 2021-08-12 09:00');
    expect(comingAfter(...warned, extendOn('2021-08-10'))).toEqual([
      'due 2021-08-20 09:00',
      'missed 2021-08-21 00:00',
      'red 2021-08-23 09:00',
      'red-5 2021-08-27 09:00',
      'red-10 2021-09-03 09:00',
      'red-20 2021-09-17 09:00',
    ]);
  });

  test('answers what had been raised, and the granted day can be missed in its turn', () => {
    const missed = [...running, fire('missed', DUE, '2021-08-13'), fire('red', DUE, '2021-08-13')];
    scenario
      .given(...missed)
      .when(go(2, '2021-08-16'))
      .thenClock(
        { type: 'DeadlineExtended' },
        { type: 'EscalationResolved', data: { rungs: ['red'], by: 'extended' } },
      )
      .thenState({ clock: { deadlines: { claim: { missed: false, escalated: [] } } } });
    expect(comingAfter(...missed, go(2, '2021-08-16'))).toEqual([
      'yellow-call 2021-08-17 09:00',
      'due 2021-08-20 09:00',
      'missed 2021-08-21 00:00',
      'red-5 2021-08-27 09:00',
      'red-10 2021-09-03 09:00',
      'red-20 2021-09-17 09:00',
    ]);
  });

  test('stands as it was granted when an earlier pause is forgotten, and moves with a later one', () => {
    const granted = [
      ...running,
      pauseOn('2021-08-06'),
      resumeOn('2021-08-09'),
      extendOn('2021-08-10'),
    ];
    expect(scenario.given(...granted).state.clock.deadlines['claim']).toMatchObject({
      dueOn: '2021-08-20',
      pauses: [],
    });
    // A granted day was counted by nobody, so it moves by calendar days and stays on a rest day.
    scenario
      .given(...granted, pauseOn('2021-08-11'))
      .when(resumeOn('2021-08-12'))
      .thenClock({
        type: 'DeadlineResumed',
        data: { fromDueOn: '2021-08-20', dueOn: '2021-08-21' },
      });
  });

  test('of a paused deadline leaves the pause open', () => {
    const granted = [...running, pauseOn('2021-08-09'), extendOn('2021-08-10')];
    scenario
      .given(...granted)
      .when(pauseOn('2021-08-11'))
      .thenRejected('already-paused');
    scenario
      .given(...granted)
      .when(resumeOn('2021-08-11'))
      .thenClock({
        type: 'DeadlineResumed',
        data: { fromDueOn: '2021-08-20', dueOn: '2021-08-22' },
      });
  });
});

describe('a waiver', () => {
  const both = [open, go(0), go(1)];

  test('ends a limit and answers what had been raised', () => {
    scenario
      .given(...both, fire('red', DUE, '2021-08-13'))
      .when(waiveOn('2021-08-16'))
      .then()
      .thenClock(
        { type: 'DeadlineWaived', data: { deadline: 'claim', reason: '不再需要' } },
        { type: 'EscalationResolved', data: { rungs: ['red'], by: 'waived' } },
      );
    const { state } = scenario.given(...both, waiveOn('2021-08-10'));
    expect(state.clock.deadlines['claim']?.status).toBe('waived');
    expect(process.dueList(state, shippedBook).map(({ deadline }) => deadline)).not.toContain(
      'claim',
    );
  });

  test('of the last limit is refused', () => {
    scenario
      .given(...running)
      .when(waiveOn('2021-08-10'))
      .thenRejected('last-deadline');
    scenario
      .given(...both, waiveOn('2021-08-10'))
      .when(waiveOn('2021-08-10', { deadline: plan.rule }))
      .thenRejected('last-deadline');
  });

  test('comes once, and from those who lead', () => {
    scenario
      .given(...both, waiveOn('2021-08-10'))
      .when(waiveOn('2021-08-10'))
      .thenRejected('last-deadline');
    scenario
      .given(...both)
      .when(waiveOn('2021-08-10'), actor('officeDirector'))
      .thenRejected('forbidden');
    scenario
      .given(...both)
      .when(waiveOn('2021-08-10'), actor('leadingGroupHead'))
      .thenClock({ type: 'DeadlineWaived' });
  });

  test('leaves no open case forgotten: once nothing else is owed, it comes up weekly', () => {
    const forgotten = tickingProcess([claim, plan, meet(plan.rule, '2021-08-11')]);
    const idle = [...both, waiveOn('2021-08-10'), go(2, '2021-08-11')];
    const own = scenarioOf(forgotten);
    const [first] = forgotten.dueList(own.given(...idle).state, shippedBook);
    if (!first) throw new Error('nothing is due');
    expect(shanghaiClock(first.at)).toBe('2021-08-17 09:00');
    own
      .given(...idle)
      .when(fired(first))
      .thenClock({
        type: 'ReminderIssued',
        data: {
          deadline: 'claim',
          rung: 'waived-2021-08-10-1',
          to: [{ role: 'officeDirector', scope: 'all' }],
        },
      });
    const reported = [...idle, fired(first)];
    own
      .given(...reported)
      .when(fired(first))
      .thenNothing();
    const moments = (...history: readonly Step[]) =>
      forgotten
        .dueList(own.given(...history).state, shippedBook)
        .map(({ deadline, rung }) => `${deadline} ${rung}`);
    expect(moments(...reported)).toEqual(['claim waived-2021-08-10-2']);
    // Another limit begins: it is watched by its own ladder again.
    expect(moments(...reported, go(1, '2021-08-18'))).not.toContain('claim waived-2021-08-10-2');
  });
});
