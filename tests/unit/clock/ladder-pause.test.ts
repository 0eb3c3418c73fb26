import { describe, expect, test } from '@jest/globals';
import { pause, resume, start } from '../../../domain/clock/actions.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import { shanghaiClock } from '../../../domain/shared/instant.js';
import { actor, scenarioOf, type Step } from '../../support/given.js';
import {
  DUE,
  claim,
  fire,
  fired,
  go,
  open,
  pack,
  pauseOn,
  resumeOn,
  tickingProcess,
} from '../../support/ticking.js';

const plan = start('rectification-plan', pack, '2021-08-05');
const process = tickingProcess([claim, plan]);
const scenario = scenarioOf(process);
const running = [open, go(0)];
const paused = [...running, pauseOn('2021-08-09')];

const comingAfter = (...history: readonly Step[]) =>
  process
    .dueList(scenario.given(...history).state, shippedBook)
    .map(({ rung, at }) => `${rung} ${shanghaiClock(at)}`);

/** Lets the head of the due list fire so many times. @returns the events and their moments */
function fireInTurn(times: number, ...history: readonly Step[]) {
  const steps = [...history];
  const told: { rung: string; on: string; type: string; to: unknown }[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const [due] = process.dueList(scenario.given(...steps).state, shippedBook);
    if (!due) throw new Error('nothing is due');
    const { decided } = scenario.given(...steps).when(fired(due));
    for (const { type, data } of decided)
      told.push({
        rung: due.rung,
        on: shanghaiClock(due.at),
        type,
        to: (data as { to: unknown }).to,
      });
    steps.push(fired(due));
  }
  return told;
}

describe('a pause', () => {
  test('is told with its first day and its reason', () => {
    scenario
      .given(...running)
      .when(pauseOn('2021-08-10', { pausedOn: '2021-08-09' }))
      .then()
      .thenClock({
        type: 'DeadlinePaused',
        data: { deadline: 'claim', pausedOn: '2021-08-09', reason: '等待上级答复' },
      })
      .thenState({
        clock: {
          deadlines: {
            claim: { status: 'paused', dueOn: DUE, pauses: [{ fromOn: '2021-08-09', toOn: null }] },
          },
        },
      });
  });

  test('silences the ladder but for one weekly word to the office director', () => {
    expect(comingAfter(...paused)).toEqual(['paused-2021-08-09-1 2021-08-16 09:00']);
    scenario
      .given(...paused)
      .when(fire('due', DUE, DUE))
      .thenNothing();
    scenario
      .given(...paused)
      .when(fire('missed', DUE, '2021-08-13'))
      .thenNothing();
  });

  test('that never ends is reported every week under a key of its own, rest days passed over', () => {
    const told = fireInTurn(10, ...paused);
    expect(told.map(({ on }) => on.slice(5, 10))).toEqual([
      ...['08-16', '08-23', '08-30', '09-06', '09-13', '09-22', '09-27', '10-08', '10-11', '10-18'],
    ]);
    expect(told.map(({ rung }) => rung)).toEqual(
      Array.from({ length: 10 }, (_, index) => `paused-2021-08-09-${index + 1}`),
    );
    for (const { type, to } of told)
      expect({ type, to }).toEqual({
        type: 'ReminderIssued',
        to: [{ role: 'officeDirector', scope: 'all' }],
      });
  });

  test('entered weeks late is not reported for the weeks behind', () => {
    const late = [
      open,
      go(1),
      pauseOn('2021-09-01', { deadline: plan.rule, pausedOn: '2021-08-09' }),
    ];
    expect(fireInTurn(2, ...late).map(({ rung, on }) => `${rung} ${on}`)).toEqual([
      'paused-2021-08-09-4 2021-09-06 09:00',
      'paused-2021-08-09-5 2021-09-13 09:00',
    ]);
  });

  test('may begin before the anchor of a limit that counts backwards', () => {
    const notice = start('notice-before-stationing', pack, '2021-05-22');
    scenarioOf(tickingProcess([notice]))
      .given(open, go(0, '2021-04-28'))
      .when(pauseOn('2021-05-06', { deadline: notice.rule }))
      .thenClock({ type: 'DeadlinePaused', data: { pausedOn: '2021-05-06' } });
  });

  test.each([
    ['already-paused', pauseOn('2021-08-10'), paused],
    ['due-day-passed', pauseOn('2021-08-13', { pausedOn: '2021-08-09' }), running],
    ['date-in-future', pauseOn('2021-08-09', { pausedOn: '2021-08-10' }), running],
    ['paused-before-count', pauseOn('2021-08-09', { pausedOn: '2021-08-04' }), running],
    ['deadline-not-owed', pauseOn('2021-08-09', { deadline: 'plan' }), running],
    ['deadline-not-owed', pauseOn('2021-08-09', { deadline: 'constructor' }), running],
  ])('is refused with %s', (code, command, history) => {
    scenario
      .given(...history)
      .when(command)
      .thenRejected(code);
  });

  test('is the office director’s or the deputy head’s to grant, not the owner’s', () => {
    scenario
      .given(...running)
      .when(pauseOn('2021-08-09'), actor('targetLiaison', 'unit:W-T1'))
      .thenRejected('forbidden');
    scenario
      .given(...running)
      .when(pauseOn('2021-08-09'), actor('executiveDeputyHead'))
      .thenClock({ type: 'DeadlinePaused' });
  });
});

