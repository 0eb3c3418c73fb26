import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isHeld, readHolder, takeLock } from './lock-file.js';
import type { FileLock, Holder } from './lock-file.js';
import { StartupError, errorCode, folderError } from './startup-error.js';

/** Layout of the data folder that this version writes; a higher number is a newer version's. */
export const homeFormat = 1;

/** The opened data folder: nobody else may open it until `release`. */
export type Home = Pick<FileLock, 'record' | 'release'> & {
  readonly folder: string;
  readonly staleHolder?: Holder;
};

/** What may lie in a folder that was never opened before: a kept secret, our log, a disk's own folder. */
const mayComeFirst = new Set(['secret', 'lock', 'lost+found', 'xuncha.log']);

const lockFile = (folder: string): string => join(folder, 'lock');

const describeHolder = (folder: string, holder: Holder): string => {
  const where = holder.urls['api'] === undefined ? '' : ` and answers at ${holder.urls['api']}`;
  return (
    `The data folder ${folder} is in use: process ${holder.pid} on ${holder.host} ` +
    `holds it since ${holder.since}${where}. ` +
    `Stop that one first, or choose another folder with XUNCHA_HOME.`
  );
};

/** The format number kept in the folder; undefined in a folder never opened before. */
export const readFormat = (folder: string): number | undefined => {
  try {
    return Number(readFileSync(join(folder, 'format'), 'utf8').trim());
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
};

const checkFormat = (folder: string): void => {
  const format = readFormat(folder);
  if (format === undefined) {
    const stranger = readdirSync(folder).find(
      (name) => !mayComeFirst.has(name.split('.')[0] ?? ''),
    );
    if (stranger !== undefined) {
      throw new StartupError(
        `The folder ${folder} is not empty and not a data folder of xuncha (it holds ${stranger}). ` +
          `Choose an empty one with XUNCHA_HOME.`,
      );
    }
    writeFileSync(join(folder, 'format'), `${homeFormat}\n`);
    return;
  }
  if (Number.isInteger(format) && format <= homeFormat) return;
  throw new StartupError(
    `The data folder ${folder} was written by a newer version of xuncha (format ${format}, ` +
      `this version knows ${homeFormat}). Start that version, or restore an older backup.`,
  );
};

/** Other users may pass through to what is theirs (the database's own folder), not look around. */
const makePassable = (folder: string): void => {
  if (process.getuid?.() === 0) chmodSync(folder, (statSync(folder).mode & 0o777) | 0o011);
};

/**
 * Opens the data folder for this process alone, creating it when missing.
 *
 * @param folder absolute path, see `XUNCHA_HOME`
 * @throws StartupError when someone else holds it, a newer version wrote it, it belongs to
 *   something else, or it cannot be written
 */
export const openHome = (folder: string): Home => {
  let lock: FileLock | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    const result = takeLock(lockFile(folder));
    if (result.kind === 'held') throw new StartupError(describeHolder(folder, result.holder));
    lock = result.lock;
    checkFormat(folder);
    makePassable(folder);
    return {
      folder,
      record: lock.record,
      release: lock.release,
      ...(result.staleHolder === undefined ? {} : { staleHolder: result.staleHolder }),
    };
  } catch (error) {
    lock?.release();
    throw error instanceof StartupError ? error : folderError(folder, error);
  }
};

/** Who holds the data folder now; undefined when nobody does. */
export const homeHolder = (folder: string): Holder | undefined =>
  isHeld(lockFile(folder)) ? readHolder(lockFile(folder)) : undefined;
