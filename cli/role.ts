import type { Environment } from '../config/environment.js';
import { roleLog } from './log.js';
import { runUntilStopped } from './run.js';
import { startStack, type StackRole } from './stack.js';
import type { Terminal } from './terminal.js';

/** Runs one role as a service of its own. @returns the exit code; 2 when it is not told where the servers are */
export async function runRole(
  environment: Environment,
  role: StackRole,
  terminal: Terminal,
): Promise<number> {
  const { databaseUrl, temporalAddress } = environment;
  if (databaseUrl === undefined || temporalAddress === undefined) {
    terminal.fail(
      `The ${role} role alone starts no servers: set DATABASE_URL and TEMPORAL_ADDRESS, or use start.`,
    );
    return 2;
  }
  const log = roleLog(environment);
  const say = (line: string) => log.info(line);
  const servers = { databaseUrl, temporalAddress };
  const stack = await startStack(environment, { roles: [role], onProgress: say, log, servers });
  return runUntilStopped(stack, say);
}
