import { expect, test } from '@jest/globals';
import { FORMATS } from '../../../importing/format.js';
import { readRows } from '../../../importing/folder.js';
import { sheetOf } from '../../../importing/sheet.js';
import { mengzhouFiles } from '../../../scenarios/mengzhou/files.js';

const FILES = mengzhouFiles();

function rowsOf(name: keyof typeof FORMATS): readonly Readonly<Record<string, unknown>>[] {
  const format = FORMATS[name];
  const sheet = sheetOf(FILES[format.file] ?? '', format);
  const { rows, problems } = readRows(sheet.rows, format);
  expect([...sheet.problems, ...problems]).toEqual([]);
  return rows as readonly Readonly<Record<string, unknown>>[];
}

test('the files of 孟州 hold the figures of the article', () => {
  expect(rowsOf('rounds')).toHaveLength(15);
  const targets = rowsOf('targets');
  expect(targets).toHaveLength(369);
  expect(targets.filter(({ type }) => type !== 'lookBack')).toHaveLength(361);
  expect(rowsOf('clues')).toHaveLength(180);
  expect(rowsOf('letters')).toHaveLength(45);
  const outcomes = rowsOf('outcomes');
  expect(outcomes.filter(({ kind }) => kind === 'established')).toHaveLength(646);
  const fen = outcomes.reduce((sum, { amount = 0 }) => sum + Number(amount), 0);
  expect(fen).toBe(345_000_000);
});

test('its findings are put right as the shared scenario lays down', () => {
  const findings = rowsOf('findings');
  expect(findings).toHaveLength(2_894);
  const by = (mode: string) => findings.filter((row) => row['mode'] === mode).length;
  expect([by('immediate'), by('concentrated'), by('continuing')]).toEqual([723, 1_733, 438]);
});
