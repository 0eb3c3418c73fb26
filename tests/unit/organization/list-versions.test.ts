import { expect, test } from '@jest/globals';
import { isInForce, unpublished } from '../../../domain/organization/list-versions.js';
import { shippedLists } from '../../../domain/organization/lists/shipped-lists.js';
import { taxonomy } from '../../../domain/organization/lists/taxonomy.js';

const published = (version: number, effectiveFrom: string, name = 'COUNTY') => ({
  ...taxonomy,
  ...{ name, version, effectiveFrom, publishedOn: '2026-04-10' },
});
const versions = [
  published(1, '2018-01-01'),
  published(2, '2026-07-01'),
  published(7, '2018-01-01', 'CITY'),
];
const inForce = (on: string) =>
  versions
    .filter((version) => isInForce(version, versions, on))
    .map(({ name, version }) => `${name} ${version}`);

test('the last version that applies by then is in force, each list for itself', () => {
  expect(inForce('2017-12-31')).toEqual([]);
  expect(inForce('2026-06-30')).toEqual(['COUNTY 1', 'CITY 7']);
  expect(inForce('2026-07-01')).toEqual(['COUNTY 2', 'CITY 7']);
});

test('what is published in any version is not published over', () => {
  expect(unpublished(shippedLists, {})).toEqual(shippedLists);
  expect(unpublished([taxonomy], { 'taxonomy COUNTY': { version: 3 } })).toEqual([]);
  expect(unpublished([taxonomy], { 'taxonomy CITY': { version: 1 } })).toEqual([taxonomy]);
  expect(
    unpublished([taxonomy], Object.create({ 'taxonomy COUNTY': {} }) as Record<string, unknown>),
  ).toEqual([taxonomy]);
});
