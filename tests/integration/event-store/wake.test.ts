import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listen } from '../../../database/listen.js';
import { createAppender } from '../../../event-store/appender.js';
import { FailpointError, armFailpoints } from '../../../event-store/failpoint.js';
import { readStream } from '../../../event-store/read.js';
import { eventsChannel } from '../../../event-store/wake.js';
import { someAppend } from '../../support/appends.js';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const until = async (reached: () => boolean): Promise<void> => {
  while (!reached()) {
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
};

test('readers hear of new events, and of many at once in few notifications', async () => {
  const appender = createAppender(database.as('worker_rw').pool);
  let heard = 0;
  const listener = listen(database.urlOf('projector_rw'), eventsChannel, () => {
    heard += 1;
  });
  await listener.ready;
  expect(heard).toBe(1); // the look that follows every connection
  await appender.submit(someAppend());
  await until(() => heard === 2);
  await Promise.all(Array.from({ length: 200 }, () => appender.submit(someAppend())));
  await until(() => heard > 2);
  expect(heard).toBeLessThan(40);
  await listener.close();
});

test('a listener whose connection is killed comes back and looks again', async () => {
  let heard = 0;
  const errors: Error[] = [];
  const listener = listen(database.urlOf('api_ro'), 'views', () => (heard += 1), {
    onError: (error) => errors.push(error),
  });
  await listener.ready;
  await database.admin.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'xuncha listen views'`,
  );
  await until(() => heard === 2);
  expect(errors.length).toBeGreaterThan(0);
  await database.admin.pool.query("select pg_notify('views', 'x')");
  await until(() => heard === 3);
  await listener.close();
});

test('an answer that is lost after the commit leaves one event, and the repetition finds it', async () => {
  const { pool, db } = database.as('worker_rw');
  const appender = createAppender(pool);
  const command = someAppend({ expected: 0 });
  armFailpoints({ 'flush.committed': { action: 'throw' } });
  await expect(appender.submit(command)).rejects.toThrow(FailpointError);
  armFailpoints(undefined);
  expect(await readStream(db, command.stream)).toHaveLength(1);
  expect(await appender.submit(command)).toMatchObject({ outcome: 'again', version: 1 });
});

test('a caller who leaves while the statement is under way is answered when he repeats it', async () => {
  const { pool, db } = database.as('worker_rw');
  const appender = createAppender(pool);
  const command = someAppend({ expected: 0 });
  armFailpoints({ 'flush.sent': { action: 'throw' } });
  await expect(appender.submit(command)).rejects.toThrow(FailpointError);
  armFailpoints(undefined);
  expect(await appender.submit(command)).toMatchObject({ version: 1 });
  expect(await readStream(db, command.stream)).toHaveLength(1);
});
