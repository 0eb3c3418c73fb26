import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, lchownSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isOpenToAll } from './postgres-binaries.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import type { RunAs } from './server-process.js';
import { StartupError, folderError } from './startup-error.js';

const run = promisify(execFile);

/** The superuser of the embedded cluster. */
export const superuser = 'xuncha';

const nobody: RunAs = { uid: 65_534, gid: 65_534 };

/**
 * PostgreSQL refuses to run as root: root hands it to the owner of the data, or to nobody.
 *
 * @returns undefined when this process is an ordinary user and PostgreSQL runs as that user
 */
export const chooseUser = (dataDir: string): RunAs | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  if (!existsSync(dataDir)) return nobody;
  const { uid, gid } = statSync(dataDir);
  return uid === 0 ? nobody : { uid, gid };
};

/**
 * How the data folder is named to a server that runs as someone else. A folder below one that is
 * closed to that user (such as root's own) is entered before the user is changed and named by the
 * link to the working folder, which needs no way through the folders above it.
 */
export const nameForServer = (dataDir: string, runAs: RunAs | undefined): string => {
  if (runAs === undefined || isOpenToAll(dirname(dataDir))) return dataDir;
  if (process.platform === 'linux') return '/proc/self/cwd';
  throw new StartupError(
    `PostgreSQL must not run as root, and ${dataDir} cannot be reached by another user. ` +
      `Start as an ordinary user, or choose another folder with XUNCHA_HOME.`,
  );
};

const give = (path: string, owner: RunAs | undefined): void => {
  if (owner === undefined) return;
  lchownSync(path, owner.uid, owner.gid);
  if (!statSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) give(join(path, name), owner);
};

/** The superuser's password lies beside the data folder and outlives a change of other secrets. */
export const clusterPassword = (dataDir: string): string => {
  const file = `${dataDir}.password`;
  if (!existsSync(file)) {
    writeFileSync(file, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flush: true });
  }
  return readFileSync(file, 'utf8').trim();
};

const explain = (error: unknown): string => {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  if (/No space left/.test(stderr)) return 'the disk is full';
  if (/invalid locale/.test(stderr)) return 'this system lacks the locale C.UTF-8';
  return stderr === '' ? String(error) : stderr;
};

const initdb = async (
  { bin }: PostgresBinaries,
  folder: string,
  password: string,
  runAs: RunAs | undefined,
): Promise<void> => {
  const drop = mkdtempSync(join(tmpdir(), 'xuncha-'));
  const passwordFile = join(drop, 'password');
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    give(drop, runAs);
    const options = [
      `--pgdata=${nameForServer(folder, runAs)}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // With LC_CTYPE C, trigrams of Chinese text are empty; ICU's zh sorts by pinyin.
      '--locale=C.UTF-8',
      '--locale-provider=icu',
      '--icu-locale=zh-Hans-CN',
    ];
    const env = { PATH: '/usr/bin:/bin' };
    await run(join(bin, 'initdb'), options, { cwd: folder, env, ...(runAs ?? {}) });
  } catch (error) {
    throw new StartupError(`The database could not be created in ${folder}: ${explain(error)}.`, {
      cause: error,
    });
  } finally {
    rmSync(drop, { recursive: true, force: true });
  }
};

const versionOf = (dataDir: string): string | undefined => {
  const file = join(dataDir, 'PG_VERSION');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
};

const isEmpty = (folder: string): boolean =>
  !existsSync(folder) || readdirSync(folder).length === 0;

const checkExisting = (dataDir: string, found: string, { version }: PostgresBinaries): void => {
  const uid = process.getuid?.();
  if (uid !== undefined && uid !== 0 && statSync(dataDir).uid !== uid) {
    throw new StartupError(
      `The database in ${dataDir} belongs to another user of this machine ` +
        `(number ${statSync(dataDir).uid}). Start as that user or as root.`,
    );
  }
  if (found === version) return;
  throw new StartupError(
    `The database in ${dataDir} was written by PostgreSQL ${found}, the programs here are ` +
      `version ${version}. Restore a backup into an empty folder instead.`,
  );
};

/**
 * Makes sure that a PostgreSQL cluster of our version lies in the folder, creating it when empty.
 *
 * @returns true when it was created now
 * @throws StartupError when the folder holds something else or cannot be written
 */
export const ensureCluster = async (
  binaries: PostgresBinaries,
  dataDir: string,
  runAs: RunAs | undefined,
): Promise<boolean> => {
  try {
    const found = versionOf(dataDir);
    if (found !== undefined) {
      checkExisting(dataDir, found, binaries);
      if (runAs !== undefined && statSync(dataDir).uid !== runAs.uid) give(dataDir, runAs);
      return false;
    }
    if (!isEmpty(dataDir)) {
      throw new StartupError(`The folder ${dataDir} holds something that is not a database.`);
    }
    // An interrupted creation leaves only the draft behind, which the next start throws away.
    const draft = `${dataDir}.new`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true, mode: 0o700 });
    if (runAs !== undefined) chownSync(draft, runAs.uid, runAs.gid);
    await initdb(binaries, draft, clusterPassword(dataDir), runAs);
    rmSync(dataDir, { recursive: true, force: true });
    renameSync(draft, dataDir);
    return true;
  } catch (error) {
    throw error instanceof StartupError ? error : folderError(dataDir, error);
  }
};
