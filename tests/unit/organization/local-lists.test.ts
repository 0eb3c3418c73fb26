import { describe, expect, test } from '@jest/globals';
import { leavesOf } from '../../../domain/organization/local-list.js';
import { shippedLists } from '../../../domain/organization/lists/shipped-lists.js';
import { taxonomy } from '../../../domain/organization/lists/taxonomy.js';
import { publishList } from '../../support/organization-registers.js';
import { office, openOrganization } from '../../support/organization-story.js';

const { given } = office;
const opened = [openOrganization()];
const published = [...opened, publishList()];
const entry = { code: 'A', title: '甲' };

test('a list is published version by version, each under its kind and name', () => {
  const { state } = given(...opened)
    .when(publishList())
    .then({ type: 'ListPublished', data: { list: 'taxonomy', publishedOn: '2026-04-10' } });
  expect(state.lists).toEqual({
    'taxonomy COUNTY': { version: 1, publishedOn: '2026-04-10' },
  });
  given(...published)
    .when(publishList({ version: 2 }))
    .then({ type: 'ListPublished', data: { version: 2 } });
  given(...published)
    .when(publishList({ name: 'CITY' }))
    .then({ type: 'ListPublished', data: { version: 1 } });
});

test('a rule whose text nobody has yet is kept by its name', () => {
  given(...opened)
    .when(publishList({ list: 'pledgeTexts', entries: [{ ...entry, textKnown: false }] }))
    .then({ type: 'ListPublished', data: { entries: [{ code: 'A', textKnown: false }] } });
});

test.each([
  ['version-out-of-order', published, publishList()],
  ['version-out-of-order', published, publishList({ version: 3 })],
  ['version-out-of-order', opened, publishList({ version: 2 })],
  ['entry-named-twice', opened, publishList({ entries: [entry, entry] })],
  ['parent-unknown', opened, publishList({ entries: [{ ...entry, parent: 'B' }] })],
  ['parent-unknown', opened, publishList({ entries: [{ ...entry, parent: 'A' }] })],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});

describe('the lists that ship', () => {
  test('can all be published as they are', () => {
    const all = given(...opened, ...shippedLists.map((list) => publishList({ ...list })));
    expect(Object.keys(all.state.lists ?? {})).toHaveLength(shippedLists.length);
  });

  test('have a leaf for every problem that the sources name', () => {
    const titles = leavesOf(taxonomy).map(({ title }) => title);
    expect(titles).toHaveLength(30);
    for (const title of [
      '养老',
      '公款旅游',
      '“四议两公开”未落实',
      '路灯缺失或损坏',
      '村霸',
      '药品安全',
    ])
      expect(titles).toContain(title);
  });

  const listed = (list: string, name: string) =>
    shippedLists.find((one) => one.list === list && one.name === name)?.entries ?? [];

  test('hold the figures of the sources', () => {
    expect(listed('focusScheme', 'THREE-FOCUSES')).toHaveLength(3);
    expect(listed('targetCategories', 'COUNTY')).toHaveLength(9);
    expect(listed('supervisingBodies', 'COUNTY')).toHaveLength(6);
    expect(listed('responsibilityLevels', 'COUNTY')).toHaveLength(3);
    expect(listed('integrationTags', 'NEW-AREA')).not.toEqual(listed('integrationTags', 'CITY'));
    expect(listed('inspectionPeriods', 'COUNTY').map(({ days }) => days)).toEqual([
      60, 30, 30, 10, 20, 15,
    ]);
  });

  test('say of which rules only the name is known', () => {
    const named = shippedLists
      .flatMap(({ entries }) => entries)
      .filter(({ textKnown }) => textKnown === false)
      .map(({ title }) => title);
    expect(named).toEqual([
      ...['“六围绕、一加强”', '“五个持续”'],
      ...['“三不”', '“五严格”', '“六严禁”', '“十不准”'],
    ]);
  });
});
