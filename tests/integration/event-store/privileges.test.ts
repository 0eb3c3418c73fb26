import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loginRoles } from '../../../database/connection.js';
import type { Connection, LoginRole } from '../../../database/connection.js';
import { createAppender } from '../../../event-store/appender.js';
import { verifyLog } from '../../../event-store/verify.js';
import { someAppend } from '../../support/appends.js';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';

let database: FreshDatabase;
let connections: Map<LoginRole, Connection>;

beforeAll(async () => {
  database = await freshDatabase();
  connections = new Map(loginRoles.map((role) => [role, database.as(role, { size: 1 })]));
  const appender = createAppender(database.as('worker_rw').pool);
  for (let index = 0; index < 5; index++) await appender.submit(someAppend());
});
afterAll(() => database.drop());

const refusalOf = async (role: LoginRole, statement: string): Promise<string> => {
  try {
    await connections.get(role)!.pool.query(statement);
    return 'was not refused';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};

const tables = ['es.log', 'es.part', 'es.head'];

/** Everything that would change history, or open a door to it. */
const forbidden: readonly string[] = [
  'insert into es.log select 99, stream, 99, gen_random_uuid(), 1, type, at, body, meta, digest, chain from es.log limit 1',
  "insert into es.part values (1, 1, gen_random_uuid(), 'x')",
  "insert into es.head values (1, 'x', gen_random_uuid())",
  "update es.log set body = '{}'",
  "update es.part set bytes = 'x'",
  'update es.head set epoch = gen_random_uuid()',
  'delete from es.log',
  'delete from es.part',
  'delete from es.head',
  'merge into es.log l using es.head h on true when matched then delete',
  'select * from es.head for update',
  'select * from es.log for share',
  'copy es.log from stdin',
  ...tables.flatMap((table) => [
    `truncate ${table}`,
    `drop table ${table}`,
    `alter table ${table} add column x int`,
    `alter table ${table} disable trigger all`,
    `alter table ${table} owner to current_user`,
    `alter table ${table} enable row level security`,
    `drop trigger deny on ${table}`,
    `create trigger mine before insert on ${table} for each row execute function es.deny()`,
    `create rule mine as on select to ${table} do also nothing`,
    `do $$ begin lock table ${table} in access exclusive mode; end $$`,
    `comment on table ${table} is 'x'`,
    `create index on ${table} ((1))`,
  ]),
  'create table es.mine (a int)',
  'drop schema es cascade',
  'alter schema es rename to other',
  'drop function es.append',
  'create or replace function es.deny() returns trigger language plpgsql as $$ begin return new; end $$',
  'alter function es.append security invoker',
  'drop function es.deny() cascade',
  'set role log_owner',
  'set session authorization log_owner',
  'set session_replication_role = replica',
  'alter role log_owner login',
  'create role mine superuser',
  'grant log_owner to current_user',
  'alter system set fsync = off',
];

/** Refused outright (42501), or spoken to the wrong kind of object or object owner, never done. */
const refusals = ['42501', '42809', '0A000', '42P17'];

describe.each(loginRoles)('%s', (role) => {
  test('is refused every statement that would change history', async () => {
    const done: string[] = [];
    for (const statement of forbidden) {
      const code = await refusalOf(role, statement);
      if (!refusals.includes(code)) done.push(`${code}: ${statement}`);
    }
    expect(done).toEqual([]);
  });

  test('has no privilege on the tables of the log but to read them', async () => {
    const { rows } = await database.admin.pool.query<{ relation: string; privilege: string }>(
      `select c.oid::regclass::text as relation, p as privilege
       from pg_class c, unnest(array['INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER']) p
       where c.relnamespace = 'es'::regnamespace and c.relkind = 'r'
         and (has_table_privilege($1, c.oid, p)
           or p in ('INSERT','UPDATE','REFERENCES') and has_any_column_privilege($1, c.oid, p))`,
      [role],
    );
    expect(rows).toEqual([]);
  });

  test('has nothing to give away', async () => {
    for (const table of tables) await refusalOf(role, `grant all on ${table} to public`);
    const { rows } = await database.admin.pool.query(
      `select relname from pg_class, aclexplode(relacl) acl
       where relnamespace = 'es'::regnamespace and acl.grantee = 0`,
    );
    expect(rows).toEqual([]);
  });

  test('is no superuser, creates nothing for others, and is member of no role', async () => {
    const { rows } = await database.admin.pool.query(
      `select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls as strong,
         (select count(*)::int from pg_auth_members where member = r.oid) as memberships
       from pg_roles r where rolname = $1`,
      [role],
    );
    expect(rows).toEqual([{ strong: false, memberships: 0 }]);
  });

  test('may run only the functions that are meant for it', async () => {
    const { rows } = await database.admin.pool.query<{ name: string }>(
      `select proname as name from pg_proc
       where pronamespace = 'es'::regnamespace and has_function_privilege($1, oid, 'EXECUTE')`,
      [role],
    );
    const meant: Partial<Record<LoginRole, string[]>> = {
      worker_rw: ['append', 'append_one'],
      eraser: ['erase'],
    };
    expect(rows.map(({ name }) => name).sort()).toEqual(meant[role] ?? []);
  });
});

test('only the worker appends, only the eraser erases', async () => {
  const append =
    "select es.append(array[gen_random_uuid()], array['s'], array[1], array[0], array[0], '{}', '', '', '{}', '{}', '{}', '{}')";
  const appendOne = "select es.append_one(gen_random_uuid(), 's', 0, array['T'], '{}', '{}')";
  for (const role of loginRoles) {
    if (role !== 'worker_rw') {
      expect(await refusalOf(role, append)).toBe('42501');
      expect(await refusalOf(role, appendOne)).toBe('42501');
    }
    if (role !== 'eraser') {
      expect(await refusalOf(role, `select es.erase('${randomUUID()}', 1)`)).toBe('42501');
    }
  }
  expect(await refusalOf('eraser', 'select * from es.log')).toBe('42501');
});

test('triggers stop the owner from changing what is stored', async () => {
  const client = await database.admin.pool.connect();
  try {
    await client.query('set role log_owner');
    for (const statement of [
      "update es.log set body = '{}'",
      'delete from es.log',
      'truncate es.log',
      "update es.part set bytes = 'x'",
      'truncate es.part',
      "insert into es.head values (1, 'x', gen_random_uuid())",
      'update es.head set epoch = gen_random_uuid()',
      'delete from es.head',
      'truncate es.head',
    ]) {
      await expect(client.query(statement)).rejects.toMatchObject({
        code: '42501',
        message: 'append only',
      });
    }
  } finally {
    await client.query('reset role');
    client.release();
  }
});

test('after all of this the log is as it was', async () => {
  expect(await verifyLog(database.admin.db)).toMatchObject({ events: 5, streams: 5 });
  expect((await verifyLog(database.admin.db)).fault).toBeUndefined();
});

describe('outside the log', () => {
  test('the worker acknowledges effects and cannot take it back', async () => {
    const acknowledge = `insert into runner.acknowledged values ('${randomUUID()}', 's', now())`;
    expect(await refusalOf('worker_rw', acknowledge)).toBe('was not refused');
    expect(await refusalOf('worker_rw', 'delete from runner.acknowledged')).toBe('42501');
    expect(await refusalOf('worker_rw', 'update runner.acknowledged set at = now()')).toBe('42501');
    expect(await refusalOf('api_ro', acknowledge)).toBe('42501');
    expect(await refusalOf('api_ro', 'select * from runner.acknowledged')).toBe('was not refused');
  });

  test('the clock of a rehearsal is set by the worker and the API', async () => {
    const set = `insert into runner.rehearsal_clock values (1, now())
      on conflict (one) do update set now = excluded.now`;
    expect(await refusalOf('worker_rw', set)).toBe('was not refused');
    expect(await refusalOf('api_ro', set)).toBe('was not refused');
    expect(await refusalOf('projector_rw', set)).toBe('42501');
  });

  test('the projector owns the views, and everybody reads those it makes later', async () => {
    expect(await refusalOf('projector_rw', 'create table views.later (a int)')).toBe(
      'was not refused',
    );
    for (const role of ['worker_rw', 'api_ro', 'auditor_ro'] as const) {
      expect(await refusalOf(role, 'select * from views.later')).toBe('was not refused');
      expect(await refusalOf(role, 'select * from views.checkpoint')).toBe('was not refused');
      expect(await refusalOf(role, 'insert into views.later values (1)')).toBe('42501');
    }
  });

  test('the API alone sees accounts, and its log of reads only grows', async () => {
    const note = "insert into access.read_log (at, reader, what) values (now(), 'a1', 'events')";
    expect(await refusalOf('api_ro', note)).toBe('was not refused');
    expect(await refusalOf('api_ro', 'delete from access.read_log')).toBe('42501');
    expect(await refusalOf('api_ro', 'update access.read_log set reader = null')).toBe('42501');
    expect(await refusalOf('auditor_ro', 'select * from access.read_log')).toBe('was not refused');
    for (const role of ['worker_rw', 'projector_rw', 'auditor_ro', 'eraser'] as const) {
      expect(await refusalOf(role, 'select * from access.account')).toBe('42501');
      expect(await refusalOf(role, 'select * from access.bearer')).toBe('42501');
    }
  });
});
