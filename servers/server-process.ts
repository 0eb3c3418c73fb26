import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess, isAlive } from './process-identity.js';
import { StartupError } from './startup-error.js';

/** Receives one line of progress in plain words. */
export type OnProgress = (line: string) => void;

/** The user a server runs as; undefined means the user of this process. */
export type RunAs = { readonly uid: number; readonly gid: number };

/** How one server program is run and how to tell that it serves. */
export type ServerCommand = {
  /** Name in sentences for people, such as `PostgreSQL`. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly runAs?: RunAs | undefined;
  /** The signal that makes it end in good order. */
  readonly stopSignal: NodeJS.Signals;
  /** Called again and again until it says true. */
  isReady(pid: number): Promise<boolean>;
  /** Called before every start, so that the remains of a killed run do not stop the next. */
  beforeStart?(): Promise<void>;
  /** Called with the pid of every run, before it is ready. */
  onSpawn?(pid: number): void;
  /** Longest wait for readiness, in milliseconds. */
  readonly readyWithinMs: number;
};

/** A server program under supervision. */
export type ServerProcess = {
  readonly name: string;
  /** Process id of the present run; the last one while it is down. */
  readonly pid: number;
  /** Sends a signal and returns at once; after `SIGKILL` it stays down until `restart`. */
  kill(signal: NodeJS.Signals): void;
  /** Ends the present run if there is one, starts anew on the same ports, resolves when ready. */
  restart(): Promise<void>;
  /** Ends it in good order, by force after 20 s; resolves when the process is gone. */
  stop(): Promise<void>;
};

const logLimitBytes = 10 * 1024 * 1024;
const stopWithinMs = 20_000;

const openLog = (command: ServerCommand): number => {
  const { logFile, runAs } = command;
  if (existsSync(logFile) && statSync(logFile).size > logLimitBytes) {
    renameSync(logFile, `${logFile}.1`);
  }
  const descriptor = openSync(logFile, 'a', 0o600);
  if (runAs !== undefined) chownSync(logFile, runAs.uid, runAs.gid);
  return descriptor;
};

/** The last lines of a log, each cut to one screen line or two, for when a start fails. */
const logTail = (logFile: string, lines = 5): string => {
  try {
    const all = readFileSync(logFile, 'utf8').trimEnd().split('\n');
    return all
      .slice(-lines)
      .map((line) => line.slice(0, 240))
      .join('\n  ');
  } catch {
    return '(no log)';
  }
};

const quoteLog = ({ logFile }: ServerCommand): string =>
  `Its log ${logFile} ends with:\n  ${logTail(logFile)}`;

const launch = (command: ServerCommand): ChildProcess => {
  const log = openLog(command);
  try {
    return spawn(command.program, command.args, {
      cwd: command.cwd,
      env: command.env,
      stdio: ['ignore', log, log],
      // A process group of its own: Ctrl-C reaches us alone, so that we can stop it last.
      detached: true,
      ...(command.runAs ?? {}),
    });
  } finally {
    closeSync(log);
  }
};

const spawned = (command: ServerCommand, child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once('spawn', () => resolve(child.pid ?? 0));
    child.once('error', (cause) => {
      reject(
        new StartupError(
          `${command.name} could not be run from ${command.program}: ${cause.message}`,
          {
            cause,
          },
        ),
      );
    });
  });

const awaitReady = async (command: ServerCommand, pid: number): Promise<void> => {
  const end = performance.now() + command.readyWithinMs;
  while (!(await command.isReady(pid))) {
    if (!isAlive(pid)) {
      throw new StartupError(`${command.name} stopped while starting. ${quoteLog(command)}`);
    }
    if (performance.now() > end) {
      throw new StartupError(
        `${command.name} was not ready after ${command.readyWithinMs / 1000} s. ${quoteLog(command)}`,
      );
    }
    await sleep(25);
  }
};

/** @param keepAlive starts the server again when it ends without having been asked to */
export type SupervisionOptions = { readonly keepAlive: boolean; readonly onProgress: OnProgress };

const longestPauseMs = 10_000;

/**
 * Starts a server program and supervises it.
 *
 * @throws StartupError with the end of its log when it does not become ready
 */
export const startServerProcess = async (
  command: ServerCommand,
  { keepAlive, onProgress }: SupervisionOptions,
): Promise<ServerProcess> => {
  let pid = 0;
  let wanted = true;
  let starting = false;
  let launching: Promise<void> | undefined;

  const stopOnExit = (): void => {
    if (pid > 0 && isAlive(pid)) process.kill(pid, command.stopSignal);
  };

  const launchAndWait = async (): Promise<void> => {
    starting = true;
    try {
      await command.beforeStart?.();
      const child = launch(command);
      pid = await spawned(command, child);
      child.once('exit', (code, signalName) => {
        if (wanted && keepAlive && !starting) void revive(signalName ?? `code ${code}`);
      });
      command.onSpawn?.(pid);
      await awaitReady(command, pid);
    } finally {
      starting = false;
    }
  };

  const run = (): Promise<void> => {
    // Even a process of ours that ends by an error leaves no server behind.
    process.once('exit', stopOnExit);
    launching = launchAndWait();
    return launching;
  };

  const end = async (): Promise<void> => {
    wanted = false;
    await endProcess(pid, command.stopSignal, stopWithinMs);
    // A start under way sees its process gone, unless it had none yet.
    await launching?.catch(() => undefined);
    await endProcess(pid, command.stopSignal, stopWithinMs);
    process.off('exit', stopOnExit);
  };

  const isWanted = (): boolean => wanted;

  const revive = async (why: string): Promise<void> => {
    onProgress(`${command.name} ended by itself (${why}); starting it again.`);
    for (let attempt = 1; isWanted(); attempt += 1) {
      await sleep(Math.min(200 * 2 ** attempt, longestPauseMs));
      if (!isWanted()) return;
      try {
        await run();
        onProgress(`${command.name} is back.`);
        return;
      } catch (error) {
        if (attempt === 1) onProgress(`${command.name} did not come back yet: ${String(error)}`);
      }
    }
  };

  const supervised: ServerProcess = {
    name: command.name,
    get pid() {
      return pid;
    },
    kill(signalName) {
      wanted = false;
      if (pid > 0 && isAlive(pid)) process.kill(pid, signalName);
    },
    async restart() {
      await end();
      wanted = true;
      await run();
    },
    stop: end,
  };

  try {
    await run();
  } catch (error) {
    await end();
    throw error;
  }
  return supervised;
};
