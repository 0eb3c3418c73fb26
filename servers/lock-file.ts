import { randomBytes } from 'node:crypto';
import {
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { identify, isStillRunning } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';
import { errorCode } from './startup-error.js';

/** Who holds a lock, as written in the lock file. */
export type Holder = ProcessIdentity & {
  readonly host: string;
  /** ISO UTC instant at which the lock was taken. */
  readonly since: string;
  /** Where the holder's servers can be reached, by name. */
  readonly urls: Readonly<Record<string, string>>;
};

export type FileLock = {
  /** Writes down where the holder's servers can be reached. */
  readonly record: (urls: Readonly<Record<string, string>>) => void;
  /** Gives the lock back; a lock that someone else has taken over is left alone. */
  readonly release: () => void;
};

export type LockResult =
  | { readonly kind: 'taken'; readonly lock: FileLock; readonly staleHolder?: Holder }
  | { readonly kind: 'held'; readonly holder: Holder };

const heartbeatMs = 10_000;
const foreignLimitMs = 60_000;

/** The holder written in a lock file; undefined when there is no file or it cannot be read. */
export const readHolder = (file: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
};

/** A process of another machine (or container) cannot be asked: its heartbeat tells instead. */
const holderLives = (file: string, holder: Holder): boolean => {
  if (holder.host === hostname()) return isStillRunning(holder);
  try {
    return Date.now() - statSync(file).mtimeMs < foreignLimitMs;
  } catch {
    return false;
  }
};

/** True while the process named in the lock file is alive. */
export const isHeld = (file: string): boolean => {
  const holder = readHolder(file);
  return holder !== undefined && holderLives(file, holder);
};

const sameHolder = (one: Holder | undefined, other: Holder | undefined): boolean =>
  one?.pid === other?.pid && one?.startedAt === other?.startedAt && one?.since === other?.since;

const beside = (file: string): string => `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;

/** Creates the file with its content in one step; false when it exists. */
const create = (file: string, holder: Holder): boolean => {
  const draft = beside(file);
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
};

/** Moves a dead holder's file away; a fresh lock moved by mistake in a race is put back. */
const clearStale = (file: string, stale: Holder | undefined): void => {
  const aside = beside(file);
  try {
    renameSync(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  try {
    if (!sameHolder(readHolder(aside), stale)) linkSync(aside, file);
  } finally {
    rmSync(aside, { force: true });
  }
};

const held = (file: string, mine: Holder): FileLock => {
  let current = mine;
  const beat = setInterval(() => {
    const now = new Date();
    if (sameHolder(readHolder(file), mine)) utimesSync(file, now, now);
  }, heartbeatMs);
  beat.unref();
  return {
    record(urls) {
      current = { ...current, urls };
      const draft = beside(file);
      writeFileSync(draft, JSON.stringify(current), { mode: 0o600 });
      renameSync(draft, file);
    },
    release() {
      clearInterval(beat);
      if (sameHolder(readHolder(file), mine)) rmSync(file, { force: true });
    },
  };
};

/**
 * Takes a lock file for this process; a dead holder's lock is taken over.
 *
 * @returns the lock, or who holds it
 * @throws the file system's error when the folder cannot be written
 */
export const takeLock = (file: string): LockResult => {
  const mine: Holder = {
    ...identify(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
    urls: {},
  };
  let staleHolder: Holder | undefined;
  while (!create(file, mine)) {
    const holder = readHolder(file);
    if (holder !== undefined && holderLives(file, holder)) return { kind: 'held', holder };
    clearStale(file, holder);
    staleHolder = holder ?? staleHolder;
  }
  const lock = held(file, mine);
  return staleHolder === undefined ? { kind: 'taken', lock } : { kind: 'taken', lock, staleHolder };
};
