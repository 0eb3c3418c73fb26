import { readEnvironment } from '../../config/environment.js';
import { startServers } from '../../servers/index.js';

/**
 * A process of its own for tests that kill it: starts the servers of `XUNCHA_HOME`, prints their
 * pids as one line of JSON, and stays until it is told to end.
 */
const main = async (): Promise<void> => {
  const servers = await startServers(readEnvironment(), {
    onProgress: (line) => {
      process.stderr.write(`${line}\n`);
    },
  });
  const waiting = setInterval(() => undefined, 60_000);
  process.once('SIGTERM', () => {
    clearInterval(waiting);
    void servers.stop();
  });
  process.stdout.write(`${JSON.stringify({ ...servers, processes: servers.processes })}\n`);
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
