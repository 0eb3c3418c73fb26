import { ServiceError } from '@temporalio/client';
import { describe, expect, test } from '@jest/globals';
import { failureOf } from '../../../temporal/send-command.js';

/** An answer of the server as the client library hands it on. */
function answered(code: number): ServiceError {
  const cause = Object.assign(new Error(`${code}`), { code, details: '', metadata: {} });
  return new ServiceError('Workflow Update failed', { cause });
}

describe('an update that the server did not carry out', () => {
  test('because its run handed over meanwhile goes to the successor', () => {
    const FAILED_PRECONDITION = 9;
    expect(failureOf(answered(FAILED_PRECONDITION))).toBe('draining');
  });

  test.each([3, 5, 7, 13, 14])('for another reason (%i) is told to whoever sent it', (code) => {
    const error = answered(code);
    expect(() => failureOf(error)).toThrow(error);
  });
});
