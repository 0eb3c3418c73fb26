import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { checkDatabase } from '../../../database/check.js';
import { connect, loginRoles, roleUrl } from '../../../database/connection.js';
import { NewerDatabaseError, appliedMigrations, migrate } from '../../../database/migrate.js';
import { migrations } from '../../../database/migrations/index.js';
import { emptyDatabase, testSecret } from '../../support/database.js';

const secret = testSecret;
const names = Object.keys(migrations).sort();

let database: Awaited<ReturnType<typeof emptyDatabase>>;
beforeAll(async () => {
  database = await emptyDatabase();
});
afterAll(() => database.drop());

async function onAdmin<T>(url: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const connection = connect(url);
  try {
    return await work(connection.pool);
  } finally {
    await connection.close();
  }
}

/** Every column, constraint, function and grant of our schemas, as the catalog tells them. */
const describeSchema = (url: string): Promise<unknown> =>
  onAdmin(url, async (pool) => {
    const { rows } = await pool.query<{ kind: string; name: string; detail: string }>(`
      select 'column' as kind, table_schema || '.' || table_name || '.' || column_name as name,
        data_type || ' ' || is_nullable as detail
      from information_schema.columns where table_schema in ('es', 'runner', 'views', 'access')
      union all select 'grant', table_schema || '.' || table_name, grantee || ' ' || privilege_type
      from information_schema.role_table_grants
      where table_schema in ('es', 'runner', 'views', 'access')
      union all select 'function', proname, md5(prosrc) from pg_proc
      where pronamespace = 'es'::regnamespace
      union all select 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
      from pg_constraint where connamespace::regnamespace::text in ('es', 'runner', 'views', 'access')
      order by 1, 2, 3`);
    return rows;
  });

describe('migrations', () => {
  test('run on an empty database, and a second time change nothing', async () => {
    const lines: string[] = [];
    const applied = await migrate(database.url, { secret, onProgress: (line) => lines.push(line) });
    expect(applied).toEqual(names);
    expect(lines).toContain('Database step 0001-event-store is done');
    const before = await describeSchema(database.url);
    expect(await migrate(database.url, { secret })).toEqual([]);
    expect(await describeSchema(database.url)).toEqual(before);
  });

  test('several at once, on two new databases of one cluster, all end well', async () => {
    const [one, two] = await Promise.all([emptyDatabase(), emptyDatabase()]);
    const runs = await Promise.all(
      [one, one, one, two, two].map(({ url }) => migrate(url, { secret })),
    );
    expect(runs.filter((applied) => applied.length === names.length)).toHaveLength(2);
    expect(runs.filter((applied) => applied.length === 0)).toHaveLength(3);
    await Promise.all([one.drop(), two.drop()]);
  });

  test('refuse a database of a newer version in a clear sentence and leave it alone', async () => {
    await onAdmin(database.url, (pool) =>
      pool.query("insert into migration.done values ('9001-tomorrow', '2030-01-01')"),
    );
    const attempt = migrate(database.url, { secret });
    await expect(attempt).rejects.toThrow(NewerDatabaseError);
    await expect(attempt).rejects.toThrow(
      'This database was set up by a newer version of xuncha: it has 9001-tomorrow, which this ' +
        'version does not know. Start that version or a newer one.',
    );
    await onAdmin(database.url, (pool) =>
      pool.query("delete from migration.done where name = '9001-tomorrow'"),
    );
    const connection = connect(database.url);
    expect(await appliedMigrations(connection.db)).toEqual(names);
    await connection.close();
  });

  test('that fail leave nothing half done', async () => {
    const empty = await emptyDatabase();
    await onAdmin(empty.url, (pool) => pool.query('create schema runner'));
    await expect(migrate(empty.url, { secret })).rejects.toThrow('schema "runner" already exists');
    await onAdmin(empty.url, async (pool) => {
      const { rows } = await pool.query("select to_regnamespace('es') is null as nothing");
      expect(rows).toEqual([{ nothing: true }]);
      await pool.query('drop schema runner');
    });
    expect(await migrate(empty.url, { secret })).toEqual(names);
    await empty.drop();
  });
});

