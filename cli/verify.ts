import type { Environment } from '../config/environment.js';
import { verifyLog } from '../event-store/verify.js';
import { compareWithRebuild } from '../projections/compare.js';
import { allViews } from '../projections/index.js';
import { withInstallation } from './installation.js';
import type { Terminal } from './terminal.js';

/**
 * Checks the whole log (order, canonical bytes, digests, chain) and every view against a rebuild.
 *
 * @returns 0 when all holds, 1 when something does not
 */
export function verify(environment: Environment, terminal: Terminal): Promise<number> {
  return withInstallation(environment, terminal.detail, async (installation) => {
    const { db } = installation.as('auditor_ro');
    const { fault, events, streams, chain } = await verifyLog(db, {
      onProgress: ({ position, end }) => terminal.detail(`log ${position}/${end}`),
    });
    terminal.data({ check: 'log', ok: fault === undefined, events, streams, chain, fault });
    terminal.say(
      fault
        ? `BROKEN  the log at #${fault.position}: ${fault.detail}`
        : `ok      the log: ${events} events of ${streams} cases, chain ${chain.slice(0, 16)}…`,
    );
    let broken = fault ? 1 : 0;
    for (const projection of allViews) {
      const result = await compareWithRebuild({ db, projection });
      if (!result.equal) broken += 1;
      terminal.data({ check: 'view', ...result });
      terminal.say(
        result.equal
          ? `ok      ${result.view}: ${result.rows} rows at #${result.position}`
          : `BROKEN  ${result.view}: ${result.differences.length} rows differ, ${result.unexpected} unexpected`,
      );
    }
    return broken === 0 ? 0 : 1;
  });
}
