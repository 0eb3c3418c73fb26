import { expect } from '@jest/globals';
import { LADDER_EVENTS } from '../../domain/clock/ladder-events.js';
import { shippedBook } from '../../domain/policy/packs.js';
import {
  isRejection,
  type Command,
  type DecisionContext,
  type DomainEvent,
  type Effect,
  type Process,
  type RecordedEvent,
  type Rejection,
} from '../../domain/process.js';
import { processNamed } from '../../domain/processes.js';
import { shanghaiDate, shanghaiMoment, type Instant } from '../../domain/shared/instant.js';
import type { Actor, Role } from '../../domain/shared/roles.js';
import type { RuleBook } from '../../domain/shared/rule-book.js';

/** A command or event of a history; `by`, `on` and `at` matter to commands only. */
export interface Step {
  readonly type: string;
  readonly data: unknown;
  /** Who sends the command; by default the holder of the first post that may. */
  readonly by?: Actor;
  /** The day on which it is sent; by default the scenario's. */
  readonly on?: string;
  /** The very moment at which it is sent; by default noon of that day. */
  readonly at?: Instant;
}

/** A builder of one command: its usual data, of which a test changes what it is about. */
export const command =
  (type: string, defaults: Readonly<Record<string, unknown>>) =>
  (changes: Readonly<Record<string, unknown>> = {}): Command => ({
    type,
    data: { ...defaults, ...changes },
  });

/** What a test says of an event: the type, and as much of the data as it cares for. */
export interface ExpectedEvent {
  readonly type: string;
  readonly data?: object;
}

/** The outcome of one command, with the assertions that end a test. */
export interface Verdict<S> {
  readonly state: S;
  readonly decided: readonly RecordedEvent[];
  /** The business events are exactly these, in this order; the ladder's own are left to `thenClock`. */
  then(...expected: readonly ExpectedEvent[]): Verdict<S>;
  /** The command was already so: not even a deadline moved. */
  thenNothing(): Verdict<S>;
  thenRejected(code: string): Verdict<S>;
  /** The ladder's events are exactly these, in this order. */
  thenClock(...expected: readonly ExpectedEvent[]): Verdict<S>;
  /** The commands to other streams are exactly these; a derived id reads as the name it came from. */
  thenEffects(...expected: readonly ExpectedEffect[]): Verdict<S>;
  thenState(expected: object): Verdict<S>;
}

export type ExpectedEffect =
  | {
      readonly process?: string;
      readonly id?: string;
      readonly command: { readonly type: string; readonly data?: object };
    }
  | { readonly notify: object };

export interface Given<S> {
  /** @param by the sender; by default the holder of the first post that may send the command */
  when(command: Command & Partial<Step>, by?: Actor): Verdict<S>;
  readonly state: S;
  readonly version: number;
  /** What the history wrote, by version. */
  readonly events: readonly RecordedEvent[];
}

export interface ScenarioOptions {
  /** The day of every command that names none, `YYYY-MM-DD`. */
  readonly today?: string;
  readonly stream?: string;
  /** Published rules; by default those that ship. */
  readonly book?: RuleBook;
}

/** Someone with one post; the id is the role's name unless the test needs two people of a kind. */
export function actor(role: Role, scope = 'all', id: string = role): Actor {
  return { id, posts: [{ role, scope }] };
}

/** A stand-in for a document or evidence file: the same name gives the same digest. */
export function digest(name: string): string {
  return Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64);
}

/** Any UUID, for the streams of scenarios. */
export function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** At noon, so that no assertion hangs on the hour. */
export function contextOn(today: string, by: Actor, stream: string): DecisionContext {
  return contextAt(shanghaiMoment(today, 12), by, stream);
}

export function contextAt(
  now: Instant,
  by: Actor,
  stream: string,
  book: RuleBook = shippedBook,
): DecisionContext {
  return { now, today: shanghaiDate(now), actor: by, stream, ...book };
}

const LADDER = Object.keys(LADDER_EVENTS);

/**
 * Given a history of events and commands, when a command comes, then events or a rejection.
 * Commands of the history must succeed; their data, like that of events, is parsed as at the edge.
 */
