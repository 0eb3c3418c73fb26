import type { z } from 'zod';
import type { ClockAction, Due } from './clock/actions.js';
import type { CalendarDate } from './shared/calendar-date.js';
import type { DeriveId } from './shared/ids.js';
import type { Instant } from './shared/instant.js';
import type { RuleBook } from './shared/rule-book.js';
import { holds, isPerson, type Actor, type Role } from './shared/roles.js';

/**
 * The kernel: a process is a list of stages, a stage is one file. From the same declaration come the
 * decision, authorization, `availableCommands`, the OpenAPI entry and the workflow's due list.
 */

export interface Command {
  readonly type: string;
  readonly data: unknown;
}

export interface DomainEvent {
  readonly type: string;
  readonly data: unknown;
}

/** An event as it lies in a stream; `now` is the clock its decision saw. */
export interface RecordedEvent extends DomainEvent {
  readonly version: number;
  readonly now: Instant;
  readonly actor: Pick<Actor, 'id'>;
}

/** Why a command was refused: a fact about the case, never the sender's fault. */
export interface Rejection {
  readonly rejected: string;
  readonly message: string;
}

export function reject(code: string, message: string): Rejection {
  return { rejected: code, message };
}

export function isRejection(value: unknown): value is Rejection {
  return typeof value === 'object' && value !== null && 'rejected' in value;
}

/** Time, sender and published rules of one decision; nothing in the domain looks anywhere else. */
export interface DecisionContext extends RuleBook {
  readonly now: Instant;
  readonly today: CalendarDate;
  readonly actor: Actor;
  readonly stream: string;
}

/** What evolve may know of an event besides its data. */
export type EventMeta = Omit<RecordedEvent, 'type' | 'data'>;

export interface EffectContext {
  readonly stream: string;
  readonly deriveId: DeriveId;
}

/** A command to another stream, caused by an event; its id is derived, so a repetition changes nothing. */
export interface EffectDraft {
  readonly process: string;
  readonly id: string;
  readonly command: Command;
}

/** One attempt to bring a delivery of a mailbox to its holder by a channel. */
export interface NotifyDraft {
  readonly notify: {
    readonly delivery: number;
    readonly channel: string;
    readonly attempt: number;
  };
}

/** What an event asks for outside its own stream. */
export type Effect = EffectDraft | NotifyDraft;

export type Guard<S> = (state: S, context: DecisionContext) => true | Rejection;

/** Names a condition on the state, shown beside every command it shuts. */
export function guard<S>(test: Guard<S>): Guard<S> {
  return test;
}

export interface CommandSpec<S> {
  readonly by: readonly Role[];
  readonly guard?: Guard<S>;
  readonly data: z.ZodType;
  /** True for the command that starts the stream. */
  readonly opens?: boolean;
  /** Scopes that an opening command names itself, since no case is there yet whose reach could tell. */
  readonly within?: (data: never) => readonly string[];
}

type Schemas = Record<string, z.ZodType>;
type EventUnion<E extends Schemas> = {
  [K in keyof E & string]: { readonly type: K; readonly data: z.input<E[K]> };
}[keyof E & string];

/** One step of a process: everything about it, in this order. */
export interface Stage<
  S,
  C extends Record<string, CommandSpec<S>> = Record<string, CommandSpec<S>>,
  E extends Schemas = Schemas,
> {
  readonly name: string;
  readonly commands: C;
  readonly events: E;
  readonly decide: {
    [K in keyof C]: (
      data: z.output<C[K]['data']>,
      state: S,
      context: DecisionContext,
    ) => readonly EventUnion<E>[] | Rejection;
  };
  readonly evolve: {
    [K in keyof E]: (state: S, data: z.output<E[K]>, meta: EventMeta) => S;
  };
  /** Deadlines that an event starts, meets or moves; the ladder kit turns them into events. */
  readonly clock?: {
    [K in keyof E]?: (
      data: z.output<E[K]>,
      state: S,
      context: DecisionContext,
    ) => readonly ClockAction[];
  };
  /** Moments at which the clock itself sends a command. */
  readonly deadlines?: (state: S, book: RuleBook) => readonly Due[];
  readonly effects?: {
    [K in keyof E]?: (data: z.output<E[K]>, state: S, context: EffectContext) => readonly Effect[];
  };
  /** Only the ladder kit has this: how a clock action becomes events. */
  readonly onClock?: (
    action: ClockAction,
    state: S,
    cause: string,
    context: DecisionContext,
  ) => readonly DomainEvent[];
}

