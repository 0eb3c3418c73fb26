import { describe, expect, test } from '@jest/globals';
import { readCalendarFile } from '../../../cli/calendar-import.js';
import {
  calendarOf,
  calendarRefusal,
  shippedNotices,
  type NoticeCalendar,
} from '../../../domain/organization/notice-calendar.js';

const read = (text: string, base = shippedNotices) => readCalendarFile(text, base);

const REST_2027: readonly [string, string, string][] = [
  ['2027-01-01', '2027-01-03', '元旦'],
  ['2027-02-05', '2027-02-12', '春节'],
  ['2027-10-01', '2027-10-07', '国庆节'],
];

const daysOf = (from: string, to: string) =>
  Array.from(
    { length: Number(to.slice(8)) - Number(from.slice(8)) + 1 },
    (_, index) => `${from.slice(0, 8)}${String(Number(from.slice(8)) + index).padStart(2, '0')}`,
  );

/** One year in the shape of public holiday files. */
const yearFile = (change: object = {}) =>
  JSON.stringify({
    $schema: 'a schema',
    year: 2027,
    papers: [],
    days: [
      ...REST_2027.flatMap(([from, to, name]) =>
        daysOf(from, to).map((date) => ({ name, date, isOffDay: true })),
      ),
      { name: '春节', date: '2027-02-14', isOffDay: false },
    ],
    ...change,
  });

