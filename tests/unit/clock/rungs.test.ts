import { describe, expect, test } from '@jest/globals';
import {
  MISSED,
  isClockKey,
  openRungs,
  plannedRungs,
  rungNamed,
} from '../../../domain/clock/rungs.js';
import type { Deadline } from '../../../domain/clock/state.js';
import { countyDefault } from '../../../domain/policy/county-default.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import { shanghaiClock, shanghaiMoment } from '../../../domain/shared/instant.js';
import { UnpublishedError, type PolicyPack, type Rung } from '../../../domain/shared/policy.js';
import { shippedCalendar } from '../../../domain/shared/working-days.js';
import { bookWith, pack } from '../../support/ticking.js';

const rung = (key: string, amount: number, unit: Rung['offset']['unit']): Rung => ({
  key,
  offset: { amount, unit },
  lamp: 'yellow',
  audience: ['owner'],
});

/** A pack whose one ladder is this. */
function bookOf(...rungs: readonly Rung[]) {
  const own: PolicyPack = { ...countyDefault, pack: 'own', ladders: { X: [...rungs] } };
  return bookWith({ packs: [own] });
}

const planned = (anchorOn: string, dueOn: string, ...rungs: readonly Rung[]) =>
  plannedRungs(
    {
      ladder: 'X',
      pack: { pack: 'own', version: 1 },
      calendarVersion: shippedCalendar.version,
      anchorOn,
      dueOn,
    },
    bookOf(...rungs),
  )
    .filter(({ key }) => key !== MISSED)
    .map(({ at }) => shanghaiClock(at).slice(0, 10));

const deadline = (given: Partial<Deadline> = {}): Deadline => ({
  deadline: 'claim',
  rule: 'claim',
  ladder: 'S',
  owner: 'targetLiaison',
  anchorOn: '2021-08-05',
  originalDueOn: '2021-08-12',
  dueOn: '2021-08-12',
  statedOn: null,
  pauses: [],
  pack,
  calendarVersion: shippedCalendar.version,
  estimated: false,
  plannedAt: shanghaiMoment('2021-08-05', 12),
  status: 'running',
  extensions: 0,
  missed: false,
  fired: [],
  escalated: [],
  acknowledged: [],
  undelivered: [],
  ...given,
});

describe('the date of a rung', () => {
  test.each([
    ['in the middle of an even span', '2021-08-05', '2021-08-13', '2021-08-09'],
    ['before the middle of an odd one', '2021-08-05', '2021-08-12', '2021-08-09'],
    ['on the next working day after a weekend', '2021-08-05', '2021-08-10', '2021-08-09'],
    ['never after the due day', '2021-09-30', '2021-10-04', '2021-10-04'],
    ['on the due day where the anchor lies behind it', '2021-08-12', '2021-08-10', '2021-08-10'],
  ])('half time lies %s', (_where, anchorOn, dueOn, on) => {
    expect(planned(anchorOn, dueOn, rung('half', -1, 'halfTime'))).toEqual([on]);
  });

  test.each([
    ['2021-10-15', -7, '2021-10-08'],
    ['2021-10-15', -12, '2021-10-08'],
    // The whole week before is a holiday, and so is the due day: the warning comes with it.
    ['2021-10-06', -3, '2021-10-06'],
    ['2021-10-06', 0, '2021-10-06'],
    ['2021-09-30', 1, '2021-10-08'],
  ])('calendar days from %s by %i end on %s', (dueOn, amount, on) => {
    expect(planned('2021-08-05', dueOn, rung('some', amount, 'calendarDay'))).toEqual([on]);
  });

  test.each([
    ['2021-10-08', -1, '2021-09-30'],
    ['2021-10-06', -1, '2021-09-30'],
    ['2021-10-06', 1, '2021-10-08'],
    ['2021-10-08', 1, '2021-10-09'],
    ['2021-10-06', 0, '2021-10-06'],
  ])('working days from %s by %i end on %s', (dueOn, amount, on) => {
    expect(planned('2021-08-05', dueOn, rung('some', amount, 'workingDay'))).toEqual([on]);
  });
});

describe('the moments still to come', () => {
  const keys = (found: Deadline) => openRungs(found, shippedBook).map(({ key }) => key);

  test('come in the order of time, each with its rung but for the end of the due day', () => {
    const open = openRungs(deadline(), shippedBook);
    expect(open.map(({ at }) => at)).toEqual(open.map(({ at }) => at).sort());
    expect(open.filter((entry) => entry.rung === undefined).map(({ key }) => key)).toEqual([
      MISSED,
    ]);
  });

  test('are none once the deadline was met or waived', () => {
    expect(keys(deadline({ status: 'met' }))).toEqual([]);
    expect(keys(deadline({ status: 'waived' }))).toEqual([]);
  });

  test('leave out what has fired', () => {
    expect(keys(deadline({ fired: ['yellow-call', 'missed', 'red-5'] }))).toEqual([
      'due',
      'red',
      'red-10',
      'red-20',
    ]);
  });

  test('of what lay behind, the last escalation only, and not when it has fired', () => {
    const late = { plannedAt: shanghaiMoment('2021-08-20', 12) };
    expect(keys(deadline(late))).toEqual(['missed', 'red-5', 'red-10', 'red-20']);
    expect(keys(deadline({ ...late, fired: ['red-5', 'missed'] }))).toEqual(['red-10', 'red-20']);
  });

  test('need the pack and the calendar that the deadline names', () => {
    expect(() => openRungs(deadline({ calendarVersion: 'cn-none' }), shippedBook)).toThrow(
      UnpublishedError,
    );
    const stranger = { pack: 'county-default', version: 9 };
    expect(() => openRungs(deadline({ pack: stranger }), shippedBook)).toThrow(UnpublishedError);
  });
});

test('a rung is found by its key, the word on a pause beside the ladder', () => {
  expect(rungNamed(deadline(), 'red-5', shippedBook)).toMatchObject({ paper: 'supervision-order' });
  expect(rungNamed(deadline(), 'paused-2021-08-09-3', shippedBook)).toMatchObject({
    key: 'paused-2021-08-09-3',
    audience: ['officeDirector'],
  });
  expect(rungNamed(deadline(), MISSED, shippedBook)).toBeUndefined();
  const own = [MISSED, 'paused-2021-08-09-1', 'waived-2021-08-09-1'];
  expect([...own, 'red', 'misse'].filter(isClockKey)).toEqual(own);
});
