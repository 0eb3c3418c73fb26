import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { FailpointError, armFailpoints, failpoint } from '../../../event-store/failpoint.js';

describe('failpoints', () => {
  const folder = mkdtempSync(join(tmpdir(), 'failpoint-'));
  afterEach(() => armFailpoints(undefined));

  test('do nothing unless armed', async () => {
    await expect(failpoint('flush.committed')).resolves.toBeUndefined();
  });

  test('fire at the named hit only, and leave a proof', async () => {
    const file = join(folder, 'fired');
    armFailpoints(JSON.stringify({ 'flush.committed': { action: 'throw', hit: 2, file } }));
    await failpoint('flush.committed');
    await failpoint('flush.sent');
    await expect(failpoint('flush.committed')).rejects.toThrow(FailpointError);
    await failpoint('flush.committed');
    expect(readFileSync(file, 'utf8')).toBe('flush.committed\n');
    rmSync(folder, { recursive: true });
  });

  test('delay', async () => {
    armFailpoints({ 'effect.done': { action: 'delay', ms: 30 } });
    const start = performance.now();
    await failpoint('effect.done');
    expect(performance.now() - start).toBeGreaterThan(25);
  });

  test('refuse a step that does not exist', () => {
    expect(() => armFailpoints('{"flush.comitted":{"action":"kill"}}')).toThrow(
      'There is no failpoint flush.comitted',
    );
  });
});
