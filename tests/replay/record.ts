import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { announceDatabase, announceTemporal, ownServers } from '../support/servers.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { playCases } from './cases.js';
import { goldenOf, historiesFolder, streamsFolder } from './recording.js';
import { expectTold, stories } from './stories.js';

const root = join(import.meta.dirname, '..', '..');

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function releaseOf(): string {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** Leaves out what a history says of the machine it was recorded on; no replay looks at it. */
function anonymous(key: string, value: unknown): unknown {
  if (key === 'stackTrace') return '';
  // The queue of one worker process alone is called after its machine.
  if (key === 'name' && typeof value === 'string' && value.includes('@')) return 'recorder';
  return key.toLowerCase().endsWith('identity') ? 'recorder' : value;
}

async function recordHistories(stack: TestStack): Promise<void> {
  const folder = join(historiesFolder, releaseOf());
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const play of stories) {
    const { name, cases } = await play(stack);
    const types: string[] = [];
    let count = 0;
    for (const { runs, from } of cases)
      for (const runId of await runs.chainFrom(from)) {
        types.push(...(await runs.historyTypes(runId)));
        const history: unknown = JSON.parse(historyToJSON(await runs.history(runId)), anonymous);
        count += 1;
        writeFileSync(join(folder, `${name}-${count}.json`), `${JSON.stringify(history)}\n`);
      }
    expectTold(name, types);
    say(`${name}: ${count} run(s), ${types.length} events`);
  }
}

async function recordStreams(stack: TestStack): Promise<void> {
  mkdirSync(streamsFolder, { recursive: true });
  for (const [process, events] of await playCases(stack)) {
    const lines = events.map((event) => `${JSON.stringify(event)}\n`);
    writeFileSync(join(streamsFolder, `${process}.ndjson`), lines.join(''));
    writeFileSync(join(streamsFolder, `${process}.state.json`), goldenOf(events));
    say(`${process}: ${events.length} events`);
  }
}

/**
 * Records what the replay lane replays: the histories of this release, and one event stream of each process.
 * Run it with a release and after a change in `workflows/`; histories of older releases are kept as they are.
 */
async function main(): Promise<void> {
  const servers = ownServers();
  try {
    announceDatabase((await servers.postgres()).databaseUrl);
    announceTemporal((await servers.temporal()).address);
    const stack = await startTestStack();
    try {
      await recordStreams(stack);
      await recordHistories(stack);
    } finally {
      await stack.stop();
    }
  } finally {
    await servers.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
});
