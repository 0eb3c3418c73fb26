import { describe, expect, test } from '@jest/globals';
import { chosenLists, listLines } from '../../../cli/lists.js';
import { shippedLists } from '../../../domain/organization/lists/shipped-lists.js';
import { taxonomy } from '../../../domain/organization/lists/taxonomy.js';

describe('the shipped lists that are meant', () => {
  const names = (wanted: Parameters<typeof chosenLists>[0]) => {
    const chosen = chosenLists(wanted);
    return typeof chosen === 'string' ? chosen : chosen.map(({ name }) => name);
  };

  test('are all, those of a kind, or one', () => {
    expect(chosenLists({})).toEqual(shippedLists);
    expect(names({ kind: 'focusScheme' })).toEqual([
      'THREE-FOCUSES',
      'PROJECTS-2021',
      'PROVINCE-2019',
    ]);
    expect(chosenLists({ kind: 'taxonomy', name: 'COUNTY' })).toEqual([taxonomy]);
  });

  test.each([
    [{ kind: 'coffee' }, 'There is no kind of list coffee. There are: focusScheme, taxonomy'],
    [{ kind: 'constructor' }, 'There is no kind of list constructor.'],
    [{ kind: 'integrationTags', name: 'MOON' }, 'There are: NEW-AREA, CITY'],
    [{ name: 'COUNTY' }, 'Say of which kind COUNTY is: focusScheme, taxonomy'],
  ])('%o are none, and the answer says what there is', (wanted, words) => {
    expect(names(wanted)).toContain(words);
  });
});

describe('the lines', () => {
  test('name each list that ships, and how far it is published', () => {
    const lines = listLines({ 'taxonomy COUNTY': { version: 2, publishedOn: '2026-04-10' } });
    expect(lines).toHaveLength(shippedLists.length);
    expect(lines[0]).toEqual({
      text: 'taxonomy COUNTY  巡察发现问题分类, ships in version 1: version 2, published 2026-04-10',
      data: {
        ...{ list: 'taxonomy', name: 'COUNTY', title: '巡察发现问题分类', shipped: true },
        ...{ version: 2, publishedOn: '2026-04-10' },
      },
    });
    expect(lines[1]?.text).toMatch(/^focusScheme THREE-FOCUSES .*not published$/);
    expect(lines[1]?.data).toMatchObject({ version: null, publishedOn: null });
  });

  test('end with lists that only the office has', () => {
    const lines = listLines({ 'taxonomy CITY': { version: 1, publishedOn: '2026-04-10' } });
    expect(lines).toHaveLength(shippedLists.length + 1);
    expect(lines.at(-1)).toMatchObject({
      text: "taxonomy CITY, the office's own: version 1, published 2026-04-10",
      data: { list: 'taxonomy', name: 'CITY', shipped: false, version: 1 },
    });
  });
});
