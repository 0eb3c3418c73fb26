import { sql } from 'kysely';
import { join } from 'node:path';
import type { FirstAccount } from '../api/access/first-start.js';
import type { Environment } from '../config/environment.js';
import { readSecret } from '../config/secrets.js';
import { connect, type Connection } from '../database/connection.js';
import { organizationStream } from '../rule-book/index.js';
import { DEMO_UNTIL, weixian } from '../scenarios/weixian/index.js';
import { fileLog } from './log.js';
import { runUntilStopped } from './run.js';
import { installationTheater, playedToday } from './scenario.js';
import { ROLES, startStack, type Stack } from './stack.js';
import type { Terminal } from './terminal.js';

/**
 * The main job: both servers, all roles, and on an empty data folder the accounts and the demo round.
 *
 * @returns the exit code, once it was told to stop
 */
export async function start(
  environment: Environment,
  { terminal, demo }: { terminal: Terminal; demo: boolean },
): Promise<number> {
  const began = Date.now();
  const log = fileLog(environment);
  const stack = await startStack(environment, { roles: ROLES, onProgress: terminal.say, log });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  showAccounts(stack.newAccounts, environment, terminal);
  terminal.say('');
  terminal.say(`xuncha is ready after ${seconds} s:  ${stack.url ?? ''}`);
  terminal.say(`API documentation:            ${stack.url ?? ''}/docs`);
  terminal.say(`Data folder:                  ${environment.home}`);
  terminal.say('Stop with Ctrl+C.');
  terminal.data({ ready: true, url: stack.url, seconds: Number(seconds) });
  if (demo) loadDemo(environment, stack, terminal);
  return runUntilStopped(stack, terminal.say);
}

function showAccounts(
  accounts: readonly FirstAccount[],
  { home }: Environment,
  terminal: Terminal,
): void {
  if (accounts.length === 0) return;
  terminal.say('');
  terminal.say('Accounts of this new installation, shown once:');
  for (const { name, password } of accounts) terminal.say(`  ${name.padEnd(24)} ${password}`);
  terminal.say(`They are also kept in ${join(home, 'accounts.json')} (readable by you alone).`);
}

/** Nothing was ever entered: the log holds at most the organization that every start opens. */
async function isUnused({ db }: Connection): Promise<boolean> {
  const own = await organizationStream(db);
  const { rows } = await sql`select 1 from es.log where stream <> ${own} limit 1`.execute(db);
  return rows.length === 0;
}

/** Fills an empty log with a round in the middle of its rectification; a failure leaves the product running. */
function loadDemo(environment: Environment, stack: Stack, terminal: Terminal): void {
  const load = async () => {
    const secret = readSecret(environment);
    const access = connect(stack.databaseUrl, 'api_ro', { secret, size: 2 });
    try {
      if (!(await isUnused(access))) return;
      terminal.say('Loading the demo round (魏县, the county’s 12th) …');
      const theater = installationTheater(stack.url ?? '', access, terminal);
      await weixian.play(theater, { ...playedToday(DEMO_UNTIL).options, until: DEMO_UNTIL });
      terminal.say('The demo round is loaded: one item in time, one due soon, one overdue.');
    } finally {
      await access.close();
    }
  };
  load().catch((error: unknown) => {
    terminal.fail(`The demo round was not loaded: ${error instanceof Error ? error.message : ''}`);
  });
}
