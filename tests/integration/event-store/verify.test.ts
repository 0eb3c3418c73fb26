import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Database } from '../../../database/schema.js';
import { createAppender } from '../../../event-store/appender.js';
import { commitBytes, commitText } from '../../../event-store/envelope.js';
import { verifyLog } from '../../../event-store/verify.js';
import type { Verification, VerifyOptions } from '../../../event-store/verify.js';
import { chainDigest, leafDigest } from '../../../event-store/verify-event.js';
import { someAppend } from '../../support/appends.js';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';

let database: FreshDatabase;
const subject = randomUUID();
const protectedBytes = Buffer.from('ciphertext');
/** Position of the event that has a protected part; the last one. */
const partAt = 41;

/** The API of protected parts is not built yet, so this one goes to the SQL function itself. */
async function appendWithPart(): Promise<void> {
  const { pool } = database.as('worker_rw');
  const { rows } = await pool.query<{ log_id: string }>('select log_id from es.head');
  const cmd = randomUUID();
  const parts = [commitText('{}'), commitBytes(protectedBytes)];
  const meta =
    `{"actor":{"id":"a1","posts":[]},"cause":null,"cmd":"${cmd}","log":"${rows[0]!.log_id}","n":1,` +
    `"now":"2026-05-20T01:00:00.000Z","parts":${JSON.stringify(parts)},"req":"","stream":"clue-1",` +
    '"sv":1,"type":"ClueReceived","v":1}';
  await pool.query(
    `select * from es.append(array[$1::uuid], array['clue-1'], array[1], array[0], array[1],
       array['ClueReceived'], '{}', $2, array[1], array[1], array[$3::uuid], array[$4::bytea])`,
    [cmd, meta, subject, protectedBytes],
  );
}

beforeAll(async () => {
  database = await freshDatabase();
  const appender = createAppender(database.as('worker_rw').pool);
  const streams = ['inspectionRound-1', 'inspectionRound-2', 'rectification-1'];
  for (let index = 0; index < 40; index++) {
    const data = { index, text: '整改' };
    const events = [{ type: 'RoundProposed', schemaVersion: 1, data }];
    await appender.submit(someAppend({ stream: streams[index % 3]!, events }));
  }
  await appendWithPart();
});
afterAll(() => database.drop());

class RolledBack extends Error {}

