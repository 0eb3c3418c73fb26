import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { StartupError } from './startup-error.js';

const run = promisify(execFile);

/** The PostgreSQL that Temporal keeps its data in. */
export type TemporalDatabase = {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly password: string;
  readonly tls: boolean;
  readonly verifyHost: boolean;
};

/** @param url `postgres://…`; the database it names does not matter, Temporal has two of its own */
export const temporalDatabaseOf = (url: string): TemporalDatabase => {
  const parsed = new URL(url);
  const mode = parsed.searchParams.get('sslmode') ?? 'disable';
  return {
    host: parsed.hostname,
    port: parsed.port || '5432',
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    tls: ['require', 'verify-ca', 'verify-full'].includes(mode),
    verifyHost: mode === 'verify-full',
  };
};

/** Temporal's two databases and the schema that each gets; the schemas are inside the program. */
const schemas = { temporal: 'temporal', temporal_visibility: 'visibility' } as const;

const environmentFor = (database: string, at: TemporalDatabase): NodeJS.ProcessEnv => ({
  SQL_PLUGIN: 'postgres12_pgx',
  SQL_HOST: at.host,
  SQL_PORT: at.port,
  SQL_USER: at.user,
  // By environment, since a command line can be read by every user of the machine.
  SQL_PASSWORD: at.password,
  SQL_DATABASE: database,
  SQL_TLS: String(at.tls),
  SQL_TLS_DISABLE_HOST_VERIFICATION: String(!at.verifyHost),
});

const outputOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const parts = error as Error & { stdout?: string; stderr?: string };
  const text = `${parts.stderr ?? ''}${parts.stdout ?? ''}`.trim();
  return text === '' ? error.message : text.split('\n').slice(-4).join('\n  ');
};

/**
 * Brings the schemas of both Temporal databases, which must exist, to the program's version. Safe
 * to repeat.
 *
 * @throws StartupError with the tool's own words
 */
export const prepareTemporalSchema = async (
  sqlTool: string,
  at: TemporalDatabase,
  isNew: (database: string) => Promise<boolean>,
): Promise<void> => {
  const prepare = async ([database, schema]: [string, string]): Promise<void> => {
    const env = environmentFor(database, at);
    try {
      if (await isNew(database)) await run(sqlTool, ['setup-schema', '-v', '0.0'], { env });
      const name = `postgresql/v12/${schema}`;
      await run(sqlTool, ['update-schema', '--schema-name', name], { env });
    } catch (error) {
      throw new StartupError(
        `The Temporal database ${database} could not be prepared:\n  ${outputOf(error)}`,
        { cause: error },
      );
    }
  };
  await Promise.all(Object.entries(schemas).map(prepare));
};
