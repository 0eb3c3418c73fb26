import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dueDateBy } from '../../domain/clock/due-date.js';
import { explainDue } from '../../domain/clock/due-day.js';
import {
  calendarOf,
  calendarRefusal,
  shippedNotices,
  type NoticeCalendar,
} from '../../domain/organization/notice-calendar.js';
import { countyDefault } from '../../domain/policy/county-default.js';
import { ruleOf } from '../../domain/shared/policy.js';
import type { NoticeYear } from '../../domain/shared/working-day-notices.js';
import {
  addWorkingDays,
  dueOf,
  onOrNextWorkingDay,
  type Limit,
  type WorkingCalendar,
} from '../../domain/shared/working-days.js';
import {
  countedDay,
  dateOf,
  dayOf,
  dueDayByDay,
  wallCalendar,
  type Published,
  type Question,
  type WallCalendar,
} from '../support/day-by-day.js';

const RUNS = 10_000;
/** For what any single count shows. */
const FEWER_RUNS = 2_000;
const NOT_BEFORE = dayOf('2018-01-01');
/** Counting backwards from here stays in the years with a notice. */
const BACKWARDS_NOT_BEFORE = dayOf('2020-03-01');

/** Any day of the years, more often one near a holiday or at a month's end, where counts go wrong. */
const day = fc.oneof(
  fc.integer({ min: NOT_BEFORE, max: dayOf('2030-12-31') }),
  fc
    .tuple(
      fc.integer({ min: 2018, max: 2030 }),
      fc.constantFrom('01-01', '01-31', '02-10', '02-28', '05-01', '08-31', '10-01', '12-31'),
      fc.integer({ min: 0, max: 14 }),
    )
    .map(([year, monthDay, back]) => Math.max(NOT_BEFORE, dayOf(`${year}-${monthDay}`) + 4 - back)),
);

const length = fc.oneof(
  fc.record({
    unit: fc.constant('calendarMonth' as const),
    amount: fc.integer({ min: 1, max: 24 }),
  }),
  fc.record({
    unit: fc.constant('calendarDay' as const),
    amount: fc.integer({ min: 1, max: 400 }),
  }),
  fc.record({
    unit: fc.constant('workingDay' as const),
    amount: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 31, max: 120 })),
  }),
);

/** Days between the pauses and days in them, one after the other; the last may be open. */
const pauses = fc
  .record({
    spans: fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 30 })), {
      maxLength: 3,
    }),
    open: fc.boolean(),
  })
  .map(({ spans, open }) => (start: number) => {
    let at = start;
    return spans.map(([gap, held], index) => {
      const fromOn = dateOf(at + gap);
      at += gap + held;
      return { fromOn, toOn: open && index === spans.length - 1 ? null : dateOf(at) };
    });
  });

const question: fc.Arbitrary<Question> = fc
  .record({
    day,
    length,
    pauses,
    roll: fc.boolean(),
    backwards: fc.boolean(),
    extension: fc.oneof(
      { weight: 4, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 200 }) },
    ),
  })
  .map((drawn) => {
    const early = drawn.backwards && drawn.day < BACKWARDS_NOT_BEFORE;
    const anchor = drawn.day + (early ? BACKWARDS_NOT_BEFORE - NOT_BEFORE : 0);
    return {
      ...drawn.length,
      anchorOn: dateOf(anchor),
      roll: drawn.roll,
      backwards: drawn.backwards,
      extendedTo: drawn.extension === null ? null : dateOf(anchor + drawn.extension),
      pauses: drawn.pauses(anchor),
    };
  });

/** Days turned from rest to work or back, and perhaps the notice of 2027 with a few holidays. */
const published: fc.Arbitrary<Published> = fc
  .record({
    turned: fc.uniqueArray(fc.integer({ min: NOT_BEFORE, max: dayOf('2026-12-31') }), {
      maxLength: 4,
    }),
    holidays: fc.option(
      fc.array(fc.integer({ min: dayOf('2027-01-01'), max: dayOf('2027-12-24') }), {
        maxLength: 4,
      }),
    ),
  })
  .map(({ turned, holidays }) => {
    const before = wallCalendar({ changed: new Map(), lastYear: 2026 });
    const resting = (holidays ?? []).flatMap((first) =>
      Array.from({ length: 7 }, (_, index) => first + index),
    );
    return {
      changed: new Map([
        ...turned.map((one) => [dateOf(one), !before.isWorked(one)] as const),
        ...resting.map((one) => [dateOf(one), false] as const),
      ]),
      lastYear: holidays ? 2027 : 2026,
    };
  });

/** The same changes as an office would publish them. */
function versionOf({ changed, lastYear }: Published): NoticeCalendar {
  const years = Object.fromEntries(
    Array.from({ length: lastYear - 2017 }, (_, index) => {
      const year = String(2018 + index);
      const notice = shippedNotices.years[year] ?? { rest: [], work: [] };
      return [year, [...changed].filter(([date]) => date.startsWith(year)).reduce(turn, notice)];
    }),
  );
  return { calendar: `cn-notices-${lastYear}-2`, title: 'changed', years };
}

function turn({ rest, work }: NoticeYear, [date, working]: readonly [string, boolean]): NoticeYear {
  const at = dayOf(date);
  const isWeekend = [0, 6].includes(new Date(at * 86_400_000).getUTCDay());
  const without = rest.flatMap(([from, to, name]): NoticeYear['rest'] => {
    if (date < from || date > to) return [[from, to, name]];
    const parts = [
      [from, dateOf(at - 1), name],
      [dateOf(at + 1), to, name],
    ] as const;
    return parts.filter(([first, last]) => first <= last);
  });
  return {
    rest: working || isWeekend ? without : [...without, [date, date, '放假']],
    work: [...work.filter((one) => one !== date), ...(working && isWeekend ? [date] : [])],
  };
}

