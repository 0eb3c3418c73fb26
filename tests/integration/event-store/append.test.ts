import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Connection } from '../../../database/connection.js';
import { createAppender } from '../../../event-store/appender.js';
import type { Appender } from '../../../event-store/appender.js';
import { commandOutcome, head, readLog, readStream } from '../../../event-store/read.js';
import { verifyLog } from '../../../event-store/verify.js';
import { placeOf, someAppend } from '../../support/appends.js';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';

let database: FreshDatabase;
let worker: Connection;
let appender: Appender;

beforeAll(async () => {
  database = await freshDatabase();
  worker = database.as('worker_rw');
  appender = createAppender(worker.pool);
});
afterAll(() => database.drop());

const event = (type: string) => ({ type, schemaVersion: 1, data: { type } });
const isDense = (numbers: readonly number[], from = 1): boolean =>
  numbers.every((number, index) => number === index + from);

describe('one command', () => {
  test('gets the next version and position, and is read back as it was', async () => {
    const before = await head(worker.db);
    const command = someAppend({
      expected: 0,
      events: [
        event('RoundProposed'),
        { type: 'RoundApproved', schemaVersion: 3, data: { a: [1] } },
      ],
      cause: 'inspectionRound-9:4',
    });
    expect(await appender.submit(command)).toEqual({
      outcome: 'ok',
      version: 2,
      position: before.position + 2,
    });
    const stored = await readStream(worker.db, command.stream);
    expect(stored).toEqual([
      expect.objectContaining({ version: 1, n: 1, type: 'RoundProposed', schemaVersion: 1 }),
      {
        position: before.position + 2,
        stream: command.stream,
        version: 2,
        commandId: command.id,
        n: 2,
        type: 'RoundApproved',
        schemaVersion: 3,
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        now: command.now,
        actor: command.actor,
        cause: 'inspectionRound-9:4',
        request: command.request,
        data: { a: [1] },
      },
    ]);
    expect(await commandOutcome(worker.db, command.id)).toEqual(stored);
  });

  test('on another version is a conflict that names the current one, and stores nothing', async () => {
    const { stream } = someAppend();
    await appender.submit(someAppend({ stream, expected: 0 }));
    const before = await head(worker.db);
    const late = someAppend({ stream, expected: 0 });
    expect(await appender.submit(late)).toEqual({ outcome: 'conflict', version: 1 });
    expect(await appender.submit(someAppend({ expected: 3 }))).toEqual({
      outcome: 'conflict',
      version: 0,
    });
    expect(await head(worker.db)).toEqual(before);
    expect(await commandOutcome(worker.db, late.id)).toEqual([]);
  });

  test('sent again is answered as before, also when the stream has moved on', async () => {
    const command = someAppend({ expected: 0, events: [event('A'), event('B')] });
    const first = placeOf(await appender.submit(command));
    await appender.submit(someAppend({ stream: command.stream, expected: 2 }));
    expect(await appender.submit(command)).toEqual({ outcome: 'again', ...first });
    const other = { ...command, id: command.id.toUpperCase(), events: [event('C')] };
    expect(await appender.submit(other)).toEqual({ outcome: 'again', ...first });
    expect(await readStream(worker.db, command.stream)).toHaveLength(3);
  });

  test('whose id served another stream or another request is refused', async () => {
    const command = someAppend({ expected: 0 });
    await appender.submit(command);
    expect(await appender.submit({ ...command, stream: 'elsewhere' })).toEqual({
      outcome: 'reused',
    });
    expect(await appender.submit({ ...command, request: '1'.repeat(64) })).toEqual({
      outcome: 'reused',
    });
    expect(await readStream(worker.db, 'elsewhere')).toEqual([]);
  });
});