/** An event per entry: first day, day after the last, summary. */
const ical = (...events: readonly (readonly string[])[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const allDay = (from: string, end: string | null, summary: string, ...more: string[]) => [
  `DTSTART;VALUE=DATE:${from}`,
  ...(end === null ? [] : [`DTEND;VALUE=DATE:${end}`]),
  `SUMMARY:${summary}`,
  ...more,
];

const NEW_YEAR = allDay('20270101', '20270104', '元旦（休）');
const SPRING = allDay('20270205', '20270213', '春节 假期');
const NATIONAL = allDay('20271001', '20271008', '国庆节');
const WHOLE = [NEW_YEAR, SPRING, NATIONAL];

describe('one year as JSON', () => {
  test('becomes the next version over the years known', () => {
    const next = read(yearFile());
    expect(next).toEqual({
      calendar: 'cn-notices-2027',
      title: '国务院办公厅节假日安排通知 2018–2027',
      years: {
        ...shippedNotices.years,
        '2027': { rest: REST_2027, work: ['2027-02-14'] },
      },
    });
    expect(calendarRefusal(next, shippedNotices)).toBeUndefined();
    expect(calendarOf(next).kindOf('2027-02-14')).toMatchObject({ working: true });
  });

  test('may name days of the year before, which join that year', () => {
    const file = JSON.parse(yearFile()) as { days: object[] };
    const eve = { name: '元旦', date: '2026-12-31', isOffDay: true };
    const { years } = read(JSON.stringify({ ...file, days: [eve, ...file.days] }));
    expect(years['2026']!.rest.at(-1)).toEqual(['2026-12-31', '2026-12-31', '元旦']);
    expect(years['2026']!.rest).toHaveLength(shippedNotices.years['2026']!.rest.length + 1);
    expect(years['2026']!.work).toEqual(shippedNotices.years['2026']!.work);
  });

  test('of a known year changes the days it names, and the version gets a number', () => {
    const days = [
      { name: '国庆节', date: '2026-10-08', isOffDay: true },
      { name: '国庆节', date: '2026-10-10', isOffDay: true },
      { name: '国庆节', date: '2026-10-11', isOffDay: false },
      { name: '国庆节', date: '2026-10-03', isOffDay: false },
    ];
    const text = JSON.stringify({ year: 2026, days });
    const corrected = read(text);
    expect(corrected.calendar).toBe('cn-notices-2026-2');
    expect(corrected.years['2026']!.rest.slice(-3)).toEqual([
      ['2026-10-01', '2026-10-02', '国庆节'],
      ['2026-10-04', '2026-10-08', '国庆节'],
      ['2026-10-10', '2026-10-10', '国庆节'],
    ]);
    expect(corrected.years['2026']!.work.slice(-2)).toEqual(['2026-10-03', '2026-10-11']);
    expect(read(text, corrected).calendar).toBe('cn-notices-2026-3');
    expect(read(yearFile(), corrected).calendar).toBe('cn-notices-2027');
  });
});

describe('a whole version of our own', () => {
  const own: NoticeCalendar = { ...read(yearFile()), calendar: 'county-2027', title: '县里' };

  test('is taken as it is, with a byte order mark too', () => {
    expect(read(JSON.stringify(own))).toEqual(own);
    expect(read(`\uFEFF${JSON.stringify(own, null, 2)}\n`)).toEqual(own);
  });

  test('still has to be one', () => {
    const { '2024': _gone, ...years } = own.years;
    expect(() => read(JSON.stringify({ ...own, years }))).toThrow('The year 2024 is missing');
    expect(() => read(JSON.stringify({ ...own, calendar: 'County' }))).toThrow(/wrong at calendar/);
  });
});

describe('an iCalendar file', () => {
  test('means rest by 休, 假 or the festival, work by 班 or 调休; its end is exclusive', () => {
    const { years, calendar } = read(
      ical(
        ...WHOLE,
        allDay('20270214', null, '春节（班）'),
        allDay('20270220', '20270221', '春节 补班 第1天/共2天'),
        allDay('20270926', null, '调休'),
        allDay('20270405', null, '清明节 放假调休 第1天/共1天'),
        allDay('20270501', '20270502', '休息', 'DESCRIPTION:五一'),
      ),
    );
    expect(calendar).toBe('cn-notices-2027');
    expect(years['2027']).toEqual({
      rest: [
        ['2027-01-01', '2027-01-03', '元旦'],
        ['2027-02-05', '2027-02-12', '春节'],
        ['2027-04-05', '2027-04-05', '清明节'],
        ['2027-05-01', '2027-05-01', '休息日'],
        ['2027-10-01', '2027-10-07', '国庆节'],
      ],
      work: ['2027-02-14', '2027-02-20', '2027-09-26'],
    });
  });

  test('may give a length instead of an end, cancel an event and hold two calendars', () => {
    const text =
      ical(NEW_YEAR, SPRING, ['DTSTART;VALUE=DATE:20271001', 'DURATION:P1W', 'SUMMARY:国庆节']) +
      ical(
        allDay('20271224', null, '圣诞节', 'STATUS:CANCELLED'),
        allDay('20270609', null, '端午'),
      );
    expect(read(text).years['2027']!.rest).toEqual([
      ...REST_2027.slice(0, 2),
      ['2027-06-09', '2027-06-09', '端午'],
      REST_2027[2],
    ]);
  });
});

describe('a wrong file is told in words', () => {
  const day = (date: string, isOffDay: boolean) => ({ name: '春节', date, isOffDay });

  test.each<[string, string, RegExp]>([
    ['empty', ' \n', /is empty/],
    ['a letter', 'Dear office,', /neither JSON nor an iCalendar file/],
    ['broken JSON', '{"year": 2027,', /begins like JSON, but is not JSON/],
    ['a list', '[1, 2]', /shape nobody knows/],
    ['another shape', '{"holidays": {}}', /shape nobody knows/],
    ['no days', yearFile({ days: [] }), /wrong at days: no days/],
    ['a day that is none', yearFile({ days: [day('2027-02-30', true)] }), /wrong at days\.0\.date/],
    ['a year in words', yearFile({ year: '2027' }), /wrong at year/],
    ['days of another year', yearFile({ year: 2028 }), /of the year 2028, but none/],
    ['a part of a year', yearFile({ days: [day('2027-02-06', true)] }), /only 1 rest days of 2027/],
    [
      'a day twice',
      yearFile({ days: [day('2027-02-06', true), day('2027-02-06', false)] }),
      /2027-02-06 stands there twice/,
    ],
    [
      'a weekday as make-up day',
      JSON.stringify({ year: 2026, days: [day('2026-03-03', false)] }),
      /2026-03-03 .* no Saturday or Sunday/,
    ],
    [
      'a year too late',
      yearFile().replaceAll('2027', '2028').replace('2028-02-14', '2028-02-13'),
      /The year 2027 is missing/,
    ],
    ['no events', ical(), /has no events/],
    ['a broken calendar', 'BEGIN:VCALENDAR\r\nnonsense\r\n', /cannot be read/],
    ['an open calendar', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n', /cannot be read/],
    [
      'an event with a time',
      ical(['DTSTART:20270101T090000Z', 'SUMMARY:元旦晚会']),
      /"元旦晚会" has a time/,
    ],
    ['an event without a day', ical(['SUMMARY:元旦']), /"元旦" has no first day/],
    ['an event on no day', ical(allDay('20270230', null, '春节')), /no day 2027-02-30/],
    ['an event that repeats', ical([...NEW_YEAR, 'RRULE:FREQ=YEARLY']), /repeats/],
    ['an event of no length', ical(allDay('20270101', '20270101', '元旦')), /lasts 0 days/],
    ['an event of a year', ical(allDay('20270101', '20280101', '假期')), /lasts 365 days/],
    ['an event of hours', ical([...allDay('20270101', null, '元旦'), 'DURATION:PT6H']), /0\.25/],
    ['some other event', ical(...WHOLE, allDay('20270214', null, '情人节')), /neither 休 nor 班/],
    ['a part of a notice', ical(NEW_YEAR), /only 3 rest days of 2027/],
  ])('%s', (_what, text, words) => {
    expect(() => read(text)).toThrow(words);
  });
});
