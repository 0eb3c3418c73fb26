import { expect, test } from '@jest/globals';
import { createProgress, progressLine } from '../../../importing/progress.js';

test('says how many of how many, how fast, and how long it will take', () => {
  expect(progressLine(500, 2_500, 10_000)).toBe('500 of 2500 commands, 50/s, about 40 s left');
  expect(progressLine(1_000, 40_000, 10_000)).toBe(
    '1000 of 40000 commands, 100/s, about 7 min left',
  );
  expect(progressLine(12, 10, 1_000)).toBe('12 of 12 commands, 12/s, about 0 s left');
});

test('speaks at most once a second', () => {
  let now = 0;
  const lines: string[] = [];
  const progress = createProgress(
    4,
    (line) => lines.push(line),
    () => now,
  );
  for (const moment of [400, 1_000, 1_500, 2_100]) {
    now = moment;
    progress.step();
  }
  expect(lines).toHaveLength(2);
  expect(progress.end()).toEqual({ commands: 4, seconds: 2.1 });
});
