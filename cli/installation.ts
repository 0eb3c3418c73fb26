import type { Environment } from '../config/environment.js';
import { readSecret } from '../config/secrets.js';
import { connect, type Connection, type LoginRole } from '../database/connection.js';
import { migrate } from '../database/migrate.js';
import { findRunningServers, startServers } from '../servers/index.js';

/** An installation's servers for the time of one command: those that run already, or started for it. */
export interface Installation {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly secret: string;
  /** Opens connections of a role; they are closed with the installation. */
  as(role: LoginRole): Connection;
}

/**
 * Runs one command against the data folder's installation, beside a running `xuncha start` or without one.
 *
 * @throws StartupError when the servers do not start
 */
export async function withInstallation<T>(
  environment: Environment,
  onProgress: (line: string) => void,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const running = findRunningServers(environment);
  if (running) return use(environment, running, work);
  const own = await startServers(environment, { onProgress });
  try {
    await migrate(own.databaseUrl, { secret: readSecret(environment) });
    return await use(environment, own, work);
  } finally {
    await own.stop();
  }
}

async function use<T>(
  environment: Environment,
  { databaseUrl, temporalAddress }: { databaseUrl: string; temporalAddress: string },
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const open: Connection[] = [];
  try {
    const secret = readSecret(environment);
    return await work({
      databaseUrl,
      temporalAddress,
      secret,
      as(role) {
        const connection = connect(databaseUrl, role, { secret });
        open.push(connection);
        return connection;
      },
    });
  } finally {
    await Promise.all(open.map((connection) => connection.close()));
  }
}
