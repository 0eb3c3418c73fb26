import { execFile, spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { OnProgress } from './server-process.js';
import { StartupError } from './startup-error.js';

const run = promisify(execFile);

/** Temporal 1.32.1 names this in its go.mod. */
const requiredGo = '1.26.8';
const tellEveryMs = 15_000;

const isAtLeast = (version: string, wanted: string): boolean => {
  const [have, want] = [version, wanted].map((text) => text.split('.').map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (have?.[at] ?? 0) - (want?.[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
};

/** The version of Go on PATH; undefined when there is none. */
const goVersion = async (): Promise<string | undefined> => {
  try {
    const { stdout } = await run('go', ['env', 'GOVERSION']);
    return /^go(\d[\d.]*)/.exec(stdout.trim())?.[1];
  } catch {
    return undefined;
  }
};

/** What Go on this machine can do for us, as half a sentence. */
export const describeGo = async (): Promise<string> => {
  const version = await goVersion();
  if (version === undefined) return `Go is not installed; ${requiredGo} or newer is needed`;
  if (!isAtLeast(version, requiredGo)) return `Go ${version} is too old; ${requiredGo} is needed`;
  return `Go ${version} is here; 5 to 8 minutes on two cores, once`;
};

/** Runs `go install`, telling every 15 s how it goes; the last lines explain a failure. */
const install = (
  version: string,
  folder: string,
  bin: string,
  onProgress: OnProgress,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const packages = ['cmd/server', 'cmd/tools/sql'];
    // Go reads its proxy and cache settings from the user's environment; ours are added by `env`.
    const child = spawn(
      'env',
      [
        `GOBIN=${bin}`,
        'CGO_ENABLED=0',
        ...['go', 'install', '-trimpath', '-ldflags', '-s -w'],
        ...packages.map((name) => `go.temporal.io/server/${name}@v${version}`),
      ],
      { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let fetched = 0;
    let tail: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      const lines = text.split('\n').filter((line) => line !== '');
      fetched += lines.filter((line) => line.startsWith('go: downloading')).length;
      tail = [...tail, ...lines].slice(-6);
    });
    const tell = setInterval(() => {
      const seconds = Math.round((performance.now() - started) / 1000);
      onProgress(`Building the Temporal server: ${seconds} s so far, ${fetched} modules fetched.`);
    }, tellEveryMs);
    const stop = (): boolean => child.kill();
    process.once('exit', stop);
    const settle = (): void => {
      clearInterval(tell);
      process.off('exit', stop);
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('close', (code) => {
      settle();
      if (code === 0) resolve();
      else reject(new StartupError(`go install failed:\n    ${tail.join('\n    ')}`));
    });
  });

/**
 * Builds `temporal-server` and `temporal-sql-tool` from their published source into the folder;
 * Go checks the source against its public checksum database.
 *
 * @throws StartupError when Go is missing, too old, or the build fails
 */
export const buildTemporal = async (
  version: string,
  folder: string,
  onProgress: OnProgress,
): Promise<void> => {
  const go = await goVersion();
  if (go === undefined || !isAtLeast(go, requiredGo)) throw new StartupError(await describeGo());
  onProgress(
    `Building the Temporal server ${version} from source with Go ${go}. ` +
      `This is done once and usually takes 5 to 8 minutes on two cores.`,
  );
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  await install(version, folder, bin, onProgress);
  renameSync(join(bin, 'server'), join(folder, 'temporal-server'));
  renameSync(join(bin, 'sql'), join(folder, 'temporal-sql-tool'));
  rmSync(bin, { recursive: true });
};
