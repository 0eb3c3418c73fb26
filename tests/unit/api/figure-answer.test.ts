import { expect, test } from '@jest/globals';
import { cursorFrom, cursorTo, figureAnswer } from '../../../api/statistics/answer.js';
import type { Value } from '../../../projections/statistic-facts/evaluation.js';
import { allReports, figureNamed } from '../../../projections/statistic-facts/figures.js';

const clues = figureNamed(allReports[0]!, 'cluesTransferred')!;
const findings = figureNamed(allReports[0]!, 'findings')!;

const value = (total: number, parts: Readonly<Record<string, number>> = {}): Value => ({
  value: total,
  atLeast: false,
  parts: Object.entries(parts).map(([part, number]) => ({ part, value: number })),
});
const valued = (name: string, of: Value) => new Map([[name, of]]);
const answer = (of: Value, isInside: boolean, before?: Value) =>
  figureAnswer(
    clues,
    valued('cluesTransferred', of),
    before && { position: 7, values: valued('cluesTransferred', before) },
    isInside,
  );

test.each([0, 1, 2])('outside the office %i clues are not told', (few) => {
  expect(answer(value(few), false)).toMatchObject({ value: null, suppressed: true, parts: [] });
  expect(answer(value(few), true)).toMatchObject({ value: few, suppressed: false });
});

test('three clues are told, and one small part withholds every part', () => {
  expect(answer(value(3), false)).toMatchObject({ value: 3, suppressed: false });
  const divided = value(7, { discipline: 5, organization: 2 });
  expect(answer(divided, false)).toMatchObject({ value: 7, parts: [], suppressed: true });
  expect(answer(divided, true).parts).toHaveLength(2);
  const large = value(8, { discipline: 5, organization: 3 });
  expect(answer(large, false)).toMatchObject({ suppressed: false, parts: large.parts });
});

test('a difference never gives away a number that was withheld', () => {
  const outside = answer(value(4), false, value(2));
  expect(outside).toMatchObject({ value: 4, difference: null });
  expect(outside.lastPrinted).toEqual({ position: 7, value: null });
  expect(answer(value(4), true, value(2))).toMatchObject({
    difference: 2,
    lastPrinted: { position: 7, value: 2 },
  });
});

test('other small numbers are told to every reader', () => {
  const told = figureAnswer(findings, valued('findings', value(1)), undefined, false);
  expect(told).toMatchObject({ value: 1, suppressed: false, lastPrinted: null, difference: null });
});

test('a figure without facts is nothing', () => {
  expect(figureAnswer(findings, new Map(), undefined, true).value).toBe(0);
});

test('a cursor comes back as it was given, and nothing else is one', () => {
  expect(cursorFrom(cursorTo({ position: 12, key: 's:1:0' }))).toEqual([12, 's:1:0']);
  for (const text of ['', 'x', Buffer.from('{}').toString('base64url')])
    expect(cursorFrom(text)).toBeNull();
});
