import { describe, expect, test } from '@jest/globals';
import { contentRefusal, packRefusal } from '../../../domain/organization/pack-refusal.js';
import { countyDefault } from '../../../domain/policy/county-default.js';
import { PolicyPack, type DeadlineRule, type Rung } from '../../../domain/shared/policy.js';

const own: PolicyPack = { ...countyDefault, pack: 'own', title: '本县规则包' };

/** The pack with one rule changed. */
const withRule = (rule: string, changes: Partial<DeadlineRule>): PolicyPack => ({
  ...own,
  rules: own.rules.map((row) => (row.rule === rule ? { ...row, ...changes } : row)),
});
const withLadder = (name: string, ...rungs: readonly Rung[]): PolicyPack => ({
  ...own,
  ladders: { ...own.ladders, [name]: [...rungs] },
});
const rung = (changes: Partial<Rung> = {}): Rung => ({
  key: 'due',
  offset: { amount: 0, unit: 'calendarDay' },
  lamp: 'yellow',
  audience: ['owner'],
  ...changes,
});

describe('a pack is refused', () => {
  const claim = own.rules.find(({ rule }) => rule === 'claim');

  test.each<[string, string, PolicyPack]>([
    ['pack-name-shipped', 'county-default', { ...own, pack: 'county-default', version: 2 }],
    ['pack-name-shipped', '2015-text', { ...own, pack: '2015-text' }],
    ['pack-version-not-next', 'is 1', { ...own, version: 2 }],
    ['anchor-unknown', 'FeedbackReceived', withRule('claim', { anchors: ['FeedbackRecieved'] })],
    ['rule-unknown', 'coffee', withRule('claim', { rule: 'coffee' })],
    ['rule-missing', 'claim', { ...own, rules: own.rules.filter(({ rule }) => rule !== 'claim') }],
    ['rule-twice', 'claim', { ...own, rules: [...own.rules, ...(claim ? [claim] : [])] }],
    ['ladder-unknown', 'Z', withRule('claim', { ladder: 'Z' })],
    ['ladder-unknown', 'constructor', withRule('claim', { ladder: 'constructor' })],
    ['limit-missing', 'claim', withRule('claim', { limit: null })],
    ['rung-twice', 'due', withLadder('S', rung(), rung())],
    ['rung-reserved', 'missed', withLadder('S', rung({ key: 'missed' }))],
    ['rung-reserved', 'paused-1', withLadder('S', rung({ key: 'paused-1' }))],
    ['rung-reserved', 'waived-1', withLadder('S', rung({ key: 'waived-1' }))],
    ['audience-missing', 'due', withLadder('S', rung({ audience: [] }))],
    [
      'half-time-forward',
      'due',
      withLadder('S', rung({ offset: { amount: 1, unit: 'halfTime' } })),
    ],
  ])('%s, naming %s', (code, named, pack) => {
    // What the schema takes already could not be refused by these rules.
    expect(PolicyPack.safeParse(pack).error?.issues ?? []).toEqual([]);
    expect(packRefusal(pack, [])).toMatchObject({ rejected: code });
    expect(packRefusal(pack, [])?.message).toContain(named);
  });

  test.each<[string, Partial<DeadlineRule['limit']>]>([
    ['a negative amount', { amount: -5 }],
    ['no amount', { amount: 0 }],
    ['half a day', { amount: 1.5 }],
    ['a unit nobody counts in', { unit: 'lunarMonth' as 'workingDay' }],
  ])('by its schema for %s', (_what, changes) => {
    const { limit } = own.rules.find(({ rule }) => rule === 'claim') ?? {};
    if (!limit) throw new Error('the claim has a limit');
    const wrong = withRule('claim', { limit: { ...limit, ...changes } });
    const index = own.rules.findIndex(({ rule }) => rule === 'claim');
    const issues = PolicyPack.safeParse(wrong).error?.issues ?? [];
    expect(issues.map(({ path }) => path.slice(0, 3))).toEqual([['rules', index, 'limit']]);
  });

  test.each([
    ['officeTime', '9:00'],
    ['officeTime', '24:00'],
    ['effectiveFrom', '2021-02-30'],
    ['pack', 'Own Pack'],
    ['colour', 'red'],
  ])('by its schema for %s %s', (field, value) => {
    expect(PolicyPack.safeParse({ ...own, [field]: value }).success).toBe(false);
  });
});

describe('a pack is taken', () => {
  test('as the next version of those before it, whatever their order', () => {
    expect(packRefusal(own, [])).toBeUndefined();
    expect(packRefusal({ ...own, version: 3 }, [2, 1])).toBeUndefined();
    expect(packRefusal({ ...own, version: 2 }, [2, 1])).toMatchObject({
      rejected: 'pack-version-not-next',
    });
  });

  test('with other amounts, ladders of its own, and a limit where cases state their day', () => {
    const limit = { amount: 20, unit: 'workingDay', roll: 'nextWorkingDay' } as const;
    const more = withLadder('X', rung({ key: 'half', offset: { amount: -1, unit: 'halfTime' } }));
    const changed: PolicyPack = {
      ...more,
      rules: more.rules.map((row) =>
        row.rule === 'claim' || row.rule === 'rectification-item'
          ? { ...row, limit, ladder: 'X' }
          : row,
      ),
    };
    expect(packRefusal(changed, [])).toBeUndefined();
  });

  test('with some of the anchors that its rule counts from', () => {
    const { anchors } = own.rules.find(({ rule }) => rule === 'continuing-review') ?? {};
    expect(anchors?.length).toBeGreaterThan(1);
    const fewer = withRule('continuing-review', { anchors: anchors?.slice(0, 1) ?? [] });
    expect(packRefusal(fewer, [])).toBeUndefined();
  });
});

test('what a pack holds is judged without its name', () => {
  expect(contentRefusal(countyDefault)).toBeUndefined();
  expect(contentRefusal(withRule('claim', { ladder: 'Z' }))).toMatchObject({
    rejected: 'ladder-unknown',
  });
});
