import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readEnvironment } from '../../config/environment.js';
import { connect } from '../../database/connection.js';
import { migrate } from '../../database/migrate.js';
import { createAppender } from '../../event-store/appender.js';
import { commandOutcome } from '../../event-store/read.js';
import { verifyLog } from '../../event-store/verify.js';
import { startServers } from '../../servers/index.js';
import { startPostgres } from '../../servers/postgres.js';
import { someAppend } from '../support/appends.js';
import { testSecret } from '../support/database.js';
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.js';

const quiet = () => undefined;
/** About 200 KiB an event, so that the write-ahead log outgrows its file soon. */
const bulky = () => ({
  events: [{ type: 'Filled', schemaVersion: 1, data: { text: '满'.repeat(60_000) } }],
});

let disk: SmallDisk | null = null;
beforeAll(() => {
  disk = mountSmallDisk(200);
  if (!disk) process.stderr.write('full-disk tests are left out: only root may mount a disk\n');
});
afterAll(() => disk?.unmount());

test('a disk that fills while the office works loses nothing, and work goes on once there is room', async () => {
  if (!disk) return;
  const server = await startPostgres({ dataDir: join(disk.folder, 'postgres'), onProgress: quiet });
  try {
    await migrate(server.databaseUrl, { secret: testSecret });
    const worker = connect(server.databaseUrl, 'worker_rw', { secret: testSecret, size: 3 });
    const appender = createAppender(worker.pool);
    const acknowledged: string[] = [];
    let refused: unknown;
    const append = async () => {
      const id = randomUUID();
      await appender.submit(someAppend({ id, ...bulky() })).then(
        () => acknowledged.push(id),
        (error: unknown) => (refused = error),
      );
    };
    for (let count = 0; count < 20; count += 1) await append();
    expect(refused).toBeUndefined();
    disk.fill();
    for (let tries = 0; tries < 2_000 && refused === undefined; tries += 1) await append();
    // The fault took place: the disk was full and an append was refused.
    expect(refused).toBeDefined();
    expect(acknowledged.length).toBeGreaterThanOrEqual(20);
    await worker.close();

    disk.relieve();
    await server.restart();
    const after = connect(server.databaseUrl, 'worker_rw', { secret: testSecret, size: 3 });
    for (const id of acknowledged) expect(await commandOutcome(after.db, id)).toHaveLength(1);
    expect((await verifyLog(after.db)).fault).toBeUndefined();
    await expect(createAppender(after.pool).submit(someAppend())).resolves.toMatchObject({
      outcome: 'ok',
    });
    await after.close();
  } finally {
    await server.stop();
  }
});

test('a start on a full disk says so and leaves nothing running', async () => {
  if (!disk) return;
  disk.fill();
  const home = join(disk.folder, 'home');
  const environment = readEnvironment({ ...process.env, XUNCHA_HOME: home });
  const { databaseUrl: _url, temporalAddress: _address, ...own } = environment;
  await expect(startServers(own, { onProgress: quiet })).rejects.toThrow(/disk is full|no space/i);
  disk.relieve();
});
