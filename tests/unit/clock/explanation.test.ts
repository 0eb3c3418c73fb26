import { describe, expect, test } from '@jest/globals';
import { extend, meet, start } from '../../../domain/clock/actions.js';
import { explainDue } from '../../../domain/clock/due-day.js';
import { explainDeadline, type Explanation } from '../../../domain/clock/explanation.js';
import { countyDefault } from '../../../domain/policy/county-default.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import { shanghaiClock } from '../../../domain/shared/instant.js';
import { ruleOf } from '../../../domain/shared/policy.js';
import { NOTICE_YEARS } from '../../../domain/shared/working-day-notices.js';
import { shippedCalendar } from '../../../domain/shared/working-days.js';
import { actor, scenarioOf, type Step } from '../../support/given.js';
import {
  DUE,
  bookWith,
  calendarWith,
  claim,
  extendOn,
  fire,
  go,
  open,
  pack,
  pauseOn,
  recalculateBy,
  resumeOn,
  tickingProcess,
  undeliveredTo,
  waiveOn,
} from '../../support/ticking.js';

const stated = start('rectification-item', pack, '2021-08-05', { dueOn: '2021-10-23' });
const again = start('claim', pack, '2021-09-01');
const granted = extend('claim', '2021-08-20', '另有安排');
const process = tickingProcess([claim, stated, again, granted, meet('claim', DUE)]);
const running = [open, go(0)];

function explain(history: readonly Step[], deadline = 'claim', book = shippedBook): Explanation {
  const { events } = scenarioOf(process).given(...history);
  const found = explainDeadline(events, deadline, book);
  if (!found) throw new Error(`no deadline ${deadline}`);
  return found;
}
const outlineOf = ({ chapters }: Explanation) =>
  chapters.map(({ what, version, fromDueOn, dueOn }) => ({ what, version, fromDueOn, dueOn }));
const rungsOf = ({ rungs }: Explanation) =>
  rungs.map(({ key, state, at }) => `${state} ${key} ${shanghaiClock(at)}`);
const limit = ruleOf(countyDefault, 'claim').limit ?? undefined;

describe('the count', () => {
  test('names rule, versions, anchor event and every day of the arithmetic', () => {
    const found = explain(running);
    expect(found).toMatchObject({
      deadline: 'claim',
      rule: { rule: 'claim', title: '认领问题', basis: 'B.2', tag: 'P' },
      pack: { pack: 'county-default', version: 1, title: '县级默认规则包' },
      calendarVersion: shippedCalendar.version,
      anchor: { event: 'Gone', on: '2021-08-05', version: 2 },
      status: 'running',
      originalDueOn: DUE,
      dueOn: DUE,
      estimated: false,
      metOn: null,
    });
    expect(found.ruleText.zh).toContain('5 个工作日');
    if (!limit) throw new Error('the claim has a limit');
    expect(found.chapters).toEqual([
      {
        what: 'counted',
        version: 3,
        now: '2021-08-05T04:00:00.000Z',
        actor: 'officeStaff',
        on: null,
        fromDueOn: null,
        dueOn: DUE,
        reason: null,
        calendarVersion: shippedCalendar.version,
        steps: explainDue('2021-08-05', limit, shippedCalendar).steps,
        shifts: [],
      },
    ]);
  });

  test('has no arithmetic where the case stated its day', () => {
    expect(explain([open, go(1)], stated.rule).chapters).toMatchObject([
      { what: 'stated', dueOn: '2021-10-23', steps: [], shifts: [] },
    ]);
  });

  test('of a name that starts anew begins anew', () => {
    const found = explain([...running, fire('due', DUE, DUE), go(2, '2021-09-01')]);
    expect(outlineOf(found)).toEqual([
      { what: 'counted', version: 6, fromDueOn: null, dueOn: '2021-09-08' },
    ]);
    expect(found).toMatchObject({ anchor: { version: 5, on: '2021-09-01' } });
    expect(found.rungs.filter(({ state }) => state === 'fired')).toEqual([]);
  });

  test('of another name is none', () => {
    const { events } = scenarioOf(process).given(...running);
    expect(explainDeadline(events, 'plan', shippedBook)).toBeUndefined();
    expect(explainDeadline(events, 'constructor', shippedBook)).toBeUndefined();
    expect(explainDeadline([], 'claim', shippedBook)).toBeUndefined();
  });
});

