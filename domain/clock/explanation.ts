import type { RecordedEvent } from '../process.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import type { Instant } from '../shared/instant.js';
import { ruleOf, type DeadlineRule, type PackRef } from '../shared/policy.js';
import type { RuleBook } from '../shared/rule-book.js';
import { explainDue, shiftedBy, type DueStep } from './due-day.js';
import type { Receiver } from './ladder-events.js';
import { ladderEvolve } from './ladder-state.js';
import { MISSED, openRungs, plannedRungs } from './rungs.js';
import { ruleText } from './rule-text.js';
import type { Deadline, WithClock } from './state.js';

/** One thing that happened to the deadline, with the event that says so. */
export interface Chapter {
  readonly what:
    | 'counted'
    | 'stated'
    | 'paused'
    | 'resumed'
    | 'extended'
    | 'recalculated'
    | 'met'
    | 'missed'
    | 'waived';
  readonly version: number;
  readonly now: Instant;
  readonly actor: string;
  /** Business date of the change, where it has one. */
  readonly on: CalendarDate | null;
  readonly fromDueOn: CalendarDate | null;
  /** The due day after it. */
  readonly dueOn: CalendarDate;
  readonly reason: string | null;
  readonly calendarVersion: string;
  /** The arithmetic day by day; empty where a day was given, not counted. */
  readonly steps: readonly DueStep[];
  /** How far each ended pause moved the day. */
  readonly shifts: readonly {
    fromOn: CalendarDate;
    toOn: CalendarDate;
    days: number;
    unit: string;
  }[];
}

/** One moment of the ladder: fired, still to come, or passed over. */
export interface ExplainedRung {
  readonly key: string;
  readonly state: 'fired' | 'coming' | 'passedOver';
  /** When it fired or will fire; for a rung passed over, the moment that lay behind already. */
  readonly at: Instant;
  readonly version: number | null;
  readonly lamp: 'green' | 'yellow' | 'red' | null;
  readonly to: readonly Receiver[];
  readonly paper: string | null;
  readonly acknowledgedBy: readonly string[];
  readonly undeliveredTo: readonly string[];
}

/** Everything an office needs to answer "which day, and why?". */
export interface Explanation {
  readonly deadline: string;
  readonly rule: DeadlineRule;
  readonly ruleText: { readonly zh: string; readonly en: string };
  readonly pack: PackRef & { readonly title: string };
  readonly calendarVersion: string;
  readonly anchor: {
    readonly event: string;
    readonly on: CalendarDate;
    /** Version of the anchor event in its stream; null when it cannot be told. */
    readonly version: number | null;
  };
  readonly status: Deadline['status'];
  readonly originalDueOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly estimated: boolean;
  readonly metOn: CalendarDate | null;
  readonly chapters: readonly Chapter[];
  readonly rungs: readonly ExplainedRung[];
}

type Named = Readonly<Record<string, unknown>> & { readonly deadline?: string };

const CHAPTERS: Readonly<Record<string, Chapter['what']>> = {
  DeadlinePaused: 'paused',
  DeadlineResumed: 'resumed',
  DeadlineExtended: 'extended',
  DeadlineRecalculated: 'recalculated',
  DeadlineMet: 'met',
  DeadlineMissed: 'missed',
  DeadlineWaived: 'waived',
};
const CLAIMS = new Set(['ReminderIssued', 'EscalationRaised', 'DeadlineMissed']);

/**
 * Explains one deadline of a case from the case's own events.
 *
 * @param events of the stream, by version
 * @returns undefined when the case has no such deadline
 * @throws UnpublishedError when the book does not know the deadline's pack or calendar
 */
export function explainDeadline(
  events: readonly RecordedEvent[],
  deadline: string,
  book: RuleBook,
): Explanation | undefined {
  const own = events.filter(({ data }) => (data as Named | null)?.deadline === deadline);
  // A name that starts anew replaces what ran under it before.
  const first = own.findLastIndex(({ type }) => type === 'DeadlineSet');
  const set = own[first];
  if (!set) return undefined;
  const states = statesOf(own.slice(first));
  const last = states.at(-1)?.after;
  if (!last) return undefined;
  const pack = book.packs(last.pack);
  const rule = ruleOf(pack, last.rule);
  const { anchorEvent } = set.data as { anchorEvent: string };
  return {
    deadline,
    rule,
    ruleText: ruleText(rule),
    pack: { pack: pack.pack, version: pack.version, title: pack.title },
    calendarVersion: last.calendarVersion,
    anchor: {
      event: anchorEvent,
      on: last.anchorOn,
      version: anchorVersion(events, set, anchorEvent),
    },
    status: last.status,
    originalDueOn: last.originalDueOn,
    dueOn: last.dueOn,
    estimated: last.estimated,
    metOn: last.metOn ?? null,
    chapters: states.flatMap(({ event, before, after }) =>
      chapterOf(event, before, after, rule, book),
    ),
    rungs: rungsOf(states, last, book),
  };
}

