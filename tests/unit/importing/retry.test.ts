import { expect, test } from '@jest/globals';
import { retried } from '../../../importing/retry.js';

/** Fails some times, and then answers how often it was asked. */
function failing(times: number) {
  let asked = 0;
  return async () => {
    asked += 1;
    if (asked <= times) throw new Error(`failed ${asked}`);
    return asked;
  };
}

test('what failed is done again', async () => {
  expect(await retried(failing(5), () => false, 1)).toBe(6);
});

test('but not for ever', async () => {
  await expect(retried(failing(6), () => false, 1)).rejects.toThrow('failed 6');
});

test('and not when repeating cures nothing', async () => {
  await expect(retried(failing(1), () => true, 1)).rejects.toThrow('failed 1');
});