/** What the check says after a change that only the owner of the machine could make. */
async function verifyAfter(
  change: (trx: Kysely<Database>) => Promise<unknown>,
  options: VerifyOptions = {},
): Promise<Verification> {
  let verification: Verification | undefined;
  try {
    await database.admin.db.transaction().execute(async (trx) => {
      await sql`set constraints all deferred`.execute(trx);
      await sql`alter table es.log disable trigger all`.execute(trx);
      await sql`alter table es.part disable trigger all`.execute(trx);
      await change(trx);
      verification = await verifyLog(trx, { pageSize: 7, ...options });
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  if (verification === undefined) throw new Error('The check did not run.');
  return verification;
}

test('a sound log passes as an auditor reads it, and tells how far it has come', async () => {
  const seen: number[] = [];
  const result = await verifyLog(database.as('auditor_ro').db, {
    pageSize: 10,
    onProgress: ({ position, end }) => {
      expect(end).toBe(partAt);
      seen.push(position);
    },
  });
  expect(result).toMatchObject({ events: partAt, streams: 4 });
  expect(result.fault).toBeUndefined();
  expect(seen).toEqual([10, 20, 30, 40, partAt]);
});

test('an empty log passes', async () => {
  const empty = await freshDatabase();
  expect(await verifyLog(empty.admin.db)).toEqual({
    events: 0,
    streams: 0,
    chain: '0'.repeat(64),
  });
  await empty.drop();
});

/** Each is one statement of an owner with the triggers off, and what must be said of it. */
const tamperings: readonly (readonly [string, string, number, string])[] = [
  ['content', `update es.log set body = '{"index":99}' where pos = 12`, 12, 'content-differs'],
  [
    'one letter',
    `update es.log set body = replace(body, '整', '正') where pos = 3`,
    3,
    'content-differs',
  ],
  [
    'spaces in the content',
    `update es.log set body = body || ' ' where pos = 5`,
    5,
    'not-canonical',
  ],
  ['broken content', `update es.log set body = '{' where pos = 5`, 5, 'not-canonical'],
  [
    'a doubled member',
    `update es.log set body = '{"a":1,"a":1}' where pos = 5`,
    5,
    'not-canonical',
  ],
  [
    'spaces in the envelope',
    `update es.log set meta = ' ' || meta where pos = 6`,
    6,
    'not-canonical',
  ],
  [
    'the actor',
    `update es.log set meta = replace(meta, '"id":"a1"', '"id":"a2"') where pos = 8`,
    8,
    'digest-differs',
  ],
  [
    'the cause',
    `update es.log set meta = replace(meta, '"cause":null', '"cause":"x"') where pos = 1`,
    1,
    'digest-differs',
  ],
  ['the type', `update es.log set type = 'RoundApproved' where pos = 9`, 9, 'envelope-differs'],
  [
    'the command id',
    `update es.log set cmd = gen_random_uuid() where pos = 9`,
    9,
    'envelope-differs',
  ],
  ['the number', `update es.log set n = 2 where pos = 9`, 9, 'envelope-differs'],
  [
    'the stream',
    `update es.log set stream = 'other-1', ver = 1 where pos = 9`,
    9,
    'envelope-differs',
  ],
  ['the version', `update es.log set ver = 500 where pos = 9`, 9, 'version-not-dense'],
  [
    'the time, earlier',
    `update es.log set at = at - interval '1 hour' where pos = 9`,
    9,
    'time-runs-back',
  ],
  [
    'the time, by less than a millisecond',
    `update es.log set at = at + interval '1 microsecond' where pos = 9`,
    9,
    'time-runs-back',
  ],
  ['all times, later', `update es.log set at = at + interval '1 day'`, 1, 'digest-differs'],
  ['the digest', `update es.log set digest = sha256('x') where pos = 10`, 10, 'digest-differs'],
  [
    'one bit of the chain',
    `update es.log set chain = set_bit(chain, 0, 1 - get_bit(chain, 0)) where pos = 10`,
    10,
    'chain-differs',
  ],
  ['an event removed', 'delete from es.log where pos = 20', 20, 'position-not-dense'],
  ['the first event removed', 'delete from es.log where pos = 1', 1, 'position-not-dense'],
  [
    'an event removed, the hole closed',
    'delete from es.log where pos = 20; update es.log set pos = pos + 1000 where pos > 20; update es.log set pos = pos - 1001 where pos > 20',
    20,
    'digest-differs',
  ],
  [
    'two events swapped',
    'update es.log set pos = -pos where pos in (14, 15); update es.log set pos = case pos when -14 then 15 else 14 end where pos < 0',
    14,
    'digest-differs',
  ],
  ['another log', `update es.head set log_id = 'xuncha/other'`, 1, 'envelope-differs'],
  ['a protected part', `update es.part set bytes = 'x'`, partAt, 'content-differs'],
  ['a protected part removed', 'delete from es.part', partAt, 'part-missing'],
];

describe('every kind of tampering is found at the first broken event', () => {
  test.each(tamperings)('%s', async (_name, statement, position, kind) => {
    const verification = await verifyAfter(async (trx) => {
      await sql`alter table es.head disable trigger all`.execute(trx);
      for (const text of statement.split('; ')) await sql.raw(text).execute(trx);
    });
    expect(verification.fault).toMatchObject({ position, kind });
    expect(verification.events).toBe(kind === 'part-missing' ? partAt : position - 1);
  });
});

/** The thorough forger: changes an event and computes every hash behind it anew. */
async function forge(trx: Kysely<Database>, position: number): Promise<void> {
  const { rows } = await sql<{
    pos: number;
    ver: number;
    ms: number;
    body: string;
    meta: string;
    chain: Buffer;
  }>`
    select pos, ver, (extract(epoch from at) * 1000)::int8 as ms, body, meta, chain
    from es.log where pos >= ${position - 1} order by pos`.execute(trx);
  let { chain } = rows[0]!;
  for (const row of rows.slice(1)) {
    const body = row.pos === position ? '{"forged":true}' : row.body;
    const meta = row.meta.replace(commitText(row.body), commitText(body));
    const digest = leafDigest(meta, row.pos, row.ver, row.ms);
    chain = chainDigest(chain, digest);
    await sql`update es.log set body = ${body}, meta = ${meta}, digest = ${digest}, chain = ${chain}
      where pos = ${row.pos}`.execute(trx);
  }
}

describe('a chain that was written down', () => {
  test('finds a forger who computed every later hash anew', async () => {
    const { chain } = await verifyLog(database.admin.db);
    const known = { position: partAt, chain };
    expect((await verifyLog(database.admin.db, { known })).fault).toBeUndefined();
    const unaware = await verifyAfter((trx) => forge(trx, 12));
    expect(unaware.fault).toBeUndefined();
    const aware = await verifyAfter((trx) => forge(trx, 12), { known });
    expect(aware.fault).toMatchObject({ position: partAt, kind: 'chain-differs' });
  });

  test('finds that the newest events were cut off', async () => {
    const { chain } = await verifyLog(database.admin.db);
    const cut = await verifyAfter((trx) => sql`delete from es.log where pos > 30`.execute(trx), {
      known: { position: partAt, chain },
    });
    expect(cut.fault).toMatchObject({ position: 31, kind: 'position-not-dense' });
  });
});

test('an erasure that an event of the log orders is no fault', async () => {
  const appender = createAppender(database.as('worker_rw').pool);
  const eraser = database.as('eraser');
  const erase = (position: number) =>
    eraser.pool.query<{ erased: number }>('select es.erase($1, $2) as erased', [subject, position]);
  await expect(erase(partAt)).rejects.toMatchObject({ code: '42501' });
  const order = {
    type: 'ProtectedPartErased',
    schemaVersion: 1,
    data: { subject, basis: 'case-closed', approvers: ['a1', 'a2'] },
  };
  const outcome = await appender.submit(someAppend({ events: [order] }));
  expect(outcome).toMatchObject({ position: partAt + 1 });
  expect((await erase(partAt + 1)).rows).toEqual([{ erased: 1 }]);
  expect((await verifyLog(database.admin.db)).fault).toBeUndefined();
});
