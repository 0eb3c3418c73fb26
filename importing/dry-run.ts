import { advance, decide } from '../activities/handle-command.js';
import { emptyCase, type Case } from '../activities/cases.js';
import { isRejection, type DomainEvent, type Rejection } from '../domain/process.js';
import { processActor } from '../domain/shared/roles.js';
import type { RuleBook } from '../domain/shared/rule-book.js';
import { deriveId } from '../event-store/derive-id.js';
import type { CommandEnvelope } from '../workflows/contract.js';
import type { ImportCommand, Lane } from './command.js';
import type { Problem } from './problem.js';

export interface DryRun {
  /** What the domain refuses, at the row that asked for it. */
  readonly problems: readonly Problem[];
  /** How many commands an import of these lanes decides, effects among them. */
  readonly commands: number;
}

/** Decides every command in memory, as an import would on an installation without these cases; nothing is written. */
export function dryRun(
  lanes: readonly Lane[],
  { book, now }: { readonly book: RuleBook; readonly now: string },
): DryRun {
  const runs = lanes.map((lane) => dryLane(lane, { book, now }));
  return {
    problems: runs.flatMap(({ problems }) => problems),
    commands: runs.reduce((sum, { commands }) => sum + commands, 0),
  };
}

/**
 * After a refusal the case it hit is left alone, since whatever follows would be refused for the first reason. The
 * round, its lane's first case, waits for every other one, so with it the lane ends.
 */
function dryLane(
  { commands }: Lane,
  { book, now }: { readonly book: RuleBook; readonly now: string },
): DryRun {
  const play = createPlay(book, now);
  const broken = new Set<string>();
  const problems: Problem[] = [];
  const head = commands[0]?.stream;
  for (const command of commands) {
    if (broken.has(command.stream)) continue;
    if (command.stream === head && broken.size > 0) break;
    const refusal = play.send(command.stream, envelopeOf(command, now));
    if (!refusal) continue;
    // A case that was never opened: the refusal that kept it shut has been told.
    const isConsequence = broken.size > 0 && refusal.rejected === 'not-found';
    broken.add(command.stream);
    if (isConsequence) continue;
    problems.push(problemOf(command, refusal));
    if (command.stream === head) break;
  }
  return { problems, commands: play.count() };
}

interface Play {
  /** @returns why the command is refused; undefined when it and its effects went through */
  send(stream: string, envelope: CommandEnvelope): Rejection | undefined;
  /** Commands decided so far. */
  count(): number;
}

function createPlay(book: RuleBook, now: string): Play {
  const cases = new Map<string, Case>();
  let count = 0;
  const send = (stream: string, envelope: CommandEnvelope): Rejection | undefined => {
    count += 1;
    const before = cases.get(stream) ?? emptyCase(stream);
    const decision = decide(before, envelope, now, book);
    if (isRejection(decision)) return decision;
    if (decision.length === 0) return undefined;
    const after = step(before, envelope, decision, now);
    cases.set(stream, after);
    for (const effect of after.effects.slice(before.effects.length)) {
      if (effect.kind === 'notify') continue;
      const { effectId, type, data, cause } = effect;
      // A refused effect is done with, here as in the pump: what it would have led to is refused by itself.
      send(effect.stream, {
        ...{ commandId: effectId, type, data, cause, sentAt: now },
        actor: processActor(stream),
      });
    }
    return undefined;
  };
  return { send, count: () => count };
}

function step(
  before: Case,
  envelope: CommandEnvelope,
  decision: readonly DomainEvent[],
  now: string,
): Case {
  return advance(before, envelope, decision, now, before.position + decision.length);
}

/** The envelope in which nobody's id is needed yet. */
function envelopeOf({ type, data, actor, key }: ImportCommand, now: string): CommandEnvelope {
  return { commandId: deriveId(key), type, data, actor, sentAt: now, cause: null };
}

function problemOf({ at, type }: ImportCommand, { rejected: code, message }: Rejection): Problem {
  return { ...at, column: null, code, message: `${type} was refused: ${message}` };
}
