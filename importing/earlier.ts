import { sql } from 'kysely';
import type { Executor } from '../event-store/read.js';
import type { ImportCommand, Lane } from './command.js';
import type { Problem } from './problem.js';
import { commandIdOf } from './run.js';

interface Opening {
  readonly stream: string;
  readonly cmd: string;
  readonly body: string;
}

/**
 * What the installation holds already: a round or a clue that other files, or people, have entered. The same import
 * that was interrupted is none of these: its own commands opened the cases.
 */
export async function earlierProblems(
  db: Executor,
  lanes: readonly Lane[],
  digest: string,
): Promise<readonly Problem[]> {
  const openings = lanes.flatMap(({ commands }) => opening(commands));
  const { rows } = await sql<Opening>`
    select stream, cmd, body from es.log
    where ver = 1 and (stream = any(${openings.map(({ stream }) => stream)})
      or stream like 'inspection-round-%')`.execute(db);
  return openings.flatMap((command) => {
    const id = commandIdOf(digest, command);
    const other = rows.find((row) => row.cmd !== id && isSame(row, command));
    if (!other) return [];
    const message = `The installation has this case already, as ${other.stream}.`;
    return [{ ...command.at, column: null, code: 'already-imported', message }];
  });
}

/** The commands of a lane that open a case by themselves. */
function opening(commands: readonly ImportCommand[]): readonly ImportCommand[] {
  return commands.filter(({ type }) => type === 'ProposeRound' || type === 'RegisterClue');
}

/** The same case, or another round of the same number. */
function isSame(row: Opening, { stream, type, data }: ImportCommand): boolean {
  if (row.stream === stream) return true;
  if (type !== 'ProposeRound' || !row.stream.startsWith('inspection-round-')) return false;
  const { number } = JSON.parse(row.body) as { number?: unknown };
  return number === (data as { number?: unknown }).number;
}
