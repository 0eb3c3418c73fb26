import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { connect, roleUrl } from '../../database/connection.js';
import type { ConnectOptions, Connection, LoginRole } from '../../database/connection.js';
import { migrate } from '../../database/migrate.js';
import { testDatabaseUrl } from './servers.js';

/** One secret for every database of the run, as login roles belong to the whole cluster. */
export const testSecret = createHash('sha256').update('xuncha tests').digest('hex');

/** A migrated database of its own; see `freshDatabase`. */
export interface FreshDatabase {
  readonly name: string;
  /** URL of the admin. */
  readonly url: string;
  readonly secret: string;
  /** Connections of the admin. */
  readonly admin: Connection;
  /** Connections of a login role; closed by `drop`. */
  as(role: LoginRole, options?: Omit<ConnectOptions, 'secret'>): Connection;
  /** URL of a login role. */
  urlOf(role: LoginRole): string;
  /** Closes every connection that was handed out and deletes the database. */
  drop(): Promise<void>;
}

const lockKey = 4_771_031;

const urlOfDatabase = (adminUrl: string, name: string): string => {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
};

async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Changes with every migration, so that a server kept between runs never gives a stale template. */
function templateName(): string {
  const folder = join(import.meta.dirname, '../../database/migrations');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const digest = createHash('sha256');
  for (const file of files) digest.update(readFileSync(file));
  return `xuncha_template_${digest.digest('hex').slice(0, 12)}`;
}

/** Made by whoever comes first; being marked as a template says that its migration ended well. */
async function prepareTemplate(adminUrl: string): Promise<string> {
  const name = templateName();
  await asAdmin(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [lockKey]);
    const { rows } = await admin.query<{ datistemplate: boolean }>(
      'select datistemplate from pg_database where datname = $1',
      [name],
    );
    if (rows[0]?.datistemplate === true) return;
    if (rows.length > 0) await admin.query(`drop database ${name} with (force)`);
    await admin.query(`create database ${name}`);
    await migrate(urlOfDatabase(adminUrl, name), { secret: testSecret });
    await admin.query(`alter database ${name} is_template true`);
  });
  return name;
}

/**
 * A database of the test's own on the run's PostgreSQL, cloned from a migrated template.
 * Call it in `beforeAll`, and `drop` in `afterAll`.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const adminUrl = testDatabaseUrl();
  const template = await prepareTemplate(adminUrl);
  const name = `xuncha_test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(adminUrl, (admin) => admin.query(`create database ${name} template ${template}`));
  const url = urlOfDatabase(adminUrl, name);
  const opened: Connection[] = [];
  const open = (role?: LoginRole, options: Omit<ConnectOptions, 'secret'> = {}): Connection => {
    const connection = connect(url, role, { ...options, secret: testSecret });
    opened.push(connection);
    return connection;
  };
  return {
    name,
    url,
    secret: testSecret,
    admin: open(),
    as: open,
    urlOf: (role) => roleUrl(url, role, testSecret),
    async drop() {
      await Promise.all(opened.map((connection) => connection.close()));
      await asAdmin(adminUrl, (admin) =>
        admin.query(`drop database if exists ${name} with (force)`),
      );
    },
  };
}

/** An empty database of the run's PostgreSQL that no migration has touched. */
export async function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const adminUrl = testDatabaseUrl();
  const name = `xuncha_empty_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(adminUrl, (admin) => admin.query(`create database ${name}`));
  return {
    url: urlOfDatabase(adminUrl, name),
    async drop() {
      await asAdmin(adminUrl, (admin) =>
        admin.query(`drop database if exists ${name} with (force)`),
      );
    },
  };
}
