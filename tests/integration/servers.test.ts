import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { homeFormat, homeHolder, openHome } from '../../servers/home.js';
import { startPostgres } from '../../servers/postgres.js';
import type { PostgresServer } from '../../servers/postgres.js';
import { isAlive } from '../../servers/process-identity.js';
import { withClient } from '../../servers/databases.js';
import { temporaryHome } from '../support/servers.js';

const root = join(import.meta.dirname, '..', '..');
const quiet = (): void => undefined;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xuncha-servers-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Held = { readonly child: ChildProcess; readonly output: Promise<string> };

/** Starts `hold-servers.ts`; the output is its first line, or what it says when it fails. */
const hold = (home: string): Held => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'tests', 'support', 'hold-servers.ts')],
    {
      cwd: root,
      // A Temporal that is said to run elsewhere keeps this test to the database.
      env: { ...process.env, XUNCHA_HOME: home, TEMPORAL_ADDRESS: '127.0.0.1:1', DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const output = new Promise<string>((resolve) => {
    let words = '';
    child.stderr.on('data', (chunk) => (words += String(chunk)));
    child.stdout.once('data', (chunk) => resolve(String(chunk)));
    child.once('exit', () => resolve(words));
  });
  return { child, output };
};

const ended = (child: ChildProcess): Promise<unknown> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => {
        child.once('exit', resolve);
      });

const postmasterOf = async ({ output }: Held): Promise<number> => {
  const words = await output;
  const { processes } = JSON.parse(words) as { processes: { name: string; pid: number }[] };
  const pid = processes.find(({ name }) => name === 'PostgreSQL')?.pid;
  if (pid === undefined) throw new Error(words);
  return pid;
};

describe('a running data folder', () => {
  test('is refused to a second start, is given back, and outlives a killed owner', async () => {
    const home = temporaryHome();
    const first = hold(home);
    const firstPostmaster = await postmasterOf(first);
    expect(homeHolder(home)?.pid).toBe(first.child.pid);

    const second = hold(home);
    const refusal = await second.output;
    expect(refusal).toContain(`process ${String(first.child.pid)}`);
    expect(refusal).toContain('XUNCHA_HOME');
    await ended(second.child);
    expect(second.child.exitCode).toBe(1);
    expect(isAlive(firstPostmaster)).toBe(true);

    first.child.kill('SIGKILL');
    await ended(first.child);
    expect(isAlive(firstPostmaster)).toBe(true); // the fault this test is about

    const third = hold(home);
    const thirdPostmaster = await postmasterOf(third);
    expect(thirdPostmaster).not.toBe(firstPostmaster);
    expect(isAlive(firstPostmaster)).toBe(false);
    expect(homeHolder(home)?.pid).toBe(third.child.pid);

    third.child.kill('SIGTERM');
    await ended(third.child);
    expect(isAlive(thirdPostmaster)).toBe(false);
    expect(homeHolder(home)).toBeUndefined();
    expect(existsSync(join(home, 'lock'))).toBe(false);
    rmSync(home, { recursive: true });
  });
});

