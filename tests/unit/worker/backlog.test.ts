import { expect, test } from '@jest/globals';
import { isShrinking } from '../../../worker/watchdog.js';

const streams = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => `inspection-round-${from + n}`);

test.each([
  ['a backlog of which some were done', streams(0, 200), streams(40, 200), true],
  ['a backlog that stands still', streams(0, 200), streams(0, 200), false],
  ['few late cases', streams(0, 3), streams(1, 3), false],
  ['the end of a backlog', streams(0, 200), streams(150, 50), false],
  ['the first look', [], streams(0, 200), false],
])('%s', (_what, before, overdue, shrinking) => {
  expect(isShrinking(before, overdue)).toBe(shrinking);
});
