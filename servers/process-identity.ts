import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './startup-error.js';

/**
 * Process ids are used again by the system, so a pid file alone proves nothing: a process is
 * known by its pid together with the moment it started.
 */
export type ProcessIdentity = { readonly pid: number; readonly startedAt: string };

/** True while a process of this pid exists, whoever owns it. */
export const isAlive = (pid: number): boolean => {
  if (!(pid > 0)) return false; // 0 and below would name whole process groups
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
  return procStat(pid)?.state !== 'Z'; // a zombie only waits for its parent to look at it
};

const procStat = (pid: number): { state: string; startTicks: string } | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program name is in parentheses and may hold spaces: fields count from the last one.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
  } catch {
    return undefined;
  }
};

const askPs = (pid: number, column: string): string => {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
};

/** The identity of a running process; `startedAt` is opaque and empty when it cannot be read. */
export const identify = (pid: number): ProcessIdentity => ({
  pid,
  startedAt: procStat(pid)?.startTicks ?? askPs(pid, 'lstart'),
});

/** True while exactly that process runs, not another one that got its pid later. */
export const isStillRunning = ({ pid, startedAt }: ProcessIdentity): boolean =>
  isAlive(pid) && identify(pid).startedAt === startedAt;

/** The command line of a process, words separated by spaces; empty when it is gone. */
export const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return askPs(pid, 'command');
  }
};

/** True when the process works in that folder, or its command line names it. */
export const worksIn = (pid: number, folder: string): boolean => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return commandOf(pid).includes(folder);
  }
};

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
};

const goneWithin = async (pid: number, limitMs: number): Promise<boolean> => {
  const end = performance.now() + limitMs;
  while (isAlive(pid)) {
    if (performance.now() > end) return false;
    await sleep(50);
  }
  return true;
};

/** Asks a process to end, and ends it by force when it has not done so after `limitMs`. */
export const endProcess = async (
  pid: number,
  polite: NodeJS.Signals,
  limitMs: number,
): Promise<void> => {
  if (!isAlive(pid)) return;
  signal(pid, polite);
  if (await goneWithin(pid, limitMs)) return;
  signal(pid, 'SIGKILL');
  await goneWithin(pid, 5_000);
};
