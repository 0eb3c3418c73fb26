import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import pg from 'pg';
import { openSandbox } from '../cli/sandbox.js';
import { readEnvironment } from '../config/environment.js';
import { readSecret } from '../config/secrets.js';
import { roleUrl } from '../database/connection.js';
import { migrate } from '../database/migrate.js';
import { ensureDatabase, withClient } from '../servers/databases.js';
import { benchAppend } from './append.js';
import { benchCommands } from './commands.js';
import { benchRebuild } from './rebuild.js';

const ROUNDS = 5;
const REBUILD_ROUNDS = 3;
const say = (line: string) => process.stderr.write(`${line}\n`);

/** A migrated database beside the sandbox's own, which a bench may empty. */
async function scratch(databaseUrl: string, name: string, secret: string): Promise<string> {
  await withClient(databaseUrl, (client) => ensureDatabase(client, name));
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  await migrate(url.href, { secret });
  return url.href;
}

/** All figures of one interleaved run on fresh servers, with the machine's facts; written to artefacts/bench.json. */
async function main(): Promise<void> {
  const sandbox = await openSandbox(readEnvironment(), { onProgress: say });
  const admin = new pg.Pool({ connectionString: sandbox.stack.databaseUrl, max: 4 });
  admin.on('error', (error) => {
    say(error.message);
  });
  try {
    const secret = readSecret({ home: sandbox.home });
    const commands = await benchCommands(sandbox, admin, ROUNDS, say);
    const appendUrl = await scratch(sandbox.stack.databaseUrl, 'bench_append', secret);
    const worker = roleUrl(appendUrl, 'worker_rw', secret);
    const append = await benchAppend({ admin: appendUrl, worker }, ROUNDS, say);
    const rebuildUrl = await scratch(sandbox.stack.databaseUrl, 'bench_rebuild', secret);
    const rebuild = await benchRebuild({ admin: rebuildUrl, secret }, REBUILD_ROUNDS);
    const machine = {
      cores: cpus().length,
      model: cpus()[0]?.model ?? '',
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      at: new Date().toISOString(),
    };
    mkdirSync('artefacts', { recursive: true });
    const report = { machine, commands, append, rebuild };
    writeFileSync('artefacts/bench.json', `${JSON.stringify(report, null, 2)}\n`);
    process.stdout.write(`${JSON.stringify(machine)}\n`);
    console.table(commands);
    console.table(append);
    console.table(rebuild);
  } finally {
    await admin.end();
    await sandbox.close();
  }
}

await main();
