import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { takeLock } from './lock-file.js';
import type { FileLock } from './lock-file.js';
import type { OnProgress } from './server-process.js';
import { StartupError, folderError } from './startup-error.js';
import { buildTemporal, describeGo } from './temporal-build.js';
import { archiveName, downloadTemporal, releaseUrl } from './temporal-download.js';

const run = promisify(execFile);

/** The version that is obtained when none is installed, and the oldest installed one accepted. */
export const temporalVersion = '1.32.1';
const oldestAccepted = [1, 32] as const;

/** The two programs of a Temporal server and where they were found. */
export type TemporalBinaries = {
  readonly server: string;
  readonly sqlTool: string;
  readonly origin: 'path' | 'cache' | 'download' | 'build';
};

/** `1.32.1` from the words a program prints about itself; undefined when it does not run. */
const versionOf = async (program: string): Promise<string | undefined> => {
  try {
    const { stdout } = await run(program, ['--version'], { timeout: 10_000 });
    return /version (\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
};

const isNewEnough = (version: string | undefined): boolean => {
  if (version === undefined) return false;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === oldestAccepted[0] && minor >= oldestAccepted[1];
};

/** Absolute path of a program on PATH; the server later runs with an environment of its own. */
const which = async (program: string): Promise<string | undefined> => {
  try {
    const { stdout } = await run('sh', ['-c', `command -v ${program}`]);
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
};

const onPath = async (): Promise<TemporalBinaries | undefined> => {
  const [server, sqlTool] = await Promise.all([
    which('temporal-server'),
    which('temporal-sql-tool'),
  ]);
  if (server === undefined || sqlTool === undefined) return undefined;
  const versions = await Promise.all([versionOf(server), versionOf(sqlTool)]);
  return versions.every(isNewEnough) ? { server, sqlTool, origin: 'path' } : undefined;
};

const inCache = (cacheDir: string): TemporalBinaries | undefined => {
  const folder = join(cacheDir, 'temporal', temporalVersion);
  const server = join(folder, 'temporal-server');
  const sqlTool = join(folder, 'temporal-sql-tool');
  return existsSync(server) && existsSync(sqlTool)
    ? { server, sqlTool, origin: 'cache' }
    : undefined;
};

/** The programs that are there already, on PATH or in the cache; nothing is fetched or built. */
export const findTemporal = async (cacheDir: string): Promise<TemporalBinaries | undefined> =>
  (await onPath()) ?? inCache(cacheDir);

const takeTurn = async (folder: string, onProgress: OnProgress): Promise<FileLock> => {
  for (let told = false; ; told = true) {
    const result = takeLock(join(folder, `${temporalVersion}.lock`));
    if (result.kind === 'taken') return result.lock;
    if (!told) {
      onProgress(`Process ${result.holder.pid} is obtaining the Temporal server; waiting for it.`);
    }
    await sleep(500);
  }
};

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Fills an empty folder with both programs by the first way that works. */
const fill = async (draft: string, onProgress: OnProgress): Promise<TemporalBinaries['origin']> => {
  const failures: string[] = [];
  try {
    await downloadTemporal(
      releaseUrl(temporalVersion),
      archiveName(temporalVersion),
      draft,
      onProgress,
    );
    return 'download';
  } catch (error) {
    failures.push(`download: ${messageOf(error)}`);
    onProgress(`The Temporal server cannot be downloaded (${messageOf(error)}).`);
  }
  try {
    await buildTemporal(temporalVersion, draft, onProgress);
    return 'build';
  } catch (error) {
    failures.push(`build: ${messageOf(error)}`);
  }
  throw new StartupError(
    `The Temporal server ${temporalVersion} could not be obtained.\n  ${failures.join('\n  ')}\n` +
      `Do one of these: put temporal-server and temporal-sql-tool ${temporalVersion} on PATH ` +
      `(${releaseUrl(temporalVersion)}${archiveName(temporalVersion)}); or install Go 1.26.8 or ` +
      `newer and start again; or set TEMPORAL_ADDRESS to a Temporal server that is running.`,
  );
};

const fillCache = async (
  folder: string,
  onProgress: OnProgress,
): Promise<TemporalBinaries['origin']> => {
  const draft = mkdtempSync(join(folder, 'draft-'));
  try {
    const origin = await fill(draft, onProgress);
    const version = await versionOf(join(draft, 'temporal-server'));
    if (version !== temporalVersion) {
      throw new StartupError(
        `The Temporal server obtained does not run here (version ${version}).`,
      );
    }
    const target = join(folder, temporalVersion);
    rmSync(target, { recursive: true, force: true });
    renameSync(draft, target);
    return origin;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
};

/**
 * The Temporal server's programs: from PATH (1.32 or newer), the cache, the official release
 * archive, or built from source by Go into the cache; two starts never fetch or build at once.
 *
 * @param cacheDir per-user cache folder, see `XUNCHA_CACHE`
 * @throws StartupError that says what to install when no way works
 */
export const obtainTemporal = async (
  cacheDir: string,
  onProgress: OnProgress,
): Promise<TemporalBinaries> => {
  const found = await findTemporal(cacheDir);
  if (found !== undefined) return found;
  const folder = join(cacheDir, 'temporal');
  let lock: FileLock;
  try {
    mkdirSync(folder, { recursive: true });
    lock = await takeTurn(folder, onProgress);
  } catch (error) {
    throw folderError(folder, error);
  }
  try {
    const built = inCache(cacheDir); // the one we waited for may have done it
    if (built !== undefined) return built;
    const origin = await fillCache(folder, onProgress);
    const result = inCache(cacheDir);
    if (result === undefined) throw new StartupError(`Nothing was left in ${folder}.`);
    return { ...result, origin };
  } finally {
    lock.release();
  }
};

/** Which way would be taken on this machine, as a sentence for `doctor`. */
export const explainTemporal = async (cacheDir: string): Promise<string> => {
  const found = await findTemporal(cacheDir);
  if (found !== undefined) return `found (${found.origin}: ${found.server})`;
  return (
    `not here yet; the first start downloads ${archiveName(temporalVersion)} (about a minute), ` +
    `or builds it when that is not reachable (${await describeGo()})`
  );
};
