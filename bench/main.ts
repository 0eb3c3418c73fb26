import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openSandbox, type Sandbox } from '../cli/sandbox.js';
import { readEnvironment } from '../config/environment.js';
import { roleUrl } from '../database/connection.js';
import { migrate } from '../database/migrate.js';
import { ensureDatabase, withClient } from '../servers/databases.js';
import { startPostgres } from '../servers/postgres.js';
import { benchAppend } from './append.js';
import { benchCommands } from './commands.js';
import { benchExplanation } from './explanation.js';
import { benchFigures } from './figures.js';
import { benchRebuild } from './rebuild.js';
import { benchStorm } from './storm.js';

const ROUNDS = 5;
const REBUILD_ROUNDS = 3;
const SECRET = createHash('sha256').update('xuncha bench').digest('hex');
const say = (line: string) => process.stderr.write(`${line}\n`);

/** A migrated database that a bench may empty. */
type Scratch = (name: string) => Promise<string>;

/** The log and the read models alone: a fresh PostgreSQL, nothing else of ours running. */
async function onPostgres<T>(work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'xuncha-bench-'));
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), onProgress: say });
  const scratch = async (name: string): Promise<string> => {
    await withClient(server.databaseUrl, (client) => ensureDatabase(client, name));
    await migrate(server.urlOf(name), { secret: SECRET });
    return server.urlOf(name);
  };
  try {
    return await work(scratch);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const benchDatabase = () =>
  onPostgres(async (scratch) => {
    const admin = await scratch('bench_append');
    const worker = roleUrl(admin, 'worker_rw', SECRET);
    const append = await benchAppend({ admin, worker }, ROUNDS, say);
    const rebuildUrls = { admin: await scratch('bench_rebuild'), secret: SECRET };
    const rebuild = await benchRebuild(rebuildUrls, REBUILD_ROUNDS);
    return { append, rebuild };
  });

/** A stack of its own with all roles, wiped afterwards. */
async function onSandbox<T>(work: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const sandbox = await openSandbox(readEnvironment(), { onProgress: say });
  try {
    return await work(sandbox);
  } finally {
    await sandbox.close();
  }
}

async function benchProduct(sandbox: Sandbox) {
  const admin = new pg.Pool({ connectionString: sandbox.stack.databaseUrl, max: 4 });
  admin.on('error', (error) => {
    say(error.message);
  });
  try {
    return await benchCommands(sandbox, admin, ROUNDS, say);
  } finally {
    await admin.end();
  }
}

const machine = () => ({
  cores: cpus().length,
  model: cpus()[0]?.model ?? '',
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  at: new Date().toISOString(),
});

/** @param name of the file in artefacts/ */
function write(name: string, report: object): void {
  mkdirSync('artefacts', { recursive: true });
  const text = JSON.stringify({ machine: machine(), ...report }, null, 2);
  writeFileSync(join('artefacts', `${name}.json`), `${text}\n`);
}

/**
 * All figures of one run on fresh servers, with the machine's facts. `storm <deadlines>` measures the due
 * minute that everybody shares instead, which takes a quarter of an hour; `statistics [times]` the reports
 * over the log of a whole term.
 */
async function main([what, count]: readonly string[]): Promise<void> {
  process.stdout.write(`${JSON.stringify(machine())}\n`);
  if (what === 'storm') {
    const deadlines = Number(count ?? 10_000);
    const storm = await onSandbox((sandbox) => benchStorm(sandbox, deadlines, say));
    write('bench-storm', { storm });
    console.table(storm);
    return;
  }
  if (what === 'statistics') {
    const figures = await onPostgres(async (scratch) =>
      benchFigures({ admin: await scratch('bench_figures'), secret: SECRET }, Number(count ?? 200)),
    );
    write('bench-statistics', { figures });
    console.table(figures);
    return;
  }
  const explanation = benchExplanation();
  const { append, rebuild } = await benchDatabase();
  const commands = await onSandbox(benchProduct);
  write('bench', { commands, append, rebuild, explanation });
  console.table(commands);
  console.table(append);
  console.table(rebuild);
  console.table(explanation);
}

await main(process.argv.slice(2));
