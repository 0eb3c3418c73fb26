import { ensureAccounts } from '../../api/access/first-start.js';
import { startApi } from '../../api/main.js';
import { readSecret } from '../../config/secrets.js';
import { connect, roleUrl } from '../../database/connection.js';
import { readClock } from '../../database/rehearsal-clock.js';
import { connectTemporal } from '../../temporal/connection.js';
import type { Part, RunningPart } from './part.js';

/** @throws ListenError when the port cannot be opened; what was connected is closed again */
export async function startPart(part: Part): Promise<RunningPart> {
  const { environment, databaseUrl, temporalAddress, log, registry } = part;
  const { home, rehearsal, databasePoolSize: size } = environment;
  const secret = readSecret(environment);
  const onError = (error: Error) => log.warn({ error: error.message }, 'database connection lost');
  const database = connect(databaseUrl, 'api_ro', { secret, size, onError });
  const temporal = await connectTemporal(environment, temporalAddress, part);
  const disconnect = async () => {
    await temporal.close();
    await database.close();
  };
  try {
    const newAccounts = await ensureAccounts(database.db, home);
    const api = await startApi({
      environment,
      temporal,
      database,
      databaseUrl: roleUrl(databaseUrl, 'api_ro', secret),
      clock: async () =>
        new Date(rehearsal ? await readClock(database.db) : Date.now()).toISOString(),
      metrics: registry,
      log,
    });
    const stop = async () => {
      await api.stop();
      await disconnect();
    };
    return { says: `API is ready at ${api.url}.`, url: api.url, newAccounts, stop };
  } catch (error) {
    await disconnect();
    throw error;
  }
}
