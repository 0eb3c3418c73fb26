import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { CustomTypesConfig, Pool, PoolConfig } from 'pg';
import { deriveKey } from '../config/secrets.js';
import type { Database } from './schema.js';

/** The roles that log in; `log_owner` owns the log and cannot. */
export const loginRoles = ['worker_rw', 'api_ro', 'projector_rw', 'auditor_ro', 'eraser'] as const;
export type LoginRole = (typeof loginRoles)[number];

const { builtins } = pg.types;

const toInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number`);
  return value;
};
const readInstant = pg.types.getTypeParser(builtins.TIMESTAMPTZ) as (text: string) => unknown;
const toInstant = (text: string): string => {
  const value = readInstant(text);
  return value instanceof Date ? value.toISOString() : text;
};
const asText = (text: string): string => text;

const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, toInteger],
  [builtins.TIMESTAMPTZ, toInstant],
  [builtins.DATE, asText],
]);

/**
 * How values leave the database: `bigint` as a safe number, `timestamptz` as an ISO instant in UTC
 * with milliseconds, `date` as `YYYY-MM-DD` (never a midnight in the machine's time zone).
 */
export const valueTypes: CustomTypesConfig = {
  getTypeParser: (oid, format): ((text: string) => unknown) =>
    (format === 'binary' ? undefined : parsers.get(oid)) ??
    (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
};

/** Password of a login role, the same in every process that knows the secret. */
export const rolePassword = (secret: string, role: LoginRole): string =>
  deriveKey(secret, `database-role:${role}`).toString('hex');

/** The admin's URL with another user: same server, same database. */
export function roleUrl(databaseUrl: string, role: LoginRole, secret: string): string {
  const url = new URL(databaseUrl);
  url.username = role;
  url.password = rolePassword(secret, role);
  return url.href;
}

export interface ConnectOptions {
  /** Needed with a role: its password comes from it. */
  readonly secret?: string;
  /** Connections at most; 4 when absent. */
  readonly size?: number;
  /** Told of a connection lost while idle; the pool replaces it by itself. */
  readonly onError?: (error: Error) => void;
  /** Shown in `pg_stat_activity`; the role's name when absent. */
  readonly applicationName?: string;
}

/** A pool and kysely on top of it; closing one closes both. */
export interface Connection {
  readonly pool: Pool;
  readonly db: Kysely<Database>;
  close(): Promise<void>;
}

/** The client gives up after the server's own `statement_timeout` of 2 s, and before the activity. */
const workerQueryTimeoutMs = 2500;

/**
 * Opens a pool of connections; none is made until the first query.
 *
 * @param databaseUrl the admin's URL; with a role it is rewritten by `roleUrl`
 * @param role a login role; without one the connections are the admin's
 * @throws Error when a role is named and no secret is given
 */
export function connect(
  databaseUrl: string,
  role?: LoginRole,
  options: ConnectOptions = {},
): Connection {
  if (role !== undefined && options.secret === undefined) {
    throw new Error(`The password of ${role} comes from the secret, which is missing.`);
  }
  const config: PoolConfig = {
    connectionString:
      role === undefined ? databaseUrl : roleUrl(databaseUrl, role, options.secret ?? ''),
    max: options.size ?? 4,
    application_name: options.applicationName ?? `xuncha ${role ?? 'admin'}`,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    types: valueTypes,
    ...(role === 'worker_rw' ? { query_timeout: workerQueryTimeoutMs } : {}),
  };
  const pool = new pg.Pool(config);
  // Without listeners a stopped server (57P01) would end the whole process: the pool listens to its
  // idle connections, and nobody to one that is checked out, whose query fails by itself.
  pool.on('error', options.onError ?? (() => undefined));
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  let closing: Promise<void> | undefined;
  return { pool, db, close: () => (closing ??= pool.end()) };
}