interface Told {
  readonly event: RecordedEvent;
  readonly before: Deadline | undefined;
  readonly after: Deadline;
}

/** The deadline before and after each of its events, by the ladder's own `evolve`. */
function statesOf(own: readonly RecordedEvent[]): readonly Told[] {
  const evolve = ladderEvolve<WithClock>() as unknown as Record<
    string,
    (state: WithClock, data: unknown, meta: RecordedEvent) => WithClock
  >;
  const name = (own[0]?.data as Named).deadline ?? '';
  let state: WithClock = { clock: { deadlines: {} } };
  return own.flatMap((event) => {
    const before = state.clock.deadlines[name];
    state = evolve[event.type]?.(state, event.data, event) ?? state;
    const after = state.clock.deadlines[name];
    return after && evolve[event.type] ? [{ event, before, after }] : [];
  });
}

/** The deadline's event follows its anchor's within one command. */
function anchorVersion(
  events: readonly RecordedEvent[],
  set: RecordedEvent,
  anchorEvent: string,
): number | null {
  const anchor = events.findLast(
    ({ type, version }) => type === anchorEvent && version < set.version,
  );
  return anchor?.version ?? null;
}

function chapterOf(
  event: RecordedEvent,
  before: Deadline | undefined,
  after: Deadline,
  rule: DeadlineRule,
  book: RuleBook,
): readonly Chapter[] {
  const stated = after.statedOn !== null;
  const what =
    event.type === 'DeadlineSet' ? (stated ? 'stated' : 'counted') : CHAPTERS[event.type];
  if (!what) return [];
  const data = event.data as Record<string, string | undefined>;
  const counts = what === 'counted' || what === 'recalculated' || what === 'resumed';
  return [
    {
      what,
      version: event.version,
      now: event.now,
      actor: event.actor.id,
      on:
        data['pausedOn'] && what === 'paused'
          ? data['pausedOn']
          : (data['resumedOn'] ?? data['metOn'] ?? null),
      fromDueOn: before?.dueOn ?? null,
      dueOn: after.dueOn,
      reason: data['reason'] ?? null,
      calendarVersion: after.calendarVersion,
      ...(counts ? arithmetic(after, rule, book) : { steps: [], shifts: [] }),
    },
  ];
}

function arithmetic(
  { anchorOn, statedOn, pauses, calendarVersion }: Deadline,
  { limit }: DeadlineRule,
  book: RuleBook,
): Pick<Chapter, 'steps' | 'shifts'> {
  const calendar = book.calendars(calendarVersion);
  const counted = statedOn === null && limit ? explainDue(anchorOn, limit, calendar) : null;
  const base = statedOn ?? counted?.dueOn;
  const shifts = base
    ? shiftedBy(base, statedOn === null ? limit : null, pauses, calendar).shifts
    : [];
  return { steps: counted?.steps ?? [], shifts };
}

function rungsOf(
  states: readonly Told[],
  last: Deadline,
  book: RuleBook,
): readonly ExplainedRung[] {
  const fired = states
    .filter(({ event }) => CLAIMS.has(event.type))
    .map(({ event }) => firedRung(event, last));
  const open = new Map(openRungs(last, book).map((entry) => [entry.key, entry]));
  const isFired = new Set(last.fired);
  // The rungs ahead of a deadline that was met, waived or paused say nothing: nobody will be told.
  const passedOver = plannedRungs(last, book).filter(
    ({ key, at }) => !isFired.has(key) && !open.has(key) && at < last.plannedAt,
  );
  const rest = [...passedOver, ...open.values()];
  const coming = rest.map(({ key, at, rung }): ExplainedRung => ({
    key,
    state: open.has(key) ? 'coming' : 'passedOver',
    at,
    version: null,
    lamp: rung?.lamp ?? null,
    to: [],
    paper: rung?.paper ?? null,
    acknowledgedBy: [],
    undeliveredTo: [],
  }));
  return [...fired, ...coming].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function firedRung(event: RecordedEvent, last: Deadline): ExplainedRung {
  const data = event.data as Partial<Pick<ExplainedRung, 'lamp' | 'to' | 'paper'>> & {
    readonly rung?: string;
  };
  const key = data.rung ?? MISSED;
  const rolesOf = (noted: readonly string[]) =>
    noted
      .filter((entry) => entry.startsWith(`${key}/`))
      .map((entry) => entry.slice(key.length + 1));
  return {
    key,
    state: 'fired',
    at: event.now,
    version: event.version,
    lamp: data.lamp ?? null,
    to: data.to ?? [],
    paper: data.paper ?? null,
    acknowledgedBy: rolesOf(last.acknowledged),
    undeliveredTo: rolesOf(last.undelivered),
  };
}