describe('the login roles', () => {
  test('log in with the password of the secret, and with no other', async () => {
    for (const role of loginRoles) {
      const client = new pg.Client({ connectionString: roleUrl(database.url, role, secret) });
      await client.connect();
      await client.end();
      const wrong = new pg.Client({
        connectionString: roleUrl(database.url, role, 'f'.repeat(64)),
      });
      await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' });
    }
  });

  test('the owner of the log cannot log in', async () => {
    const { rows } = await onAdmin(database.url, (pool) =>
      pool.query("select rolcanlogin from pg_roles where rolname = 'log_owner'"),
    );
    expect(rows).toEqual([{ rolcanlogin: false }]);
  });

  test('the worker waits for no statement longer than its callers do', async () => {
    const worker = connect(database.url, 'worker_rw', { secret });
    const { rows } = await worker.pool.query('show statement_timeout');
    expect(rows).toEqual([{ statement_timeout: '2s' }]);
    await expect(worker.pool.query('select pg_sleep(3)')).rejects.toMatchObject({ code: '57014' });
    await worker.close();
  });

  test('a role without a secret is a mistake of the caller', () => {
    expect(() => connect(database.url, 'worker_rw')).toThrow('comes from the secret');
  });
});

describe('values from the database', () => {
  test('are numbers, ISO instants and calendar dates, in every time zone', async () => {
    const connection = connect(database.url);
    const client = await connection.pool.connect();
    await client.query("set timezone = 'Asia/Shanghai'");
    const { rows } = await client.query(
      `select 9007199254740991::int8 as big, '2026-05-20T01:02:03.456Z'::timestamptz as at,
         '2026-05-20'::date as day, 'infinity'::timestamptz as never, null::timestamptz as nothing`,
    );
    expect(rows).toEqual([
      {
        big: 9007199254740991,
        at: '2026-05-20T01:02:03.456Z',
        day: '2026-05-20',
        never: 'infinity',
        nothing: null,
      },
    ]);
    await expect(client.query('select 9007199254740992::int8')).rejects.toThrow('does not fit');
    client.release(true);
    await connection.close();
  });
});

describe('the check at boot', () => {
  test('finds the embedded database sound', async () => {
    const connection = connect(database.url, 'worker_rw', { secret });
    expect(await checkDatabase(connection.db)).toEqual([]);
    await connection.close();
  });

  test('names a commit that does not wait for the disk', async () => {
    const url = new URL(database.url);
    url.searchParams.set('options', '-c synchronous_commit=off');
    const connection = connect(url.href);
    expect(await checkDatabase(connection.db)).toEqual([
      'The server setting synchronous_commit is off: an acknowledged event could be lost.',
    ]);
    await connection.close();
  });

  test('names a locale that does not know Chinese, and another encoding', async () => {
    const named = async (options: string): Promise<string[]> => {
      const name = `xuncha_locale_${process.pid}`;
      await onAdmin(database.url, (pool) =>
        pool.query(`create database ${name} template template0 ${options}`),
      );
      const url = new URL(database.url);
      url.pathname = `/${name}`;
      const connection = connect(url.href);
      const problems = await checkDatabase(connection.db).catch((error: unknown) => [
        String(error),
      ]);
      await connection.close();
      await onAdmin(database.url, (pool) => pool.query(`drop database ${name} with (force)`));
      return problems;
    };
    expect(await named("locale_provider libc locale 'C' encoding 'UTF8'")).toEqual([
      expect.stringMatching(/locale of the database is C/),
    ]);
    expect(await named("locale_provider libc locale 'C' encoding 'SQL_ASCII'")).toContainEqual(
      expect.stringMatching(/encoded in SQL_ASCII/),
    );
  });
});
