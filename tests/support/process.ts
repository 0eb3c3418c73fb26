import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '..', '..');
/** What an operator of a busy machine would still wait for. */
const readyWithinMillis = 90_000;
const keptOutput = 20_000;

/** One `xuncha` process of its own, which a test may kill. */
export interface ProductProcess {
  /** The words of the command line, as `worker` or `rebuild --all`. */
  readonly name: string;
  readonly pid: number;
  /** Settles when the process is gone. */
  readonly ended: Promise<Ending>;
  /** The end of what it wrote so far. */
  output(): string;
  /** Kills it as `kill -9` does, whether it lives or not; it is gone when this settles. */
  kill(): Promise<Ending>;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export type Variables = Readonly<Record<string, string | undefined>>;

/** Starts `xuncha` with these words; nothing of it outlives this process. */
export function spawnProcess(words: readonly string[], variables: Variables): ProductProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...words], {
    cwd: root,
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  const keep = (chunk: unknown) => {
    written = (written + String(chunk)).slice(-keptOutput);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const killNow = () => {
    child.kill('SIGKILL');
  };
  process.once('exit', killNow);
  const ended = new Promise<Ending>((resolve) => {
    child.once('close', (code, signal) => {
      process.off('exit', killNow);
      resolve({ code, signal });
    });
  });
  return {
    name: words.join(' '),
    pid: child.pid ?? 0,
    ended,
    output: () => written,
    async kill() {
      killNow();
      return ended;
    },
  };
}

/**
 * Waits until the process has said a line, or until something else shows that it is ready.
 *
 * @throws Error with its last words when it ends before, or is not ready in time
 */
export async function untilReady(
  started: ProductProcess,
  isReady: () => boolean | Promise<boolean>,
): Promise<void> {
  const until = Date.now() + readyWithinMillis;
  let gone = false;
  void started.ended.then(() => {
    gone = true;
  });
  while (!(await isReady())) {
    if (gone) throw new Error(`${started.name} ended before it was ready:\n${started.output()}`);
    if (Date.now() > until) throw new Error(`${started.name} is not ready:\n${started.output()}`);
    await sleep(50);
  }
}

/** Repeats a look until it says yes. @throws Error naming what did not come about in time */
export async function eventually(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMillis = 60_000,
): Promise<void> {
  const until = Date.now() + withinMillis;
  while (!(await isSo())) {
    if (Date.now() > until) throw new Error(`${what} did not come about in ${withinMillis} ms`);
    await sleep(50);
  }
}
