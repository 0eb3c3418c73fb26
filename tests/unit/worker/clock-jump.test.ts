import { expect, test } from '@jest/globals';
import { clockJump } from '../../../worker/clock-jump.js';

const HOUR = 3_600_000;
const before = { wall: 1_700_000_000_000, steady: 5_000 };

test.each([
  ['time that goes on', 15_000, 15_000, 0],
  ['a correction of a second', 16_000, 15_000, 0],
  ['an hour back', 15_000 - HOUR, 15_000, -3_600],
  ['a day forward', 15_000 + 24 * HOUR, 15_000, 86_400],
])('%s', (_what, wall, steady, seconds) => {
  const after = { wall: before.wall + wall, steady: before.steady + steady };
  expect(clockJump(before, after)).toBe(seconds);
});
