import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { ConfigurationError, readEnvironment } from '../config/environment.js';
import type { Environment } from '../config/environment.js';
import { calendarCoverage } from './doctor-calendar.js';
import { describeDatabase } from '../servers/databases.js';
import { isPortFree } from '../servers/free-ports.js';
import { homeFormat, homeHolder, readFormat } from '../servers/home.js';
import { findBinariesPackage } from '../servers/postgres-binaries.js';
import { explainTemporal } from '../servers/temporal-binaries.js';

/** One thing that was looked at; `lacks` makes the command end with 1, `note` does not. */
type Finding = {
  readonly subject: string;
  readonly state: 'good' | 'note' | 'lacks';
  readonly words: string;
};

const good = (subject: string, words: string): Finding => ({ subject, state: 'good', words });
const note = (subject: string, words: string): Finding => ({ subject, state: 'note', words });
const lacks = (subject: string, words: string): Finding => ({ subject, state: 'lacks', words });

const lowestFreeBytes = 1024 ** 3;

const nodeFinding = (): Finding => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const words = `${process.versions.node} on ${process.platform} ${process.arch}`;
  if (major > 20 || (major === 20 && minor >= 19)) return good('Node.js', words);
  return lacks('Node.js', `${words}; 20.19 or newer is needed`);
};

/** Temporal's native library and PostgreSQL's programs are linked against it. */
const systemLibraryFinding = (): Finding => {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const version = report.header?.glibcVersionRuntime;
  if (process.platform !== 'linux') return note('C library', `${process.platform}: not looked at`);
  if (version !== undefined) return good('C library', `glibc ${version}`);
  return lacks('C library', 'this system has no glibc (Alpine?); use Debian or another with glibc');
};

const packagesFinding = (): Finding => {
  const folder = join(import.meta.dirname, '..', 'node_modules');
  const complete = existsSync(join(folder, '.package-lock.json'));
  return complete
    ? good('npm packages', 'installed')
    : note('npm packages', 'incomplete; npm start installs them');
};

const postgresFinding = (): Finding => {
  const found = findBinariesPackage();
  if (found !== undefined) return good('PostgreSQL programs', `${found.version} (npm package)`);
  return lacks(
    'PostgreSQL programs',
    `npm has none for ${process.platform} ${process.arch}; install PostgreSQL 18, set DATABASE_URL`,
  );
};

const databaseFinding = async (url: string): Promise<Finding> => {
  try {
    const { major, encoding, ctype } = await describeDatabase(url);
    const words = `version ${major}, encoding ${encoding}, character type ${ctype}`;
    const fits = major >= 18 && encoding === 'UTF8' && ctype !== 'C' && ctype !== 'POSIX';
    return fits ? good('DATABASE_URL', words) : lacks('DATABASE_URL', `${words}: does not fit`);
  } catch (error) {
    return lacks('DATABASE_URL', error instanceof Error ? error.message : String(error));
  }
};

const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const at = address.lastIndexOf(':');
    const host = address.slice(0, at).replaceAll(/[[\]]/g, '');
    const socket = connect({ host, port: Number(address.slice(at + 1)) });
    const settle = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(3_000, () => {
      settle(false);
    });
    socket.once('connect', () => {
      settle(true);
    });
    socket.once('error', () => {
      settle(false);
    });
  });

const temporalFinding = async ({ temporalAddress, cacheDir }: Environment): Promise<Finding> => {
  if (temporalAddress !== undefined) {
    return (await answers(temporalAddress))
      ? good('TEMPORAL_ADDRESS', `${temporalAddress} answers`)
      : lacks('TEMPORAL_ADDRESS', `nobody answers at ${temporalAddress}`);
  }
  const words = await explainTemporal(cacheDir);
  return words.startsWith('found')
    ? good('Temporal server', words)
    : note('Temporal server', words);
};

const nearestFolder = (path: string): string =>
  existsSync(path) || path === dirname(path) ? path : nearestFolder(dirname(path));

const diskFindings = (home: string): Finding[] => {
  const folder = nearestFolder(home);
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const gigabytes = `${(free / 1024 ** 3).toFixed(1)} GB free`;
  const space =
    free >= lowestFreeBytes
      ? good('Disk space', gigabytes)
      : lacks('Disk space', `${gigabytes}; 1 GB or more is needed`);
  try {
    rmSync(mkdtempSync(join(folder, '.xuncha-probe-')), { recursive: true });
    return [space, good('Data folder', `${home} can be written`)];
  } catch {
    return [space, lacks('Data folder', `${folder} cannot be written by this user`)];
  }
};

const homeFindings = (home: string): Finding[] => {
  const format = readFormat(home);
  const known = format === undefined || format <= homeFormat;
  const words = format === undefined ? 'not started yet' : `format ${format}`;
  const holder = homeHolder(home);
  return [
    known
      ? good('Data format', words)
      : lacks(
          'Data format',
          `${words} was written by a newer version; this one knows ${homeFormat}`,
        ),
    holder === undefined
      ? good('In use', 'by nobody')
      : note('In use', `by process ${holder.pid} on ${holder.host} since ${holder.since}`),
  ];
};

const portFinding = async ({ port, home }: Environment): Promise<Finding> => {
  if (port === 0 || (await isPortFree(port))) return good('Port', `${port} is free`);
  const words = `${port} of 127.0.0.1 is in use; choose another with PORT`;
  // Our own server may be the one that uses it.
  return homeHolder(home) === undefined ? lacks('Port', words) : note('Port', words);
};

const chineseFinding = (): Finding => {
  const sorted = ['整改', '安徽', '巡察'].sort(new Intl.Collator('zh-Hans-CN').compare).join('');
  return sorted === '安徽巡察整改'
    ? good('Chinese sorting', `ICU ${process.versions['icu'] ?? ''}`)
    : lacks('Chinese sorting', 'this Node.js was built without the Chinese language data');
};

const examine = async (environment: Environment): Promise<Finding[]> => [
  nodeFinding(),
  systemLibraryFinding(),
  packagesFinding(),
  chineseFinding(),
  { subject: 'Working days', ...(await calendarCoverage(environment)) },
  environment.databaseUrl === undefined
    ? postgresFinding()
    : await databaseFinding(environment.databaseUrl),
  await temporalFinding(environment),
  ...diskFindings(environment.home),
  ...homeFindings(environment.home),
  await portFinding(environment),
];

const marks = { good: 'ok   ', note: 'note ', lacks: 'LACKS' } as const;

/**
 * Says what this machine has and lacks for running the product; starts and changes nothing.
 *
 * @param json prints one JSON document instead of lines
 * @returns the exit code: 0 when nothing is lacking, 1 when something is, 2 for wrong configuration
 */
export const runDoctor = async ({ json }: { readonly json: boolean }): Promise<number> => {
  let findings: Finding[];
  try {
    findings = await examine(readEnvironment());
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    if (json) console.log(JSON.stringify({ problems: error.problems }, null, 2));
    else console.error(error.message);
    return 2;
  }
  const lacking = findings.filter(({ state }) => state === 'lacks').length;
  if (json) {
    console.log(JSON.stringify({ ready: lacking === 0, findings }, null, 2));
  } else {
    const width = Math.max(...findings.map(({ subject }) => subject.length));
    for (const { subject, state, words } of findings) {
      console.log(`${marks[state]}  ${subject.padEnd(width)}  ${words}`);
    }
    console.log(
      lacking === 0 ? 'This machine can run xuncha.' : `${lacking} thing(s) are lacking.`,
    );
  }
  return lacking === 0 ? 0 : 1;
};
