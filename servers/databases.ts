import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { StartupError } from './startup-error.js';

/** Opens one connection for the time of `use`. */
export const withClient = async <Result>(
  url: string,
  use: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // a server that goes away also fails the query under way
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
};

/** Creates the database when it is missing, owned by `owner` or the connected user. */
export const ensureDatabase = async (
  client: pg.Client,
  name: string,
  owner?: string,
): Promise<void> => {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount !== 0) return;
  const ownedBy = owner === undefined ? '' : ` owner ${client.escapeIdentifier(owner)}`;
  await client.query(`create database ${client.escapeIdentifier(name)}${ownedBy}`);
};

/**
 * Temporal's own login on the embedded server, so that it cannot touch the event log. The password
 * is new at every start and is kept nowhere.
 *
 * @param url superuser's URL
 * @returns the URL for that login, database `temporal`
 */
export const ensureTemporalLogin = async (url: string): Promise<string> => {
  const role = 'temporal';
  const password = randomBytes(24).toString('hex');
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
    const verb = rowCount === 0 ? 'create' : 'alter';
    await client.query(`${verb} role ${role} login password '${password}'`);
    await ensureDatabase(client, 'temporal', role);
    await ensureDatabase(client, 'temporal_visibility', role);
    for (const database of ['temporal', 'temporal_visibility']) {
      await client.query(`revoke connect on database ${database} from public`);
    }
  });
  const result = new URL(url);
  result.username = role;
  result.password = password;
  result.pathname = '/temporal';
  return result.href;
};

/** Oldest PostgreSQL that the schema is tested on. */
const requiredMajor = 18;

/**
 * Checks a PostgreSQL of the operator's own before anything is written to it.
 *
 * @throws StartupError when it cannot be reached, is too old, or cannot hold Chinese text well
 */
export const checkForeignDatabase = async (url: string): Promise<void> => {
  const facts = await describeDatabase(url);
  if (facts.major < requiredMajor) {
    throw new StartupError(
      `The PostgreSQL of DATABASE_URL is version ${facts.major}; ${requiredMajor} or newer is needed.`,
    );
  }
  if (facts.encoding !== 'UTF8' || facts.ctype === 'C' || facts.ctype === 'POSIX') {
    throw new StartupError(
      `The database of DATABASE_URL has encoding ${facts.encoding} and character type ` +
        `${facts.ctype}, with which Chinese text cannot be searched. Create it with ` +
        `encoding UTF8, locale C.UTF-8 and ICU locale zh-Hans-CN.`,
    );
  }
};

/** Version, encoding and character type of a database. */
export const describeDatabase = async (
  url: string,
): Promise<{ major: number; encoding: string; ctype: string }> => {
  const { host } = new URL(url); // never the whole URL: it holds the password
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query<{ major: number; encoding: string; ctype: string }>(
        `select current_setting('server_version_num')::int / 10000 as major,
                pg_encoding_to_char(encoding) as encoding, datctype as ctype
           from pg_database where datname = current_database()`,
      );
      if (rows[0] === undefined) throw new Error('the database has no entry of its own');
      return rows[0];
    });
  } catch (error) {
    throw new StartupError(
      `The PostgreSQL of DATABASE_URL (${host}) cannot be used: ` +
        `${error instanceof Error ? error.message : String(error)}.`,
      { cause: error },
    );
  }
};