describe('the changes', () => {
  test('of a pause and its end: by whom, why, from which day, and how far it moved the due day', () => {
    const found = explain([
      ...running,
      pauseOn('2021-08-10', { pausedOn: '2021-08-09' }),
      resumeOn('2021-08-16'),
    ]);
    expect(outlineOf(found)).toEqual([
      { what: 'counted', version: 3, fromDueOn: null, dueOn: DUE },
      { what: 'paused', version: 4, fromDueOn: DUE, dueOn: DUE },
      { what: 'resumed', version: 5, fromDueOn: DUE, dueOn: '2021-08-19' },
    ]);
    const [counted, paused, resumed] = found.chapters;
    expect(paused).toMatchObject({
      on: '2021-08-09',
      reason: '等待上级答复',
      actor: 'officeDirector',
      steps: [],
      shifts: [],
    });
    expect(resumed).toMatchObject({
      on: '2021-08-16',
      shifts: [{ fromOn: '2021-08-09', toOn: '2021-08-16', days: 5, unit: 'workingDay' }],
    });
    expect(resumed?.steps).toEqual(counted?.steps);
  });

  test('of an extension: its reason and no count, since nobody counted the day', () => {
    const found = explain([...running, extendOn('2021-08-10')]);
    expect(found).toMatchObject({ originalDueOn: DUE, dueOn: '2021-08-20' });
    expect(found.chapters.at(-1)).toMatchObject({
      what: 'extended',
      fromDueOn: DUE,
      dueOn: '2021-08-20',
      reason: '材料未齐',
      steps: [],
    });
  });

  test('of a recalculation: the count by the new calendar, beside the one by the old', () => {
    const flood = calendarWith('cn-flood', {
      '2021': {
        rest: [...(NOTICE_YEARS['2021']?.rest ?? []), ['2021-08-11', '2021-08-11', '防汛']],
        work: NOTICE_YEARS['2021']?.work ?? [],
      },
    });
    const book = bookWith({ calendars: [flood] });
    const { events } = scenarioOf(process).given(...running);
    const logged = events.map(({ type, data, now }) => ({ type, data, at: now }));
    const after = scenarioOf(process, { book }).given(
      ...logged,
      recalculateBy('cn-flood', '2021-08-10'),
    );
    const found = explainDeadline(after.events, 'claim', book);
    expect(found).toMatchObject({ calendarVersion: 'cn-flood', dueOn: '2021-08-13' });
    const [counted, recalculated] = found?.chapters ?? [];
    expect(counted).toMatchObject({ calendarVersion: 'cn-notices-2026', dueOn: DUE });
    expect(recalculated).toMatchObject({
      what: 'recalculated',
      calendarVersion: 'cn-flood',
      fromDueOn: DUE,
      dueOn: '2021-08-13',
    });
    expect(recalculated?.steps).toContainEqual(
      expect.objectContaining({ on: '2021-08-11', what: 'skipped', reason: '防汛' }),
    );
  });

  test('of a miss, and of what was done after it, with its business date', () => {
    const found = explain([...running, fire('missed', DUE, '2021-08-13'), go(4, '2021-08-16')]);
    expect(outlineOf(found).map(({ what }) => what)).toEqual(['counted', 'missed', 'met']);
    expect(found).toMatchObject({ status: 'met', metOn: DUE });
    expect(found.chapters.at(-1)).toMatchObject({ on: DUE, now: '2021-08-16T04:00:00.000Z' });
  });

  test('of a waiver, with its reason', () => {
    const found = explain([...running, go(1), waiveOn('2021-08-10')]);
    expect(found.status).toBe('waived');
    expect(found.chapters.at(-1)).toMatchObject({ what: 'waived', reason: '不再需要' });
  });

  test('a hundred of them are told one by one, and lead to the day that the case has', () => {
    const days = Array.from({ length: 50 }, (_, index) => [
      pauseOn('2021-08-06', { reason: `第 ${index + 1} 次` }),
      resumeOn('2021-08-06'),
    ]).flat();
    const history = [...running, ...days];
    const found = explain(history);
    expect(found.chapters).toHaveLength(101);
    expect(found.chapters.filter(({ what }) => what === 'paused').at(-1)?.reason).toBe('第 50 次');
    expect(found.chapters.at(-1)?.shifts).toHaveLength(50);
    const { state, events } = scenarioOf(process).given(...history);
    expect(found.dueOn).toBe(state.clock.deadlines['claim']?.dueOn);
    expect(found.chapters.map(({ version }) => version)).toEqual(
      events.slice(2).map(({ version }) => version),
    );
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});

describe('the rungs', () => {
  test('are those passed over when it was written down, those that fired, and those to come', () => {
    expect(rungsOf(explain([...running, fire('yellow-call', DUE, '2021-08-09')]))).toEqual([
      'passedOver green 2021-07-23 09:00',
      'passedOver yellow 2021-08-02 09:00',
      'fired yellow-call 2021-08-09 12:00',
      'coming due 2021-08-12 09:00',
      'coming missed 2021-08-13 00:00',
      'coming red 2021-08-13 09:00',
      'coming red-5 2021-08-19 09:00',
      'coming red-10 2021-08-26 09:00',
      'coming red-20 2021-09-09 09:00',
    ]);
  });

  test('that fired say whom they told, who took note and whom they did not reach', () => {
    const { rungs } = explain([
      ...running,
      fire('red', DUE, '2021-08-13'),
      {
        type: 'AcknowledgeReminder',
        data: { deadline: 'claim', rung: 'red', role: 'officeStaff' },
        on: '2021-08-13',
        by: actor('officeStaff'),
      },
      undeliveredTo('targetPrincipal', 'red', '2021-08-13'),
    ]);
    expect(rungs.find(({ key }) => key === 'red')).toMatchObject({
      state: 'fired',
      version: 4,
      lamp: 'red',
      paper: 'warning-letter-red',
      to: [{ role: 'targetLiaison' }, { role: 'targetPrincipal' }, { role: 'officeStaff' }],
      acknowledgedBy: ['officeStaff'],
      undeliveredTo: ['targetPrincipal'],
    });
    expect(rungs.find(({ key }) => key === 'red-5')).toMatchObject({
      state: 'coming',
      version: null,
      lamp: 'red',
      paper: 'supervision-order',
      to: [],
    });
  });

  test('ahead of a pause are silent: only its weekly word is to come', () => {
    const paused = [...running, pauseOn('2021-08-09')];
    expect(rungsOf(explain(paused)).filter((line) => !line.startsWith('passedOver'))).toEqual([
      'coming paused-2021-08-09-1 2021-08-16 09:00',
    ]);
    const reported = [...paused, fire('paused-2021-08-09-1', DUE, '2021-08-16')];
    expect(rungsOf(explain(reported)).slice(-2)).toEqual([
      'fired paused-2021-08-09-1 2021-08-16 12:00',
      'coming paused-2021-08-09-2 2021-08-23 09:00',
    ]);
  });

  test('ahead of a deadline that was met or waived never come', () => {
    for (const history of [
      [...running, fire('yellow-call', DUE, '2021-08-09'), go(4, '2021-08-10')],
      [...running, go(1), fire('yellow-call', DUE, '2021-08-09'), waiveOn('2021-08-10')],
    ])
      expect(rungsOf(explain(history))).toEqual([
        'passedOver green 2021-07-23 09:00',
        'passedOver yellow 2021-08-02 09:00',
        'fired yellow-call 2021-08-09 12:00',
      ]);
  });

  test('of a day that was missed twice stand there twice', () => {
    const missed = [
      ...running,
      fire('missed', DUE, '2021-08-13'),
      go(3, '2021-08-16'),
      fire('missed', '2021-08-20', '2021-08-21'),
    ];
    const found = rungsOf(explain(missed)).filter((line) => line.startsWith('fired'));
    expect(found).toEqual(['fired missed 2021-08-13 12:00', 'fired missed 2021-08-21 12:00']);
  });
});
