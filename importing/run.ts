import { controlOf, createAcknowledgements } from '../activities/control.js';
import { createCases, type Case } from '../activities/cases.js';
import { handleCommand } from '../activities/handle-command.js';
import { UnknownEvent } from '../domain/process.js';
import { CLOCK, processActor } from '../domain/shared/roles.js';
import type { Appender } from '../event-store/appender.js';
import { deriveId } from '../event-store/derive-id.js';
import type { Executor } from '../event-store/read.js';
import { createRuleBooks } from '../rule-book/index.js';
import type {
  CommandEnvelope,
  ControlState,
  PendingCommand,
  Refused,
} from '../workflows/contract.js';
import type { ImportCommand, Lane } from './command.js';
import { retried } from './retry.js';

/** Lanes under way at once: their appends share a disk flush. */
const LANES = 12;
/** Cases of all lanes under way stay folded: a round has some hundred. */
const CASES_KEPT = 10_000;
/** With these the clock ends a case whose last day has long passed; anything else it does is the runner's. */
const ENDING: ReadonlySet<string> = new Set(['ArchiveItem', 'ArchiveClue']);

export interface ImportRun {
  readonly db: Executor;
  readonly appender: Appender;
  /** Names these files, so that the same files again send the same commands. */
  readonly digest: string;
  /** The installation's clock, milliseconds since the epoch. */
  readonly clock: () => number;
  /** Ends the import between two commands; the same import resumes it. */
  readonly signal: AbortSignal;
  /** Told after every command, effects among them. */
  readonly onCommand: () => void;
}

/** The log refused what the dry run had let through: somebody else has changed one of these cases. */
export class ImportRefused extends Error {
  constructor({ at, type }: ImportCommand, { code, message }: Pick<Refused, 'code' | 'message'>) {
    super(`${at.file}, line ${at.line}: ${type} was refused: ${message} (${code})`);
    this.name = 'ImportRefused';
  }
}

/** The id of an imported command: the same for the same row of the same files, on any machine. */
export function commandIdOf(digest: string, { key }: Pick<ImportCommand, 'key'>): string {
  return deriveId(`import:${digest}:${key}`);
}

/**
 * Sends every command of the lanes through the door that all commands take, and delivers their effects here, so that
 * no workflow is needed for cases that are over. What was done by an earlier run is answered as before and changes
 * nothing. A case that stays open gets its workflow from the watchdog when its next due moment comes, or from the
 * first command that somebody sends to it.
 *
 * @throws ImportRefused, the signal's reason when it was given
 */
export async function runImport(lanes: readonly Lane[], run: ImportRun): Promise<void> {
  const sender = createSender(run);
  const waiting = lanes.filter(({ follows }) => follows === undefined);
  const failing = new AbortController();
  const isFinal = (error: unknown) =>
    run.signal.aborted || error instanceof ImportRefused || error instanceof UnknownEvent;
  const work = async () => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) {
      for (const command of lane.commands) {
        if (failing.signal.aborted) return;
        await retried(() => sender(command), isFinal);
      }
      const { name } = lane;
      waiting.unshift(...lanes.filter(({ follows }) => follows === name));
    }
  };
  const outcomes = await Promise.allSettled(
    Array.from({ length: LANES }, () =>
      work().catch((error: unknown) => {
        failing.abort();
        throw error;
      }),
    ),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

function createSender(run: ImportRun): (command: ImportCommand) => Promise<void> {
  const { db, appender, digest, clock, signal, onCommand } = run;
  const cases = createCases(db, CASES_KEPT);
  const acknowledgements = createAcknowledgements(db);
  const books = createRuleBooks(db);
  const control = (found: Case) => controlOf(found, acknowledgements, books);

  async function send(stream: string, envelope: CommandEnvelope) {
    signal.throwIfAborted();
    const deps = { db, cases, appender, books, control };
    const outcome = await handleCommand(deps, { stream, envelope, now: envelope.sentAt });
    onCommand();
    for (const effect of outcome.control.effects)
      if (effect.kind !== 'notify') await deliver(stream, effect);
    if (outcome.kind === 'accepted') await end(stream, outcome.control);
    return outcome;
  }

  /** As the effect pump does: a receiver's refusal is an answer too, and the effect is done with. */
  async function deliver(stream: string, effect: PendingCommand): Promise<void> {
    const { effectId: commandId, type, data, cause, decidedAt } = effect;
    const now = nowOf(clock);
    const sentAt = decidedAt > now ? decidedAt : now;
    const actor = processActor(stream);
    await send(effect.stream, { commandId, type, data, actor, sentAt, cause });
    await acknowledgements.add(commandId, stream);
  }

  async function end(stream: string, { due }: ControlState): Promise<void> {
    const now = nowOf(clock);
    const ending = due.find(({ type, at }) => ENDING.has(type) && at <= now);
    if (!ending) return;
    const { commandId, type, data } = ending;
    const cause = `${stream}:due`;
    await send(stream, { commandId, type, data, actor: CLOCK, sentAt: now, cause });
  }

  return async (command) => {
    const { stream, type, data, actor } = command;
    const commandId = commandIdOf(digest, command);
    const envelope = { commandId, type, data, actor, sentAt: nowOf(clock), cause: null };
    const outcome = await send(stream, envelope);
    if (outcome.kind === 'rejected') throw new ImportRefused(command, outcome.refused);
    if (outcome.kind === 'reused')
      throw new ImportRefused(command, {
        code: 'idempotency-key-reused',
        message: 'The log holds another command under the same id.',
      });
  };
}

function nowOf(clock: () => number): string {
  return new Date(clock()).toISOString();
}