/** A stage whose commands and events the registry knows only by name. */
export interface ErasedStage<S> {
  readonly name: string;
  readonly commands: Record<string, CommandSpec<S>>;
  readonly events: Schemas;
  readonly decide: Record<
    string,
    (data: never, state: S, context: DecisionContext) => readonly DomainEvent[] | Rejection
  >;
  readonly evolve: Record<string, (state: S, data: never, meta: EventMeta) => S>;
  readonly clock?: Record<
    string,
    ((data: never, state: S, context: DecisionContext) => readonly ClockAction[]) | undefined
  >;
  readonly deadlines?: Stage<S>['deadlines'];
  readonly effects?: Record<
    string,
    ((data: never, state: S, context: EffectContext) => readonly Effect[]) | undefined
  >;
  readonly onClock?: Stage<S>['onClock'];
}

/** Declares a stage; a missing handler or a misspelt event does not compile. */
export function stageOf<S>() {
  return <const C extends Record<string, CommandSpec<S>>, const E extends Schemas>(
    stage: Stage<S, C, E>,
  ): ErasedStage<S> => stage;
}

export interface ProcessSpec<S> {
  /** kebab-case; the first part of every stream id. */
  readonly name: string;
  /** camelCase; never renamed, since Temporal histories hold it. */
  readonly workflowType: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly initial: S;
  readonly stages: readonly ErasedStage<S>[];
  /** Schema versions above 1, by event type. */
  readonly schemaVersions?: Readonly<Record<string, number>>;
  readonly closed: (state: S) => boolean;
  /** Scopes whose post holders may act on the case; see `Post`. */
  readonly reach: (state: S) => readonly string[];
  /** Ids of those who must keep away from the case, whatever posts they hold. */
  readonly recused?: (state: S) => readonly string[];
  /** Readable number without content, such as `XC-10-12`. */
  readonly number: (state: S) => string;
  readonly status: (state: S) => string;
}

export interface CommandEntry<S> extends CommandSpec<S> {
  readonly stage: string;
}

export interface AvailableCommand {
  readonly command: string;
  readonly stage: string;
  readonly allowed: boolean;
  readonly reason?: { readonly code: string; readonly message: string };
}

export interface Process<S = unknown> extends Omit<ProcessSpec<S>, 'stages'> {
  readonly commands: ReadonlyMap<string, CommandEntry<S>>;
  readonly events: ReadonlyMap<string, z.ZodType>;
  schemaVersionOf(type: string): number;
  evolve(state: S, event: RecordedEvent): S;
  decide(
    state: S,
    version: number,
    command: Command,
    context: DecisionContext,
  ): readonly DomainEvent[] | Rejection;
  dueList(state: S, book: RuleBook): readonly Due[];
  effectsOf(event: RecordedEvent, after: S, context: EffectContext): readonly Effect[];
  availableCommands(
    state: S,
    version: number,
    context: DecisionContext,
  ): readonly AvailableCommand[];
}

/**
 * Assembles a process from its stages.
 *
 * @throws Error when two stages claim one command or event, or a stage uses the clock without the ladder kit
 */
