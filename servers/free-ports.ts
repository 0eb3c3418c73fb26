import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import type { Server } from 'node:net';

/**
 * Below the range from which systems lend ports to outgoing connections, so that a server finds
 * its port free again at a restart; and Temporal keeps ports in 16-bit signed numbers.
 */
const lowest = 15_000;
const highest = 32_000;
const attempts = 200;

const listen = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
  });

/** True when a server could listen on this port of 127.0.0.1 now. */
export const isPortFree = async (port: number): Promise<boolean> => {
  try {
    await close(await listen(port));
    return true;
  } catch {
    return false;
  }
};

/** `count` different ports of 127.0.0.1 that are free now, each from 15,000 to 32,000. */
export const freePorts = async (count: number): Promise<number[]> => {
  const found = new Set<number>();
  for (let attempt = 0; found.size < count; attempt += 1) {
    if (attempt === attempts) throw new Error(`no ${count} free ports on 127.0.0.1`);
    const port = randomInt(lowest, highest);
    if (await isPortFree(port)) found.add(port);
  }
  return [...found];
};