describe('many callers', () => {
  test('share calls, and the log stays dense in commit order', async () => {
    const before = await head(worker.db);
    const commands = Array.from({ length: 300 }, () => someAppend({ expected: 0 }));
    const outcomes = await Promise.all(commands.map((command) => appender.submit(command)));
    const positions = outcomes.map((outcome) => placeOf(outcome).position).sort((a, b) => a - b);
    expect(isDense(positions, before.position + 1)).toBe(true);
    const { rows } = await sql<{ calls: number }>`
      select count(distinct xmin::text) as calls from es.log where pos > ${before.position}`.execute(
      worker.db,
    );
    expect(rows[0]?.calls).toBeLessThan(20);
  });

  test('on one stream: of those who saw the same version exactly one wins', async () => {
    const { stream } = someAppend();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => appender.submit(someAppend({ stream, expected: 0 }))),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'ok')).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(19);
  });

  test('on one stream without an expected version all get in, in the order they came', async () => {
    const { stream } = someAppend();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => appender.submit(someAppend({ stream }))),
    );
    expect(isDense(outcomes.map((outcome) => placeOf(outcome).version))).toBe(true);
  });

  test('with one id at one time are one command', async () => {
    const command = someAppend({ expected: 0 });
    const outcomes = await Promise.all([
      appender.submit(command),
      appender.submit(command),
      appender.submit({ ...command, request: '1'.repeat(64) }),
    ]);
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(outcomes[2]).toEqual({ outcome: 'reused' });
    expect(await readStream(worker.db, command.stream)).toHaveLength(1);
  });

  test('in two processes race on few streams and lose nothing', async () => {
    const second = createAppender(database.as('worker_rw').pool);
    const before = await head(worker.db);
    const streams = Array.from({ length: 5 }, () => someAppend().stream);
    const race = async (mine: Appender, stream: string): Promise<string[]> => {
      const accepted: string[] = [];
      let expected = 0;
      while (accepted.length < 12) {
        const command = someAppend({ stream, expected });
        const outcome = await mine.submit(command);
        if (outcome.outcome === 'reused') throw new Error('No id was used twice.');
        if (outcome.outcome === 'ok') accepted.push(command.id);
        expected = outcome.version;
      }
      return accepted;
    };
    const accepted = await Promise.all(
      streams.flatMap((stream) => [race(appender, stream), race(second, stream)]),
    );
    const events = await readLog(worker.db, before.position, 10_000);
    expect(
      isDense(
        events.map(({ position }) => position),
        before.position + 1,
      ),
    ).toBe(true);
    expect(events.map(({ commandId }) => commandId).sort()).toEqual(accepted.flat().sort());
    for (const stream of streams) {
      const versions = (await readStream(worker.db, stream)).map(({ version }) => version);
      expect(versions).toHaveLength(24);
      expect(isDense(versions)).toBe(true);
    }
  });
});

describe('faults', () => {
  test('one command that the database refuses does not take the others with it', async () => {
    await database.admin.pool.query(
      "alter table es.log add constraint no_poison check (type <> 'Poison')",
    );
    const commands = Array.from({ length: 9 }, (_, index) =>
      someAppend({ events: [event('Good'), event(index === 5 ? 'Poison' : 'Good')] }),
    );
    const outcomes = await Promise.allSettled(commands.map((command) => appender.submit(command)));
    expect(outcomes.map(({ status }) => status)).toEqual(
      commands.map((_, index) => (index === 5 ? 'rejected' : 'fulfilled')),
    );
    expect(await readStream(worker.db, commands[5]!.stream)).toEqual([]);
  });

  test('connections killed under load: every accepted command is there once', async () => {
    // Connections of its own: a killed one that has not noticed yet must not reach the next test.
    const doomed = database.as('worker_rw', { size: 4, applicationName: 'doomed' });
    const victim = createAppender(doomed.pool);
    const before = await head(worker.db);
    let killed = 0;
    let repeated = 0;
    let accepted = 0;
    const killConnections = async (): Promise<void> => {
      const { rowCount } = await database.admin.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'doomed'`,
      );
      killed += rowCount ?? 0;
    };
    const persist = async (): Promise<void> => {
      const command = someAppend({ expected: 0 });
      for (;;) {
        try {
          placeOf(await victim.submit(command));
          accepted += 1;
          return;
        } catch {
          repeated += 1;
        }
      }
    };
    // Kills follow progress, not a clock: a slow machine sees as many as a fast one.
    const callers = Array.from({ length: 8 }, async () => {
      for (let done = 0; done < 40; done++) {
        await persist();
        if (accepted % 5 === 0) await killConnections();
      }
    });
    await Promise.all(callers);
    expect(killed).toBeGreaterThan(20);
    expect(repeated).toBeGreaterThan(0);
    expect((await head(worker.db)).position).toBe(before.position + 320);
    expect((await verifyLog(worker.db)).fault).toBeUndefined();
  });

  test('a clock set back makes the time of the log stand still', async () => {
    const ahead = '2099-01-01T00:00:00.000Z';
    await database.admin.db.transaction().execute(async (trx) => {
      await sql`alter table es.log disable trigger deny`.execute(trx);
      await sql`update es.log set at = ${ahead} where pos = (select max(pos) from es.log)`.execute(
        trx,
      );
      await sql`alter table es.log enable trigger deny`.execute(trx);
    });
    const command = someAppend();
    await appender.submit(command);
    const stored = await readStream(worker.db, command.stream);
    expect(stored[0]?.at).toBe(ahead);
  });

  test('a full appender says so at once', async () => {
    const small = createAppender(worker.pool, { maxWaiting: 2, inFlight: 1 });
    await small.submit(someAppend());
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => small.submit(someAppend())),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
    ]);
  });

  test('append refuses an isolation level under which it would miss commits', async () => {
    const client = await worker.pool.connect();
    try {
      await client.query('begin isolation level repeatable read');
      await expect(
        client.query(
          `select es.append(array[$1::uuid], array['s'], array[1], array[0], array[1], array['T'],
             '{}', '{}', '{}', '{}', '{}', '{}')`,
          [randomUUID()],
        ),
      ).rejects.toThrow('append needs read committed');
      await client.query('rollback');
    } finally {
      client.release();
    }
  });
});