export function processOf<S>(spec: ProcessSpec<S>): Process<S> {
  const { stages, ...rest } = spec;
  const commands = new Map<string, CommandEntry<S>>();
  const events = new Map<string, z.ZodType>();
  const ownerOf = new Map<string, ErasedStage<S>>();
  for (const stage of stages) {
    for (const [name, command] of Object.entries(stage.commands)) {
      claim(spec.name, ownerOf, `command ${name}`, stage);
      commands.set(name, { ...command, stage: stage.name });
    }
    for (const [name, schema] of Object.entries(stage.events)) {
      claim(spec.name, ownerOf, `event ${name}`, stage);
      events.set(name, schema);
    }
  }
  const kit = stages.find((stage) => stage.onClock);
  if (!kit && stages.some((stage) => stage.clock))
    throw new Error(`${spec.name}: a stage declares clock actions, but no ladder kit is listed`);
  const stageOfEvent = (type: string) => ownerOf.get(`event ${type}`);

  function evolve(state: S, event: RecordedEvent): S {
    const handler = stageOfEvent(event.type)?.evolve[event.type];
    if (!handler) throw new UnknownEvent(spec.name, event.type);
    return handler(state, event.data as never, event);
  }

  /** Follows every business event with what it does to the deadlines, in order. */
  function withClock(
    decided: readonly DomainEvent[],
    start: S,
    version: number,
    context: DecisionContext,
  ): readonly DomainEvent[] {
    const all: DomainEvent[] = [];
    let state = start;
    const record = (event: DomainEvent) => {
      const data = events.get(event.type)?.parse(event.data);
      all.push({ type: event.type, data });
      const meta = { version: version + all.length, now: context.now, actor: context.actor };
      state = evolve(state, { type: event.type, data, ...meta });
      return data;
    };
    for (const event of decided) {
      const data = record(event);
      const actions = stageOfEvent(event.type)?.clock?.[event.type];
      for (const action of actions?.(data as never, state, context) ?? [])
        for (const tick of kit?.onClock?.(action, state, event.type, context) ?? []) record(tick);
    }
    return all;
  }

  function refusalOf(
    entry: CommandEntry<S>,
    state: S,
    version: number,
    context: DecisionContext,
    data?: unknown,
  ): Rejection | null {
    if (entry.opens && version > 0) return reject('already-open', 'The case is open already.');
    if (!entry.opens && version === 0) return reject('not-found', 'No such case.');
    const reach = entry.opens ? openingReach(entry, data) : rest.reach(state);
    if (!holds(context.actor, entry.by, reach))
      return reject('forbidden', 'None of your posts may send this command here.');
    if (isPerson(context.actor) && rest.recused?.(state).includes(context.actor.id) === true)
      return reject('recused', 'You are recused from this case, so you take no part in it.');
    if (spec.closed(state)) return reject('case-closed', 'The case is closed.');
    const verdict = entry.guard?.(state, context) ?? true;
    return verdict === true ? null : verdict;
  }

  return {
    ...rest,
    commands,
    events,
    schemaVersionOf: (type) => spec.schemaVersions?.[type] ?? 1,
    evolve,
    decide(state, version, command, context) {
      const entry = commands.get(command.type);
      const stage = ownerOf.get(`command ${command.type}`);
      const handler = stage?.decide[command.type];
      if (!entry || !handler) return reject('unknown-command', `No command ${command.type}.`);
      const refusal = refusalOf(entry, state, version, context, command.data);
      if (refusal) return refusal;
      const decision = handler(command.data as never, state, context);
      return isRejection(decision) ? decision : withClock(decision, state, version, context);
    },
    dueList(state, book) {
      if (spec.closed(state)) return [];
      return stages
        .flatMap((stage) => stage.deadlines?.(state, book) ?? [])
        .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    },
    effectsOf(event, after, context) {
      const effects = stageOfEvent(event.type)?.effects?.[event.type];
      return effects?.(event.data as never, after, context) ?? [];
    },
    availableCommands(state, version, context) {
      return [...commands]
        .filter(([, entry]) => entry.by.some((role) => role !== 'clock' && role !== 'process'))
        .map(([command, entry]) => {
          const refusal = refusalOf(entry, state, version, context);
          const base = { command, stage: entry.stage, allowed: refusal === null };
          if (refusal === null) return base;
          return { ...base, reason: { code: refusal.rejected, message: refusal.message } };
        });
    },
  };
}

/**
 * The scopes within which an opening command acts, besides those of the whole organization.
 *
 * @param data the command's own, parsed
 */
export function openingReach<S>({ within }: CommandSpec<S>, data: unknown): readonly string[] {
  return data === undefined ? [] : (within?.(data as never) ?? []);
}

/** An event no stage of the process declares: a newer version wrote it, so nothing may be decided on it. */
export class UnknownEvent extends Error {
  constructor(process: string, type: string) {
    super(`${process} has no event ${type}; a newer version of the product wrote it`);
    this.name = 'UnknownEvent';
  }
}

function claim<S>(
  process: string,
  owners: Map<string, ErasedStage<S>>,
  name: string,
  stage: ErasedStage<S>,
): void {
  const other = owners.get(name);
  if (other)
    throw new Error(`${process}: stages ${other.name} and ${stage.name} both claim ${name}`);
  owners.set(name, stage);
}
