import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const wholeNumber = (lowest: number, highest: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(
      z.int().min(lowest, `must be ${lowest} or more`).max(highest, `must be ${highest} or less`),
    );

const isUrlOf =
  (...protocols: readonly string[]) =>
  (text: string): boolean =>
    URL.canParse(text) && protocols.includes(new URL(text).protocol);

/**
 * Every environment variable the product reads, each with the sentence an operator needs.
 * `.env.example` is written from this table, so the two cannot disagree.
 */
export const environmentVariables = z.object({
  PORT: wholeNumber(0, 65_535)
    .default(3000)
    .describe('Port of the HTTP API and the web pages; 0 takes any free port.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address the HTTP API listens on; 0.0.0.0 opens it to the network.'),
  XUNCHA_HOME: z
    .string()
    .default('.xuncha')
    .describe('Folder that holds all data; a relative path counts from the current folder.'),
  XUNCHA_CACHE: z
    .string()
    .optional()
    .describe(
      'Folder for the server programs, shared by all checkouts of one user; ' +
        'default is xuncha below XDG_CACHE_HOME or ~/.cache.',
    ),
  DATABASE_URL: z
    .string()
    .refine(
      isUrlOf('postgres:', 'postgresql:'),
      'must look like postgres://user:password@host:5432/database',
    )
    .optional()
    .describe(
      'A PostgreSQL 18 of your own (postgres://user:password@host:5432/database); ' +
        'without it the embedded one is started.',
    ),
  DATABASE_POOL_SIZE: wholeNumber(1, 200)
    .default(8)
    .describe('Database connections that one process holds at most.'),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^(\[[0-9a-fA-F:]+\]|[^\s:/]+):\d{1,5}$/, 'must look like host:7233')
    .optional()
    .describe('A Temporal server of your own (host:7233); without it the embedded one is started.'),
  TEMPORAL_NAMESPACE: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, 'may hold letters, digits, dots, dashes and underscores')
    .default('xuncha')
    .describe('Namespace of the workflows on the Temporal server.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much is logged: fatal, error, warn, info, debug, trace or silent.'),
  XUNCHA_SECRET: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits (openssl rand -hex 32)')
    .optional()
    .describe(
      'Master key, 64 hexadecimal digits; without it one is made and kept in the data folder. ' +
        'Whoever loses it cannot read protected content again.',
    ),
  XUNCHA_ORGANIZATION: z
    .string()
    .max(100, 'must be 100 characters or less')
    .default('本级巡察机构')
    .describe('Name of the organization, used once when the installation is new.'),
  XUNCHA_SMTP_URL: z
    .string()
    .refine(isUrlOf('smtp:', 'smtps:'), 'must look like smtp://user:password@host:587')
    .optional()
    .describe(
      'Mail server of the office (smtp://user:password@host:587, or smtps:// with port 465); ' +
        'without it nobody is told by mail.',
    ),
  XUNCHA_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/, 'must look like xuncha@example.org')
    .max(200, 'must be 200 characters or less')
    .optional()
    .describe('Sender of the mails, as 巡察办 <xuncha@example.org>; needed with a mail server.'),
  XUNCHA_PUBLIC_URL: z
    .string()
    .refine(isUrlOf('http:', 'https:'), 'must look like https://xuncha.example.org')
    .optional()
    .describe(
      'Address under which people reach the product, for the links in messages; ' +
        'default is http://HOST:PORT.',
    ),
  XUNCHA_REHEARSAL: z
    .enum(['true', 'false', '1', '0'], 'must be true or false')
    .transform((word) => word === 'true' || word === '1')
    .default(false)
    .describe('true makes this a rehearsal whose clock can be moved; never for real cases.'),
  XUNCHA_FAILPOINTS: z
    .string()
    .optional()
    .describe('Faults for the crash tests, as JSON; never for real cases.'),
});

/** The configuration of one process; all paths are absolute. */
export type Environment = {
  readonly port: number;
  readonly host: string;
  readonly home: string;
  readonly cacheDir: string;
  readonly databaseUrl?: string;
  readonly databasePoolSize: number;
  readonly temporalAddress?: string;
  readonly temporalNamespace: string;
  readonly logLevel: z.output<typeof environmentVariables>['LOG_LEVEL'];
  readonly secret?: string;
  readonly organization: string;
  /** Mail server and sender; absent when nobody is told by mail. */
  readonly mail?: { readonly url: string; readonly from: string };
  /** Base of the links in messages, without a slash at its end. */
  readonly publicUrl: string;
  readonly rehearsal: boolean;
  readonly failpoints?: string;
};

/** Wrong configuration: `problems` names every wrong variable at once, one sentence each. */
export class ConfigurationError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration has ${problems.length} problem(s):\n  ${problems.join('\n  ')}`);
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

const defaultCacheDir = (variables: Variables): string =>
  join(variables['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'xuncha');

type Values = z.output<typeof environmentVariables>;

/** @throws ConfigurationError for a mail server without a sender: its first mail would be refused */
function mailOf({ XUNCHA_SMTP_URL: url, XUNCHA_MAIL_FROM: from }: Values): Environment['mail'] {
  if (url === undefined) return undefined;
  if (from === undefined)
    throw new ConfigurationError(['XUNCHA_MAIL_FROM is needed with XUNCHA_SMTP_URL']);
  return { url, from };
}

/**
 * Reads and checks the whole configuration; the only reader of `process.env`.
 *
 * @param variables the environment variables; an empty value counts as not set
 * @throws ConfigurationError naming all problems at once
 */
export const readEnvironment = (variables: Variables = process.env): Environment => {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environmentVariables.safeParse(given);
  if (!parsed.success) {
    throw new ConfigurationError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
    );
  }
  const { data } = parsed;
  const mail = mailOf(data);
  return {
    port: data.PORT,
    host: data.HOST,
    home: resolve(data.XUNCHA_HOME),
    cacheDir: resolve(data.XUNCHA_CACHE ?? defaultCacheDir(variables)),
    ...(data.DATABASE_URL === undefined ? {} : { databaseUrl: data.DATABASE_URL }),
    databasePoolSize: data.DATABASE_POOL_SIZE,
    ...(data.TEMPORAL_ADDRESS === undefined ? {} : { temporalAddress: data.TEMPORAL_ADDRESS }),
    temporalNamespace: data.TEMPORAL_NAMESPACE,
    logLevel: data.LOG_LEVEL,
    ...(data.XUNCHA_SECRET === undefined ? {} : { secret: data.XUNCHA_SECRET.toLowerCase() }),
    organization: data.XUNCHA_ORGANIZATION,
    ...(mail ? { mail } : {}),
    publicUrl: (data.XUNCHA_PUBLIC_URL ?? `http://${data.HOST}:${data.PORT}`).replace(/\/+$/, ''),
    rehearsal: data.XUNCHA_REHEARSAL,
    ...(data.XUNCHA_FAILPOINTS === undefined ? {} : { failpoints: data.XUNCHA_FAILPOINTS }),
  };
};
