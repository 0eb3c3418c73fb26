import type { FastifyInstance } from 'fastify';
import type { ApiDeps } from './deps.js';
import { createServer } from './server.js';

/** The API cannot listen; the message says why in words for the operator. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

export interface RunningApi {
  /** Where it listens, as `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly server: FastifyInstance;
  /** Says so on /readyz, closes event streams, answers what is under way, and closes. */
  stop(): Promise<void>;
}

/**
 * Starts the HTTP API; port 0 takes any free one.
 *
 * @throws ListenError when the port is in use, may not be opened, or the address is not this machine's
 */
export async function startApi(deps: ApiDeps): Promise<RunningApi> {
  const server = createServer(deps);
  const { host, port } = deps.environment;
  try {
    const url = await server.listen({ host, port });
    return { url, server, stop: () => stopGently(server) };
  } catch (error) {
    await server.close();
    throw listenError(error, host, port);
  }
}

const patienceMillis = 10_000;
const sweepMillis = 100;

/** Lets answers under way go out, closes connections as they fall idle, and cuts what is left in the end. */
async function stopGently(server: FastifyInstance): Promise<void> {
  server.announceStop();
  const closing = server.close();
  const sweep = setInterval(() => server.server.closeIdleConnections(), sweepMillis);
  const limit = setTimeout(() => server.server.closeAllConnections(), patienceMillis);
  try {
    await closing;
  } finally {
    clearInterval(sweep);
    clearTimeout(limit);
  }
}

function listenError(error: unknown, host: string, port: number): unknown {
  const sentence = sentences(host, port)[(error as NodeJS.ErrnoException).code ?? ''];
  return sentence === undefined ? error : new ListenError(sentence, { cause: error });
}

const sentences = (host: string, port: number): Readonly<Record<string, string>> => {
  const notOurs = `${host} is no address of this machine. Correct HOST.`;
  return {
    EADDRINUSE: `Port ${port} on ${host} is in use by another program. Stop it, or set PORT to a free one.`,
    EACCES: `This user may not open port ${port}. Set PORT to 1024 or higher.`,
    EADDRNOTAVAIL: notOurs,
    ENOTFOUND: notOurs,
  };
};
