import type { Environment } from '../config/environment.js';
import { connectTemporal } from '../temporal/connection.js';
import { pokeAllOpen } from '../worker/watchdog.js';
import { withInstallation } from './installation.js';
import type { Terminal } from './terminal.js';

/** Starts or wakes a run for every open case; the runs rebuild themselves from the log. */
export function pokeOpenCases(environment: Environment, terminal: Terminal): Promise<number> {
  return withInstallation(environment, terminal.detail, async (installation) => {
    const temporal = await connectTemporal(environment, installation.temporalAddress);
    try {
      const database = installation.as('worker_rw');
      const count = await pokeAllOpen(database, temporal, terminal.detail);
      terminal.say(`${count} open cases were woken.`);
      terminal.data({ woken: count });
      return 0;
    } finally {
      await temporal.close();
    }
  });
}
