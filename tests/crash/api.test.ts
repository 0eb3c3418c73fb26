import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { isAlive } from '../../servers/process-identity.js';
import { countEvents, expectSound } from '../support/checker.js';
import { openInstallation, type Installation } from '../support/installation.js';
import { newRound, openOffice, type Office } from '../support/office.js';
import { eventually, type ProductProcess } from '../support/process.js';

let installation: Installation;
let office: Office;
let stream: string;
/** Requests before this test. */
let asked: number;

beforeAll(async () => {
  installation = await openInstallation();
  office = await openOffice(installation);
  await installation.start('projections');
});
beforeEach(() => {
  stream = newRound();
  asked = office.statuses.length;
});
afterEach(async () => {
  await Promise.all([installation.killAll('api'), installation.killAll('worker')]);
});
afterAll(() => installation.close());

/** True when Temporal has heard of the stream: the request left the API. */
const isKnown = async (): Promise<boolean> => {
  const handle = installation.temporal.client.workflow.getHandle(stream);
  return handle.describe().then(
    () => true,
    () => false,
  );
};

const die = async (doomed: ProductProcess): Promise<void> => {
  expect((await doomed.kill()).signal).toBe('SIGKILL');
  expect(isAlive(doomed.pid)).toBe(false);
};

/** The client meets no API and one that has just started; in the end the command is in the log once. */
const repeats = async (answer: Promise<unknown>): Promise<void> => {
  await answer;
  expect(office.statuses.slice(asked)).toContain(0);
  expect(await countEvents(installation, stream, 'RoundProposed')).toBe(1);
  await expectSound(installation, office);
};

describe('an API killed', () => {
  test('before it sent the command leaves nothing behind, and the client repeats it', async () => {
    await installation.start('worker');
    const api = await installation.start('api');
    // The API waits here for the rights of the sender, so it has sent nothing yet.
    const lock = await installation.database.admin.pool.connect();
    await lock.query('begin; lock table access.bearer in access exclusive mode');
    const answer = office.propose({ stream });
    await eventually('the API waiting for the lock', async () => {
      const { rows } = await sql`select from pg_locks where not granted`.execute(
        installation.database.admin.db,
      );
      return rows.length > 0;
    });
    await die(api);
    await lock.query('rollback');
    lock.release();
    expect(await isKnown()).toBe(false);

    await installation.start('api');
    await repeats(answer);
  });

  test('after it sent the command has the client attach to it by the same key', async () => {
    const fault = installation.fault('api.sent', { action: 'delay', ms: 60_000 });
    const api = await installation.start('api', { fault });
    const answer = office.propose({ stream });
    await eventually('the request on its way', fault.happened);
    // No worker runs: Temporal holds the command, and nobody has decided it.
    await eventually('Temporal knowing the round', isKnown);
    await die(api);
    expect(await countEvents(installation, stream)).toBe(0);

    await installation.start('api');
    await installation.start('worker');
    await repeats(answer);
  });

  test('after the command was decided has the client get the first answer', async () => {
    const fault = installation.fault('activity.returning', { action: 'delay', ms: 2_000 });
    await installation.start('worker', { fault });
    const api = await installation.start('api');
    const key = randomUUID();
    const answer = office.propose({ stream, key });
    await eventually('the decision', fault.happened);
    await die(api);
    expect(await countEvents(installation, stream, 'RoundProposed')).toBe(1);

    await installation.start('api');
    await repeats(answer);
    expect(office.acknowledged.find(({ commandId }) => commandId === key)?.version).toBe(
      await countEvents(installation, stream),
    );
  });
});
