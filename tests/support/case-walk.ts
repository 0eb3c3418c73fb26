import type { Due } from '../../domain/clock/actions.js';
import type { WithClock } from '../../domain/clock/state.js';
import { shippedBook } from '../../domain/policy/packs.js';
import {
  isRejection,
  type Command,
  type DecisionContext,
  type Process,
  type RecordedEvent,
  type Rejection,
} from '../../domain/process.js';
import { addDays } from '../../domain/shared/calendar-date.js';
import { latest, shanghaiDate, type Instant } from '../../domain/shared/instant.js';
import { CLOCK, ROLES, type Actor } from '../../domain/shared/roles.js';
import { between, drawValue, pick, type Draw } from './command-values.js';
import { actor, contextOn, uuid, type Step } from './given.js';

/** One command of a walk and what came of it. */
export interface Stride<S> {
  readonly command: Command;
  /** Set when the clock sent it. */
  readonly due?: Due;
  readonly context: DecisionContext;
  readonly before: S;
  readonly after: S;
  readonly version: number;
  readonly recorded: readonly RecordedEvent[];
  readonly rejection: Rejection | null;
}

export interface Walk<S> {
  readonly process: Process<S>;
  readonly strides: readonly Stride<S>[];
  readonly events: readonly RecordedEvent[];
  readonly state: S;
  readonly today: string;
}

const PERSONS = ROLES.filter((role) => role !== 'clock');

/** People who hold every post at once, so that only state, data and separation of duties refuse them. */
const everyPost = (id: string): Actor => ({
  id,
  posts: PERSONS.map((role) => ({ role, scope: 'all' })),
});
export const SENDERS = ['a', 'b', 'c'].map(everyPost);

const STREAM = uuid(5);
const AHEAD = /^(dueOn|untilOn|newDueOn|deploymentOn|outerLimitOn|plannedFrom|plannedTo)$/;

/**
 * A walk through one case: the commands of its usual story up to a random point, mixed with random commands,
 * passing days and due moments that fire late or never.
 */
export function walkThrough<S>(process: Process<S>, story: readonly Step[], draw: Draw): Walk<S> {
  const walker = walkerOf(process, story[0]);
  const pace = between(draw, 1, 12);
  const told = pick(draw, [story.length, between(draw, 1, story.length)]);
  for (const step of story.slice(0, told)) {
    walker.tell(step);
    if (between(draw, 0, pace) === 0) walker.strideAtRandom(draw);
  }
  const more = between(draw, 5, 30);
  for (let count = 0; count < more; count += 1) walker.strideAtRandom(draw);
  return walker.walk();
}

/** The usual story of a case alone, each command on the day of its own dates. */
export function tellStory<S>(process: Process<S>, story: readonly Step[]): Walk<S> {
  const walker = walkerOf(process, story[0]);
  for (const step of story) walker.tell(step);
  return walker.walk();
}

function walkerOf<S>(process: Process<S>, first: Step | undefined) {
  let state = process.initial;
  let today = first ? happenedOn(first) : '2021-01-01';
  let now: Instant = contextOn(today, CLOCK, STREAM).now;
  const strides: Stride<S>[] = [];
  const events: RecordedEvent[] = [];

  function contextOf(by: Actor): DecisionContext {
    now = latest(now, contextOn(today, by, STREAM).now);
    return { ...contextOn(today, by, `${process.name}-${STREAM}`), now, today: shanghaiDate(now) };
  }

  function take(command: Command, by: Actor, due?: Due): void {
    const context = contextOf(by);
    const data = process.commands.get(command.type)?.data.parse(command.data);
    const version = events.length;
    const decision = process.decide(state, version, { type: command.type, data }, context);
    const before = state;
    const recorded = isRejection(decision)
      ? []
      : decision.map((event, index) => ({
          ...event,
          version: version + index + 1,
          now: context.now,
          actor: by,
        }));
    for (const event of recorded) state = process.evolve(state, event);
    events.push(...recorded);
    const rejection = isRejection(decision) ? decision : null;
    const taken = { command: { ...command, data }, context, before, after: state, version };
    strides.push({ ...taken, recorded, rejection, ...(due ? { due } : {}) });
  }

  function fireNext(): void {
    const [due] = process.dueList(state, shippedBook);
    if (!due) return;
    now = latest(now, due.at);
    if (shanghaiDate(now) > today) today = shanghaiDate(now);
    take(due.command, CLOCK, due);
  }

  function send(draw: Draw): void {
    const by = pick(draw, SENDERS);
    const context = contextOf(by);
    const names = [...process.commands]
      .filter(([, { by: roles }]) => !roles.includes('clock'))
      .map(([name]) => name);
    const likely = names.filter((name) => {
      const { opens, guard } = process.commands.get(name)!;
      return opens !== true && (guard?.(state, context) ?? true) === true;
    });
    const pool = pick(draw, [likely, likely, likely, names]);
    const type = pick(draw, pool.length > 0 ? pool : names);
    const schema = process.commands.get(type)!.data;
    take({ type, data: aimed(draw, drawValue(draw, schema, context.today)) }, by);
  }

  /** Names of deadlines and rungs that chance would not find are mostly those that the case has. */
  function aimed(draw: Draw, data: unknown): unknown {
    const { clock } = state as Partial<WithClock>;
    const names = Object.keys(clock?.deadlines ?? {});
    if (names.length === 0 || !isNaming(data) || between(draw, 0, 3) === 0) return data;
    const deadline = pick(draw, names);
    const { fired = [], owner } = clock?.deadlines[deadline] ?? {};
    return {
      ...data,
      deadline,
      ...('rung' in data && fired.length > 0 ? { rung: pick(draw, fired) } : {}),
      ...('role' in data ? { role: pick(draw, [owner, data['role']]) } : {}),
    };
  }

  return {
    tell(step: Step) {
      const on = happenedOn(step);
      if (on > today) today = on;
      const role = process.commands.get(step.type)?.by[0] ?? 'process';
      take(step, step.by ?? actor(role));
    },
    strideAtRandom(draw: Draw) {
      const what = pick(draw, ['send', 'send', 'send', 'fire', 'fire', 'wait'] as const);
      if (what === 'fire') fireNext();
      else if (what === 'wait') today = addDays(today, between(draw, 1, 40));
      else send(draw);
    },
    walk: (): Walk<S> => ({ process, strides, events, state, today }),
  };
}

function isNaming(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && 'deadline' in data;
}

/** The latest business date of a command, ahead-lying ones aside: the day on which it can be sent. */
function happenedOn({ data, on = '' }: Step): string {
  const dates: string[] = [];
  JSON.stringify(data, (key, value: unknown) => {
    if (typeof value === 'string' && /(^o|O)n$/.test(key) && !AHEAD.test(key)) dates.push(value);
    return value;
  });
  return dates.reduce((a, b) => (a > b ? a : b), on > '2021-01-01' ? on : '2021-01-01');
}
