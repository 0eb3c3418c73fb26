import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createThrottle } from '../../../delivery/throttle.js';

const perMinute = () => createThrottle({ limit: 20, windowMillis: 60_000 });

test('twenty go at once, the next waits until the first is a minute old', () => {
  const throttle = perMinute();
  const waits = Array.from({ length: 20 }, (_, index) => throttle.take('robot', index * 100));
  expect(new Set(waits)).toEqual(new Set([0]));
  expect(throttle.take('robot', 2_000)).toBe(58_000);
  expect(throttle.take('robot', 59_999)).toBe(1);
  expect(throttle.take('robot', 60_000)).toBe(0);
  expect(throttle.take('robot', 60_000)).toBe(100);
});

test('a refused take uses no place', () => {
  const throttle = createThrottle({ limit: 1, windowMillis: 1_000 });
  expect(throttle.take('robot', 0)).toBe(0);
  for (let millis = 1; millis < 1_000; millis += 1) {
    expect(throttle.take('robot', millis)).toBe(1_000 - millis);
  }
  expect(throttle.take('robot', 1_000)).toBe(0);
});

test('robots do not wait for each other', () => {
  const throttle = createThrottle({ limit: 1, windowMillis: 1_000 });
  expect(throttle.take('one', 0)).toBe(0);
  expect(throttle.take('other', 0)).toBe(0);
  expect(throttle.take('one', 1)).toBe(999);
});

test('a clock that is set back does not block a robot', () => {
  const throttle = createThrottle({ limit: 1, windowMillis: 1_000 });
  expect(throttle.take('robot', 3_600_000)).toBe(0);
  expect(throttle.take('robot', 0)).toBe(0);
});

test('no window sees more than the limit, and the wait named is the one needed', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 60 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 5 }), (gaps, limit) => {
      const throttle = createThrottle({ limit, windowMillis: 1_000 });
      const taken: number[] = [];
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        const wait = throttle.take('robot', now);
        const inWindow = taken.filter((time) => time > now - 1_000);
        expect(wait === 0).toBe(inWindow.length < limit);
        if (wait === 0) taken.push(now);
        else expect(wait).toBe(inWindow.at(-limit)! + 1_000 - now);
      }
    }),
  );
});

test.each([
  [0, 1_000],
  [1, 0],
  [Number.NaN, 1_000],
])('a throttle of %s in %s ms is refused', (limit, windowMillis) => {
  expect(() => createThrottle({ limit, windowMillis })).toThrow(RangeError);
});