interface Version {
  readonly said: Published;
  readonly data: NoticeCalendar;
  readonly calendar: WorkingCalendar;
}

/** Drawn once: building a calendar costs more than counting a dozen deadlines with it. */
const versions: readonly Version[] = fc.sample(published, 400).map((said) => {
  const data = versionOf(said);
  return { said, data, calendar: calendarOf(data) };
});

const limitOf = ({ amount, unit, roll, backwards }: Question): Limit => ({
  amount,
  unit,
  roll: roll ? 'nextWorkingDay' : 'none',
  ...(backwards ? { direction: 'before' } : {}),
});

/** A pack whose one rule has this limit. */
function bookWith(limit: Limit) {
  const rule = ruleOf(countyDefault, 'rectification-plan');
  return { packs: () => ({ ...countyDefault, rules: [{ ...rule, limit }] }) };
}

function forEvery(numRuns: number, check: (asked: Question, version: Version) => void) {
  fc.assert(fc.property(question, fc.constantFrom(...versions), check), { numRuns });
}

test('every changed calendar is one that an office may publish', () => {
  for (const { data } of versions) expect(calendarRefusal(data, shippedNotices)).toBeUndefined();
  expect(versions.some(({ said }) => said.lastYear === 2027 && said.changed.size > 7)).toBe(true);
});

describe('a due day', () => {
  test('is the one that a second reading of the rules finds day by day', () => {
    const seen = new Set<string>();
    forEvery(RUNS, (asked, { said, calendar }) => {
      const { anchorOn, extendedTo: statedOn, pauses: held, unit, roll, backwards } = asked;
      const { pack, version } = countyDefault;
      const deadline = { rule: 'rectification-plan', pack: { pack, version } };
      const counted = { ...deadline, anchorOn, statedOn, pauses: held };
      const found = dueDateBy(counted, bookWith(limitOf(asked)), calendar);
      expect(found).toEqual(dueDayByDay(asked, said));
      seen.add([unit, roll, backwards, statedOn !== null, held.length > 0].join());
    });
    // Every unit, roll and direction, with and without extension and pauses.
    expect(seen.size).toBe(48);
  });

  test('has an explanation that looks at every day once and ends there', () => {
    forEvery(FEWER_RUNS, (asked, { said, calendar }) => {
      const { steps, ...answer } = explainDue(asked.anchorOn, limitOf(asked), calendar);
      expect(answer).toEqual(dueOf(asked.anchorOn, limitOf(asked), calendar));
      const wall = wallCalendar(said);
      const { raw, due } = countedDay(asked, wall);
      const [rawDueOn, dueOn] = [dateOf(raw), dateOf(due)];
      expect(answer).toEqual({ rawDueOn, dueOn, estimated: wall.guessed() });
      const looked = steps.map(({ on, what, count }) => [on, what, count].join(' ').trim());
      const walk = asked.unit === 'workingDay' ? walkOf(asked, raw, wall) : [leapOf(asked, raw)];
      expect(looked).toEqual([
        `${asked.anchorOn} anchor`,
        ...walk,
        ...daysFrom(raw, due).map((one) => `${dateOf(one)} rolled`),
        `${dueOn} due`,
      ]);
    });
  });

  test('never lies before its raw day, and on a working day where it rolls', () => {
    forEvery(FEWER_RUNS, (asked, { calendar }) => {
      const { rawDueOn, dueOn } = dueOf(asked.anchorOn, limitOf(asked), calendar);
      expect(dueOn < rawDueOn).toBe(false);
      if (asked.roll) expect(calendar.kindOf(dueOn).working).toBe(true);
      else expect(dueOn).toBe(rawDueOn);
      expect(rawDueOn > asked.anchorOn).toBe(!asked.backwards);
    });
  });

  test('counted back and forth is the first working day on or after where it began', () => {
    forEvery(FEWER_RUNS, ({ anchorOn, amount }, { calendar }) => {
      const start = dateOf(Math.max(BACKWARDS_NOT_BEFORE, dayOf(anchorOn)));
      const days = Math.min(amount, 60);
      const back = addWorkingDays(start, -days, calendar);
      expect(addWorkingDays(back, days, calendar)).toBe(onOrNextWorkingDay(start, calendar));
      if (!calendar.kindOf(start).working) return;
      expect(addWorkingDays(addWorkingDays(start, days, calendar), -days, calendar)).toBe(start);
    });
  });
});

/** The one step of a limit that counts no working days. */
function leapOf({ unit, amount, backwards }: Question, raw: number): string {
  const what = unit === 'calendarMonth' ? 'months' : 'days';
  return `${dateOf(raw)} ${what} ${backwards ? -amount : amount}`;
}

/** Every day from the anchor to the last one counted; as many are worked as the limit has days. */
function walkOf({ anchorOn, amount, backwards }: Question, raw: number, wall: WallCalendar) {
  const anchor = dayOf(anchorOn);
  const days = backwards ? daysFrom(raw, anchor).reverse() : daysFrom(anchor + 1, raw + 1);
  const worked = days.filter((one) => wall.isWorked(one));
  expect(worked).toHaveLength(amount);
  expect(worked.at(-1)).toBe(raw);
  return days.map((one) =>
    wall.isWorked(one)
      ? `${dateOf(one)} counted ${worked.indexOf(one) + 1}`
      : `${dateOf(one)} skipped`,
  );
}

/** Day numbers from the first to before the end. */
function daysFrom(first: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
}
