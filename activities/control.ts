import { sql } from 'kysely';
import type { RuleBook } from '../domain/shared/rule-book.js';
import type { Executor } from '../event-store/read.js';
import type { RuleBooks } from '../rule-book/index.js';
import type { ControlState, DueCommand, PendingEffect } from '../workflows/contract.js';
import type { Case } from './cases.js';
import { deriveId } from '../event-store/derive-id.js';

/** The runner needs the head of the due list; a few more let an operator see what comes. */
const DUE_SHOWN = 5;

/** Which effects were delivered: rows beside the log, written after the delivery. */
export interface Acknowledgements {
  among(stream: string): Promise<ReadonlySet<string>>;
  add(effectId: string, stream: string): Promise<void>;
}

export function createAcknowledgements(db: Executor): Acknowledgements {
  return {
    async among(stream) {
      const { rows } = await sql<{ effect_id: string }>`
        select effect_id from runner.acknowledged where stream = ${stream}`.execute(db);
      return new Set(rows.map((row) => row.effect_id));
    },
    async add(effectId, stream) {
      await sql`
        insert into runner.acknowledged (effect_id, stream, at) values (${effectId}, ${stream}, now())
        on conflict (effect_id) do nothing`.execute(db);
    },
  };
}

/** What the runner must do next for this case, from the log and the acknowledgements alone. */
export async function controlOf(
  found: Case,
  acknowledged: Acknowledgements,
  books: RuleBooks,
): Promise<ControlState> {
  const { process, state, version } = found;
  return {
    version,
    closed: version > 0 && process.closed(state),
    summary: version > 0 ? `${process.title.zh} ${process.number(state)}` : process.title.zh,
    due: await books.consult((book) => dueCommands(found, book)),
    effects: await pendingOf(found, acknowledged),
  };
}

function dueCommands({ stream, process, state }: Case, book: RuleBook): readonly DueCommand[] {
  return process
    .dueList(state, book)
    .slice(0, DUE_SHOWN)
    .map(({ deadline, rung, at, command }) => ({
      commandId: deriveId(`${stream}:due:${deadline}:${rung}:${at}`),
      at,
      type: command.type,
      data: command.data,
    }));
}

/** @returns the effects of the case that nobody has acknowledged, in order; mostly none */
export async function pendingOf(
  { stream, effects }: Case,
  acknowledged: Acknowledgements,
): Promise<readonly PendingEffect[]> {
  if (effects.length === 0) return [];
  const done = await acknowledged.among(stream);
  return effects.filter(({ effectId }) => !done.has(effectId));
}