describe('the data folder', () => {
  test('of a newer version is refused with a sentence, and left as it was', () => {
    const home = join(folder, 'newer');
    openHome(home).release();
    writeFileSync(join(home, 'format'), `${homeFormat + 1}\n`);
    expect(() => openHome(home)).toThrow(/newer version of xuncha/);
    expect(readFileSync(join(home, 'format'), 'utf8')).toBe(`${homeFormat + 1}\n`);
    expect(homeHolder(home)).toBeUndefined();
  });

  test('that belongs to something else is refused', () => {
    const home = join(folder, 'photos');
    mkdirSync(home);
    writeFileSync(join(home, 'holiday.jpg'), '');
    expect(() => openHome(home)).toThrow(/not empty.*holiday\.jpg/);
  });

  test('that cannot be written is refused in words', () => {
    const home = join(folder, 'file');
    writeFileSync(home, '');
    expect(() => openHome(home)).toThrow(/cannot be used.*XUNCHA_HOME/);
    if (process.getuid?.() === 0) return; // root may write everywhere
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o500 });
    expect(() => openHome(join(closed, 'home'))).toThrow(/may not write/);
    chmodSync(closed, 0o700);
  });

  test('whose lock names a dead process is taken over', () => {
    const home = join(folder, 'stale');
    openHome(home).release();
    const dead = { pid: 2 ** 22 + 1, startedAt: '1', host: 'elsewhere', since: '', urls: {} };
    writeFileSync(join(home, 'lock'), JSON.stringify({ ...dead, host: homeHost() }));
    const opened = openHome(home);
    expect(opened.staleHolder?.pid).toBe(dead.pid);
    opened.release();
  });

  test('is held by a machine elsewhere while its heartbeat is fresh', () => {
    const home = join(folder, 'shared');
    openHome(home).release();
    const far = { pid: 1, startedAt: '1', host: 'elsewhere', since: 'today', urls: {} };
    writeFileSync(join(home, 'lock'), JSON.stringify(far));
    expect(() => openHome(home)).toThrow(/process 1 on elsewhere/);
  });
});

const homeHost = (): string => {
  const probe = join(folder, 'probe');
  const opened = openHome(probe);
  const host = homeHolder(probe)?.host ?? '';
  opened.release();
  return host;
};

describe('the embedded PostgreSQL', () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres({ dataDir: join(folder, 'pg'), onProgress: quiet });
  });
  afterAll(() => postgres.stop());

  test('is durable, sorts Chinese by sound, and finds parts of Chinese words', async () => {
    const [facts] = await withClient(postgres.databaseUrl, async (client) => {
      await client.query('create extension pg_trgm');
      const { rows } = await client.query<Record<string, unknown>>(
        `select current_setting('fsync') as fsync,
                current_setting('full_page_writes') as pages,
                current_setting('synchronous_commit') as commits,
                current_setting('password_encryption') as passwords,
                cardinality(show_trgm('整改')) as trigrams,
                (select string_agg(x, ' ' order by x)
                   from unnest(array['整改', '安徽', '巡察', '北京']) x) as sorted`,
      );
      return rows;
    });
    expect(facts).toEqual({
      fsync: 'on',
      pages: 'on',
      commits: 'on',
      passwords: 'scram-sha-256',
      trigrams: 3,
      sorted: '安徽 北京 巡察 整改',
    });
  });

  test('keeps its password from other users', () => {
    expect(statSync(join(folder, 'pg.password')).mode & 0o077).toBe(0);
    const wrong = postgres.databaseUrl.replace(/:[0-9a-f]+@/, ':wrong@');
    return expect(withClient(wrong, () => Promise.resolve())).rejects.toThrow(/password/);
  });

  test('comes back on the same port with what was committed before kill -9', async () => {
    const { databaseUrl, pid } = postgres;
    await withClient(databaseUrl, (client) => client.query('create table kept as select 1 as n'));
    postgres.kill('SIGKILL');
    while (isAlive(pid)) await sleep(10);
    await postgres.restart();
    expect(postgres.pid).not.toBe(pid);
    const { rows } = await withClient(databaseUrl, (client) => client.query('select n from kept'));
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('says so when its port is in use', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => {
      taken.listen(0, '127.0.0.1', resolve);
    });
    const { port } = taken.address() as AddressInfo;
    const dataDir = join(folder, 'other');
    const start = startPostgres({ dataDir, port, onProgress: quiet });
    await expect(start).rejects.toThrow(`Port ${port} of 127.0.0.1 is in use`);
    taken.close();
  });

  test('refuses a folder of another major version', async () => {
    const dataDir = join(folder, 'old');
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'PG_VERSION'), '15\n');
    const start = startPostgres({ dataDir, onProgress: quiet });
    await expect(start).rejects.toThrow(/written by PostgreSQL 15/);
  });
});
