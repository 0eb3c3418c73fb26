import { openInstallation } from '../tests/support/installation.js';
import { runChaos } from '../tests/support/chaos.js';
import { announceDatabase, ownServers } from '../tests/support/servers.js';

const DEFAULT_KILLS = 200;
const say = (line: string) => process.stderr.write(`${line}\n`);

/** A whole number from the command line. @throws RangeError for anything else */
function countOf(text: string | undefined, usual: number): number {
  const count = Number(text ?? usual);
  if (Number.isSafeInteger(count) && count >= 0) return count;
  throw new RangeError(`${text ?? ''} is not a whole number; usage: bench/chaos.ts [kills] [seed]`);
}

/** Rungs under so many random kills, on servers of its own; prints the report, and fails on any fault. */
async function main(): Promise<void> {
  const kills = countOf(process.argv[2], DEFAULT_KILLS);
  const seed = countOf(process.argv[3], Date.now() % 1_000_000);
  say(`seed ${seed}`);
  const servers = ownServers();
  try {
    announceDatabase((await servers.postgres()).databaseUrl);
    const installation = await openInstallation((await servers.temporal()).address);
    try {
      await installation.start('projections');
      const report = await runChaos({ installation, servers, kills, seed, onProgress: say });
      process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      if (report.faults.length > 0) process.exitCode = 1;
    } finally {
      await installation.close();
    }
  } finally {
    await servers.stop();
  }
}

await main();
