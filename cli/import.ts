import { createAppender } from '../event-store/appender.js';
import type { Connection } from '../database/connection.js';
import { readClock } from '../database/rehearsal-clock.js';
import type { Environment } from '../config/environment.js';
import type { Lane } from '../importing/command.js';
import { dryRun } from '../importing/dry-run.js';
import { earlierProblems } from '../importing/earlier.js';
import { readFolder } from '../importing/folder.js';
import { lanesOf } from '../importing/lanes.js';
import { problemLines, type Problem } from '../importing/problem.js';
import { createProgress } from '../importing/progress.js';
import { runImport } from '../importing/run.js';
import { createRuleBooks } from '../rule-book/index.js';
import { withInstallation } from './installation.js';
import type { Terminal } from './terminal.js';

export interface ImportOptions {
  readonly dryRun?: boolean;
}

/** Answers to a refusal that the files are to blame for. */
const REFUSED = 2;
/** Answer to Ctrl+C, as shells count it. */
const INTERRUPTED = 130;

/** Imports an office's past rounds from a folder of CSV files, after a dry run over all of them. */
export function runFolderImport(
  environment: Environment,
  folder: string,
  options: ImportOptions,
  terminal: Terminal,
): Promise<number> {
  return withFolder(folder, terminal, (found) =>
    withInstallation(environment, terminal.detail, (installation) =>
      importFolder(() => installation.as('worker_rw'), found, options, terminal),
    ),
  );
}

/** As {@link runFolderImport}, into a database that is open already. */
export function importInto(connect: Connect, folder: string, terminal: Terminal): Promise<number> {
  return withFolder(folder, terminal, (found) => importFolder(connect, found, {}, terminal));
}

/** Opens another connection as `worker_rw`. */
type Connect = () => Connection;
type Folder = Awaited<ReturnType<typeof readFolder>>;

/** Nothing else is looked at while the files themselves have problems. */
async function withFolder(
  folder: string,
  terminal: Terminal,
  work: (found: Folder) => Promise<number>,
): Promise<number> {
  const found = await readFolder(folder);
  for (const note of found.notes) terminal.say(note);
  return found.problems.length > 0 ? refuse(found.problems, terminal) : work(found);
}

async function importFolder(
  connect: Connect,
  { rows, digest }: Folder,
  options: ImportOptions,
  terminal: Terminal,
): Promise<number> {
  const { db } = connect();
  const lanes = lanesOf(rows);
  const now = new Date(await readClock(db)).toISOString();
  const earlier = await earlierProblems(db, lanes, digest);
  const book = await createRuleBooks(db).current();
  const dry = dryRun(lanes, { book, now });
  const found = [...earlier, ...dry.problems];
  if (found.length > 0) return refuse(found, terminal);
  const counts = { rounds: rows.rounds.length, targets: rows.targets.length };
  terminal.say(
    `${counts.rounds} rounds, ${counts.targets} inspections, ${rows.findings.length} findings: ` +
      `${dry.commands} commands, none refused.`,
  );
  if (options.dryRun === true) {
    terminal.data({ dryRun: true, commands: dry.commands, problems: [] });
    return 0;
  }
  return importAll({ connect, db, lanes, digest, total: dry.commands }, terminal);
}

interface ReadyImport {
  readonly connect: Connect;
  readonly db: Connection['db'];
  readonly lanes: readonly Lane[];
  readonly digest: string;
  readonly total: number;
}

async function importAll(
  { connect, db, lanes, digest, total }: ReadyImport,
  terminal: Terminal,
): Promise<number> {
  // The appender's connections are its own: a reader may not wait for a flush.
  const appender = createAppender(connect().pool);
  const progress = createProgress(total, terminal.say, () => performance.now());
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  // A rehearsal's clock does not move while an import runs; a real one does.
  const ahead = (await readClock(db)) - Date.now();
  try {
    await runImport(lanes, {
      ...{ db, appender, digest, signal: stopping.signal },
      clock: () => Date.now() + ahead,
      onCommand: progress.step,
    });
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    terminal.fail('Interrupted; the same command goes on where it stopped.');
    return INTERRUPTED;
  }
  const { commands, seconds } = progress.end();
  terminal.say(`Imported: ${commands} commands in ${seconds} s.`);
  terminal.data({ dryRun: false, commands, seconds, problems: [] });
  return 0;
}

function refuse(problems: readonly Problem[], terminal: Terminal): number {
  for (const line of problemLines(problems)) terminal.fail(line);
  terminal.fail(`Nothing was imported: ${problems.length} problems.`);
  terminal.data({ problems });
  return REFUSED;
}
