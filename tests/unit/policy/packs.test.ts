import { describe, expect, test } from '@jest/globals';
import { ruleText } from '../../../domain/clock/rule-text.js';
import { packRefusal } from '../../../domain/organization/pack-refusal.js';
import { countyDefault } from '../../../domain/policy/county-default.js';
import { SHIPPED_PACKS, shippedBook } from '../../../domain/policy/packs.js';
import { text2015 } from '../../../domain/policy/text-2015.js';
import {
  PolicyPack,
  UnpublishedError,
  officeMinutes,
  packName,
  packOrNone,
  ruleOf,
} from '../../../domain/shared/policy.js';
import { shippedCalendar, type Limit } from '../../../domain/shared/working-days.js';

const after = (amount: number, unit: Limit['unit']): Limit => ({
  amount,
  unit,
  roll: 'nextWorkingDay',
});

describe.each(SHIPPED_PACKS)('$pack', (pack) => {
  test('is what its own schema takes', () => {
    expect(PolicyPack.parse(JSON.parse(JSON.stringify(pack)))).toEqual(pack);
  });

  test('could be published under another name', () => {
    expect(packRefusal({ ...pack, pack: 'copy' }, [])).toBeUndefined();
  });

  test('names for every rule its basis, and an owner whom a rung of its ladder can tell', () => {
    for (const { rule, basis, ladder, title } of pack.rules) {
      expect([rule, basis]).toEqual([rule, expect.stringMatching(/\S{2}/)]);
      expect([rule, title]).toEqual([rule, expect.stringMatching(/[一-鿿]/)]);
      const rungs = pack.ladders[ladder];
      expect([rule, ladder, rungs !== undefined]).toEqual([rule, ladder, true]);
    }
  });
});

test('every limit of the county pack as the practice names it', () => {
  const rows: readonly (readonly [string, string, Limit | null, string])[] = [
    [
      'notice-before-stationing',
      'TargetListed',
      { amount: 10, unit: 'calendarDay', roll: 'none', direction: 'before' },
      'L',
    ],
    ['report-after-fieldwork', 'GroupWithdrawn', after(15, 'workingDay'), 'P'],
    ['leading-group-hears', 'TargetReportNoted', after(10, 'workingDay'), 'P'],
    ['secretary-meeting-hears', 'FieldworkEnded', after(1, 'calendarMonth'), 'L'],
    ['feedback-after-decision', 'ReportApproved', after(15, 'workingDay'), 'P'],
    ['rectification-plan', 'FeedbackReceived', after(1, 'calendarMonth'), 'L'],
    ['democratic-life-meeting', 'FeedbackReceived', after(1, 'calendarMonth'), 'L'],
    ['rectification-report', 'FeedbackReceived', after(3, 'calendarMonth'), 'L'],
    ['rectification-outer-limit', 'FeedbackReceived', after(12, 'calendarMonth'), 'L'],
    ['clue-result', 'ClueReceived', after(3, 'calendarMonth'), 'C'],
    ['immediate-rectification', 'ItemApproved', after(10, 'workingDay'), 'L'],
    ['publish-inside-party', 'RectificationReportAccepted', after(15, 'workingDay'), 'P'],
    ['publish-to-society', 'RectificationReportAccepted', after(20, 'workingDay'), 'P'],
    ['rectification-supervision', 'RectificationReportAccepted', after(6, 'calendarMonth'), 'L'],
    ['coverage', 'TermOpened', null, 'C'],
  ];
  for (const [name, anchor, limit, tag] of rows) {
    const found = ruleOf(countyDefault, name);
    expect([name, found.limit, found.tag]).toEqual([name, limit, tag]);
    expect([name, found.anchors]).toEqual([name, expect.arrayContaining([anchor])]);
  }
});

describe('the text of 2015', () => {
  test('gives two months for the report and three for a clue, as confirmed articles', () => {
    expect(ruleOf(text2015, 'rectification-report')).toMatchObject({
      limit: after(2, 'calendarMonth'),
      ladder: 'S',
      tag: 'C',
    });
    expect(ruleOf(text2015, 'clue-result')).toMatchObject({
      limit: after(3, 'calendarMonth'),
      ladder: 'C',
      tag: 'C',
    });
  });

  test.each([
    ['report-after-fieldwork', after(15, 'workingDay')],
    ['leading-group-hears', after(10, 'workingDay')],
    ['secretary-meeting-hears', after(1, 'calendarMonth')],
    ['feedback-after-decision', after(15, 'workingDay')],
  ])('says only "promptly" for %s: one word on the county’s day', (name, limit) => {
    const rule = ruleOf(text2015, name);
    expect(rule).toMatchObject({ limit, ladder: 'N' });
    expect(rule.basis).toContain('no number of days');
    expect(text2015.ladders['N']).toEqual([
      {
        key: 'nudge',
        offset: { amount: 0, unit: 'calendarDay' },
        lamp: 'yellow',
        audience: ['owner'],
      },
    ]);
  });

  test('has the rules of the county pack, each with its anchors and owner', () => {
    const outline = ({ rules }: PolicyPack) =>
      rules.map(({ rule, anchors, owner }) => ({ rule, anchors, owner }));
    expect(outline(text2015)).toEqual(outline(countyDefault));
  });
});

describe('a published version', () => {
  test('is found by its name, and what nobody published is none', () => {
    expect(shippedBook.packs({ pack: '2015-text', version: 1 })).toBe(text2015);
    expect(packName(text2015)).toBe('2015-text 1');
    const unknown = { pack: 'county-default', version: 2 };
    expect(() => shippedBook.packs(unknown)).toThrow(UnpublishedError);
    expect(packOrNone(shippedBook.packs, unknown)).toBeUndefined();
    expect(shippedBook.calendars(shippedCalendar.version)).toBe(shippedCalendar);
    expect(() => shippedBook.calendars('cn-none')).toThrow(UnpublishedError);
  });

  test('that fails for another reason is not taken for unpublished', () => {
    const broken = () => {
      throw new TypeError('no answer');
    };
    expect(() => packOrNone(broken, { pack: 'a', version: 1 })).toThrow(TypeError);
  });

  test('has only the rules it has', () => {
    expect(() => ruleOf(countyDefault, 'constructor')).toThrow(RangeError);
  });
});

test('the time of day in minutes', () => {
  expect(officeMinutes(countyDefault)).toBe(540);
  expect(officeMinutes({ ...countyDefault, officeTime: '08:30' })).toBe(510);
});

test.each([
  [
    'rectification-report',
    '报送整改报告：FeedbackReceived 之后 3 个月，起算日不计，末日逢休息日顺延至下一工作日。',
    '3 calendar months after FeedbackReceived',
  ],
  [
    'notice-before-stationing',
    '进驻前书面通知：TargetListed 之前 10 日，起算日不计。',
    '10 calendar days before TargetListed, the day itself not counted.',
  ],
  [
    'rectification-item',
    '完成整改事项：期限由事项自定（自 ItemApproved / ItemReopened 起）。',
    'each case states its own day',
  ],
])('%s as a sentence', (name, zh, en) => {
  const text = ruleText(ruleOf(countyDefault, name));
  expect(text.zh).toBe(zh);
  expect(text.en).toContain(en);
});