export function scenarioOf<S>(process: Process<S>, options: ScenarioOptions = {}) {
  const { today = '2022-12-30', stream = `${process.name}-${uuid(1)}`, book } = options;

  const contextOf = ({ on = today, at = shanghaiMoment(on, 12) }: Partial<Step>, by: Actor) =>
    contextAt(at, by, stream, book);

  function senderOf(type: string): Actor {
    const role = process.commands.get(type)?.by[0];
    if (!role) throw new Error(`${process.name} has no command ${type}`);
    return actor(role);
  }

  function decide(state: S, version: number, step: Step) {
    const { type, by = senderOf(type) } = step;
    const data = process.commands.get(type)?.data.parse(step.data);
    const context = contextOf(step, by);
    const decision = process.decide(state, version, { type, data }, context);
    return isRejection(decision) ? decision : record(state, version, decision, context);
  }

  function record(
    start: S,
    version: number,
    events: readonly DomainEvent[],
    { now, actor: by }: DecisionContext,
  ) {
    let state = start;
    const effects: Effect[] = [];
    const recorded = events.map((event, index) => {
      const data = process.events.get(event.type)?.parse(event.data);
      const entry = { type: event.type, data, version: version + index + 1, now, actor: by };
      state = process.evolve(state, entry);
      for (const effect of process.effectsOf(entry, state, { stream, deriveId: (name) => name }))
        effects.push(accepted(effect));
      return entry;
    });
    return { state, recorded, effects };
  }

  function given(...history: readonly Step[]): Given<S> {
    let state = process.initial;
    const events: RecordedEvent[] = [];
    for (const step of history) {
      const version = events.length;
      const isCommand = process.commands.has(step.type);
      const context = contextOf(step, step.by ?? actor('officeStaff'));
      const outcome = isCommand
        ? decide(state, version, step)
        : record(state, version, [step], context);
      if (isRejection(outcome))
        throw new Error(`given ${step.type}: ${outcome.rejected} (${outcome.message})`);
      state = outcome.state;
      events.push(...outcome.recorded);
    }
    const version = events.length;
    return {
      state,
      version,
      events,
      when: (command, by) => {
        const outcome = decide(state, version, by ? { ...command, by } : command);
        return verdictOf(state, outcome);
      },
    };
  }

  return { given, stream };
}

/** The effect with its data as the receiving process reads it. @throws when that process would not */
function accepted(effect: Effect): Effect {
  if ('notify' in effect) return effect;
  const { type, data } = effect.command;
  const receiver = processNamed(effect.process)?.commands.get(type);
  if (!receiver) throw new Error(`${effect.process} takes no command ${type}`);
  return { ...effect, command: { type, data: receiver.data.parse(data) } };
}

type Outcome<S> =
  { state: S; recorded: readonly RecordedEvent[]; effects: readonly Effect[] } | Rejection;

function verdictOf<S>(before: S, outcome: Outcome<S>): Verdict<S> {
  const refused = isRejection(outcome) ? outcome : null;
  const { state, recorded, effects } = isRejection(outcome)
    ? { state: before, recorded: [], effects: [] }
    : outcome;
  const isLadder = ({ type }: RecordedEvent) => LADDER.includes(type);

  const verdict: Verdict<S> = {
    state,
    decided: recorded,
    then(...expected) {
      expect(refused).toBeNull();
      const business = recorded.filter((event) => !isLadder(event));
      expect(business.map(({ type }) => type)).toEqual(expected.map(({ type }) => type));
      expect(business).toMatchObject(expected);
      return verdict;
    },
    thenNothing() {
      expect(refused).toBeNull();
      expect(recorded).toEqual([]);
      return verdict;
    },
    thenRejected(code) {
      expect(refused ?? recorded.map(({ type }) => type)).toMatchObject({ rejected: code });
      return verdict;
    },
    thenClock(...expected) {
      expect(refused).toBeNull();
      const ladder = recorded.filter(isLadder);
      expect(ladder.map(({ type }) => type)).toEqual(expected.map(({ type }) => type));
      expect(ladder).toMatchObject(expected);
      return verdict;
    },
    thenEffects(...expected) {
      expect(refused).toBeNull();
      expect(effects).toHaveLength(expected.length);
      expect(effects).toMatchObject(expected);
      return verdict;
    },
    thenState(expected) {
      expect(state).toMatchObject(expected);
      return verdict;
    },
  };
  return verdict;
}