describe('counting again', () => {
  test('moves a limit of working days by the working days that were paused', () => {
    scenario
      .given(...paused)
      .when(resumeOn('2021-08-16'))
      .then()
      .thenClock({
        type: 'DeadlineResumed',
        data: {
          deadline: 'claim',
          pausedOn: '2021-08-09',
          resumedOn: '2021-08-16',
          fromDueOn: DUE,
          dueOn: '2021-08-19',
          estimated: false,
        },
      })
      .thenState({ clock: { deadlines: { claim: { status: 'running', originalDueOn: DUE } } } });
  });

  test('moves a limit of months by calendar days, onto a working day', () => {
    // From Monday 09-06; seven days on is a Monday again, five days on a Saturday.
    for (const [resumedOn, dueOn] of [
      ['2021-08-16', '2021-09-13'],
      ['2021-08-14', '2021-09-13'],
      ['2021-08-10', '2021-09-07'],
    ] as const)
      scenario
        .given(open, go(1), pauseOn('2021-08-09', { deadline: plan.rule }))
        .when(resumeOn(resumedOn, { deadline: plan.rule }))
        .thenClock({ type: 'DeadlineResumed', data: { fromDueOn: '2021-09-06', dueOn } });
  });

  test('goes on with the ladder of the moved day', () => {
    expect(comingAfter(...paused, resumeOn('2021-08-16'))).toEqual([
      'due 2021-08-19 09:00',
      'missed 2021-08-20 00:00',
      'red 2021-08-20 09:00',
      'red-5 2021-08-26 09:00',
      'red-10 2021-09-02 09:00',
      'red-20 2021-09-16 09:00',
    ]);
  });

  test('on the day of the pause moves nothing', () => {
    scenario
      .given(...paused)
      .when(resumeOn('2021-08-09'))
      .thenClock({ type: 'DeadlineResumed', data: { fromDueOn: DUE, dueOn: DUE } });
  });

  test('after a second pause adds both up; the second does not reach back into the first', () => {
    const once = [...paused, resumeOn('2021-08-10')];
    const twice = [...once, pauseOn('2021-08-11'), resumeOn('2021-08-13')];
    expect(scenario.given(...twice).state.clock.deadlines['claim']).toMatchObject({
      dueOn: '2021-08-17',
      pauses: [
        { fromOn: '2021-08-09', toOn: '2021-08-10' },
        { fromOn: '2021-08-11', toOn: '2021-08-13' },
      ],
    });
    scenario
      .given(...once)
      .when(pauseOn('2021-08-11', { pausedOn: '2021-08-09' }))
      .thenRejected('paused-before-count');
  });

  test('reports a second pause under its own keys', () => {
    const twice = [...paused, resumeOn('2021-08-16'), pauseOn('2021-08-17')];
    expect(comingAfter(...twice)).toEqual(['paused-2021-08-17-1 2021-08-24 09:00']);
  });

  test.each([
    ['not-paused', resumeOn('2021-08-09'), running],
    ['resumed-before-pause', resumeOn('2021-08-10', { resumedOn: '2021-08-06' }), paused],
    ['date-in-future', resumeOn('2021-08-10', { resumedOn: '2021-08-11' }), paused],
    ['deadline-not-owed', resumeOn('2021-08-10', { deadline: 'plan' }), paused],
  ])('is refused with %s', (code, command, history) => {
    scenario
      .given(...history)
      .when(command)
      .thenRejected(code);
  });
});

describe('a stage of the case', () => {
  const steps = [claim, pause('claim', '2021-08-09', '停工'), resume('claim', '2021-08-16')];
  const own = scenarioOf(tickingProcess(steps));

  test('pauses and resumes as people do, each once', () => {
    own
      .given(open, go(0))
      .when(go(1, '2021-08-09'))
      .thenClock({ type: 'DeadlinePaused', data: { reason: '停工' } });
    own.given(open, go(0), go(1, '2021-08-09')).when(go(1, '2021-08-09')).thenClock();
    own
      .given(open, go(0), go(1, '2021-08-09'))
      .when(go(2, '2021-08-16'))
      .thenClock({ type: 'DeadlineResumed', data: { dueOn: '2021-08-19' } });
    own.given(open, go(0)).when(go(2, '2021-08-16')).thenClock();
  });

  test('answers what had been raised by pausing', () => {
    own
      .given(open, go(0), fire('red', DUE, '2021-08-13'))
      .when(go(1, '2021-08-16'))
      .thenClock(
        { type: 'DeadlinePaused' },
        { type: 'EscalationResolved', data: { rungs: ['red'], by: 'paused' } },
      );
  });
});
