import { announceDatabase, announceTemporal, ownServers, sweepDeadRuns } from './servers.js';
import type { OwnServers } from './servers.js';

type ProjectConfig = { readonly displayName?: { readonly name: string } };

const lanesWithTemporal = ['workflow', 'crash'];

let servers: Promise<OwnServers> | undefined;

/** Stops the servers of this run if any were started; safe to call once per lane. */
export const stopServers = async (): Promise<void> => {
  const running = servers;
  servers = undefined;
  await (await running)?.stop();
};

/** Jest ends at once on a signal and calls no teardown: this leaves nothing running all the same. */
const stopOnSignal = (): void => {
  for (const [name, number] of Object.entries({ SIGINT: 2, SIGTERM: 15, SIGHUP: 1 })) {
    process.once(name, () => {
      void stopServers()
        .then(() => sweepDeadRuns(process.pid)) // a test may have had servers of its own
        .finally(() => process.exit(128 + number));
    });
  }
};

const open = async (): Promise<OwnServers> => {
  await sweepDeadRuns();
  stopOnSignal();
  return ownServers();
};

/**
 * Jest's global setup of a lane that needs servers. All lanes of a run share one PostgreSQL and
 * one Temporal; `DATABASE_URL` and `TEMPORAL_ADDRESS` name servers to be used instead.
 */
const globalSetup = async (_global: unknown, project: ProjectConfig): Promise<void> => {
  const database = process.env['DATABASE_URL'];
  const temporal = process.env['TEMPORAL_ADDRESS'];
  const shared = (): Promise<OwnServers> => (servers ??= open());
  if (database !== undefined) announceDatabase(database);
  else announceDatabase((await (await shared()).postgres()).databaseUrl);
  if (!lanesWithTemporal.includes(project.displayName?.name ?? '')) return;
  if (temporal !== undefined) announceTemporal(temporal);
  else announceTemporal((await (await shared()).temporal()).address);
};

export default globalSetup;
