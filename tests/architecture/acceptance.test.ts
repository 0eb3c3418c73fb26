import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { acceptanceRows, acceptanceText, faultsOf } from '../acceptance/table.js';
import { projectRoot } from '../support/project-tree.js';

test('every row of the acceptance table is served and proved by something that is there', () => {
  expect(faultsOf(acceptanceRows)).toEqual([]);
});

test('a row without proof, a lost row and a name that leads nowhere are faults', () => {
  const [first, ...rest] = acceptanceRows;
  if (!first) throw new Error('the table is empty');
  expect(faultsOf(rest)).toEqual([`row ${first.row} does not stand in the table exactly once`]);
  expect(faultsOf([{ ...first, proved: [] }, ...rest])).toEqual([
    `row ${first.row}: nothing proves it`,
  ]);
  const stray = { kind: 'view', name: 'no-such-view' } as const;
  expect(faultsOf([{ ...first, served: [stray] }, ...rest])).toEqual([
    `row ${first.row}: there is no view no-such-view`,
  ]);
  const check = { kind: 'check', scenario: 'weixian', id: 'W999' } as const;
  expect(faultsOf([{ ...first, proved: [check] }, ...rest])).toEqual([
    `row ${first.row}: there is no check weixian W999`,
  ]);
});

test('the document is what the table says', () => {
  const written = readFileSync(path.join(projectRoot, 'docs/acceptance.md'), 'utf8');
  expect(written).toBe(acceptanceText());
});
