import { describe, expect, test } from '@jest/globals';
import { extend, start } from '../../../domain/clock/actions.js';
import { recalculated } from '../../../domain/clock/recalculation.js';
import { shanghaiClock } from '../../../domain/shared/instant.js';
import { NOTICE_YEARS } from '../../../domain/shared/working-day-notices.js';
import { actor, scenarioOf, type Step } from '../../support/given.js';
import {
  DUE,
  bookWith,
  calendarWith,
  claim,
  fire,
  go,
  open,
  pack,
  pauseOn,
  recalculateBy,
  resumeOn,
  tickingProcess,
} from '../../support/ticking.js';

const year2021 = NOTICE_YEARS['2021'] ?? { rest: [], work: [] };
/** Wednesday 08-11 is a rest day after all. */
const flood = calendarWith('cn-flood', {
  '2021': { ...year2021, rest: [...year2021.rest, ['2021-08-11', '2021-08-11', '防汛']] },
});
/** Another name for the same days. */
const same = calendarWith('cn-same', {});
const notice2027 = calendarWith('cn-notices-2027', {
  '2027': { rest: [['2027-01-01', '2027-01-03', '元旦']], work: [] },
});

const granted = extend('claim', '2021-08-20', '另有安排');
const process = tickingProcess([claim, granted]);
const running = [open, go(0)];
const before = scenarioOf(process);

/** The case as it stands by the shipped calendar, then asked to count by another. */
function recalculate(
  calendar: typeof flood,
  history: readonly Step[] = running,
  on = '2021-08-10',
  by = process,
) {
  const book = bookWith({ calendars: [calendar] });
  const { state, events } = scenarioOf(by).given(...history);
  const moves = Object.values(state.clock.deadlines).flatMap(
    (found) => recalculated(found, book) ?? [],
  );
  // As events of the log, so that the history is not counted by the new calendar from the start.
  const logged = events.map(({ type, data, now }) => ({ type, data, at: now }));
  const ask = recalculateBy(calendar.version, on);
  const scenario = scenarioOf(by, { book });
  return {
    moves,
    verdict: scenario.given(...logged).when(ask),
    again: () => scenario.given(...logged, ask).when(ask),
    book,
  };
}

describe('another calendar', () => {
  test('moves the day, with both dates and both versions', () => {
    recalculate(flood)
      .verdict.then()
      .thenClock({
        type: 'DeadlineRecalculated',
        data: {
          deadline: 'claim',
          fromDueOn: DUE,
          dueOn: '2021-08-13',
          fromCalendar: 'cn-notices-2026',
          calendarVersion: 'cn-flood',
          estimated: false,
          rungsMoved: 6,
        },
      })
      .thenState({
        clock: {
          deadlines: {
            claim: { originalDueOn: DUE, dueOn: '2021-08-13', calendarVersion: 'cn-flood' },
          },
        },
      });
  });

  test('plans the coming rungs anew, and none that fired comes again', () => {
    const warned = [...running, fire('yellow-call', DUE, '2021-08-09')];
    const { verdict, book } = recalculate(flood, warned);
    expect(
      process.dueList(verdict.state, book).map(({ rung, at }) => `${rung} ${shanghaiClock(at)}`),
    ).toEqual([
      'due 2021-08-13 09:00',
      'missed 2021-08-14 00:00',
      'red 2021-08-16 09:00',
      'red-5 2021-08-20 09:00',
      'red-10 2021-08-27 09:00',
      'red-20 2021-09-10 09:00',
    ]);
  });

  test('that moves nothing writes nothing', () => {
    recalculate(same).verdict.thenNothing();
    expect(recalculate(same).moves).toEqual([]);
  });

  test('counts the same a second time', () => {
    recalculate(flood).again().thenNothing();
  });

  test('other than the one in force is not counted by', () => {
    before
      .given(...running)
      .when(recalculateBy('cn-flood', '2021-08-10'))
      .thenNothing();
  });

  test('leaves a granted day where it is, and moves the warnings of it', () => {
    expect(recalculate(flood, [...running, go(1, '2021-08-10')]).moves).toEqual([]);
    const shifted = calendarWith('cn-late', {
      '2021': { ...year2021, rest: [...year2021.rest, ['2021-08-18', '2021-08-18', '防汛']] },
    });
    expect(recalculate(shifted, [...running, go(1, '2021-08-10')]).moves).toEqual([
      {
        deadline: 'claim',
        fromDueOn: '2021-08-20',
        dueOn: '2021-08-20',
        fromCalendar: 'cn-notices-2026',
        calendarVersion: 'cn-late',
        estimated: false,
        rungsMoved: 1,
      },
    ]);
  });

  test('counts the pauses anew, too', () => {
    const paused = (resumedOn: string) => [
      ...running,
      pauseOn('2021-08-10', { pausedOn: '2021-08-09' }),
      resumeOn(resumedOn),
    ];
    expect(recalculate(flood, paused('2021-08-11'), '2021-08-13').moves).toMatchObject([
      { fromDueOn: '2021-08-16', dueOn: '2021-08-17' },
    ]);
    // The flood day lies in this pause: a day less was paused, and the limit itself ends a day later.
    expect(recalculate(flood, paused('2021-08-12'), '2021-08-13').moves).toEqual([]);
  });

  test('makes an estimated day definite, also where the day stays', () => {
    const late = start('claim', pack, '2026-12-29');
    const estimated = tickingProcess([late]);
    const history = [open, go(0, '2026-12-29')];
    expect(scenarioOf(estimated).given(...history).state.clock.deadlines['claim']).toMatchObject({
      dueOn: '2027-01-06',
      estimated: true,
    });
    recalculate(notice2027, history, '2026-12-30', estimated)
      .verdict.thenClock({
        type: 'DeadlineRecalculated',
        data: { fromDueOn: '2027-01-06', dueOn: '2027-01-06', estimated: false },
      })
      .thenState({ clock: { deadlines: { claim: { estimated: false } } } });
  });

  test('says nothing of what is owed no more', () => {
    const both = tickingProcess([claim, start('rectification-plan', pack, '2021-08-05')]);
    const history = [open, go(0), go(1), go(2)];
    recalculate(flood, history, '2021-08-10', both).verdict.thenNothing();
  });

  test('comes from the organization’s own case, not from a person', () => {
    before
      .given(...running)
      .when(recalculateBy('cn-flood', '2021-08-10'), actor('officeDirector'))
      .thenRejected('forbidden');
  });
});
