import { reject, type DecisionContext, type DomainEvent, type Rejection } from '../process.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import { pause, resume, type ClockAction } from './actions.js';
import type { Deadline, WithClock } from './state.js';

/**
 * A case may be suspended as a whole: its deadlines stand still with it, one that begins meanwhile does so from
 * its first day, and all go on together. The days of the suspension count for none of them.
 */

/** @returns the first day of a suspension that still lasts, or undefined */
export function suspendedSince({ suspension }: WithClock): CalendarDate | undefined {
  return suspension?.toOn === null ? suspension.fromOn : undefined;
}

/** Why a single deadline does not go on: its whole case stands still. */
export function caseSuspended(state: WithClock): Rejection | undefined {
  return suspendedSince(state) === undefined
    ? undefined
    : reject('case-suspended', 'The whole case is suspended, so no single deadline goes on.');
}

/** Why a step of a round or of its target waits; papers go on being written, since nobody loses by that. */
export function roundSuspended(state: WithClock): Rejection | undefined {
  return suspendedSince(state) === undefined
    ? undefined
    : reject('round-suspended', 'The round is suspended; this step waits until it is resumed.');
}

/** The case as it stands still from a day on. */
export function suspendedFrom<S extends WithClock>(state: S, fromOn: CalendarDate): S {
  const pausedBefore = Object.values(state.clock.deadlines)
    .filter(({ status }) => status === 'paused')
    .map(({ deadline }) => deadline);
  return { ...state, suspension: { fromOn, toOn: null, pausedBefore } };
}

/** The case as it goes on from a day. */
export function resumedFrom<S extends WithClock>(state: S, toOn: CalendarDate): S {
  return state.suspension ? { ...state, suspension: { ...state.suspension, toOn } } : state;
}

/** Stops every ladder that runs, also one whose due day has passed: nobody is reminded of what nobody may do. */
export function pauseRunning(
  { clock }: WithClock,
  on: CalendarDate,
  reason: string,
  { today }: Pick<DecisionContext, 'today'>,
): readonly ClockAction[] {
  return Object.values(clock.deadlines)
    .filter(({ status }) => status === 'running')
    .map((found) => pause(found.deadline, firstDayPaused(found, on, today), reason));
}

/** Lets everything go on that the suspension stopped, and nothing that was paused before it. */
export function resumeSuspended(
  { clock, suspension }: WithClock,
  on: CalendarDate,
): readonly ClockAction[] {
  return Object.values(clock.deadlines)
    .filter(({ deadline, status }) => status === 'paused' && !before(suspension, deadline))
    .map(({ deadline, pauses }) => resume(deadline, later(on, pauses.at(-1)?.fromOn ?? on)));
}

/** A deadline that starts in a suspended case is paused in the same breath, so that it never reminds anyone. */
export function pausedAtOnce(
  action: ClockAction,
  state: WithClock,
  { today }: Pick<DecisionContext, 'today'>,
): readonly DomainEvent[] {
  const since = suspendedSince(state);
  if (since === undefined || action.does !== 'start') return [];
  const { rule, deadline = rule, anchorOn } = action;
  const pausedOn = firstDayPaused({ anchorOn, pauses: [] }, since, today);
  return [{ type: 'DeadlinePaused', data: { deadline, pausedOn, reason: 'case-suspended' } }];
}

/** No day is paused before it counts; a limit that counts backwards has its anchor ahead and counts at once. */
function firstDayPaused(
  { anchorOn, pauses }: Pick<Deadline, 'anchorOn' | 'pauses'>,
  on: CalendarDate,
  today: CalendarDate,
): CalendarDate {
  const counts = pauses.at(-1)?.toOn ?? anchorOn;
  return counts <= today ? later(on, counts) : on;
}

function before(suspension: WithClock['suspension'], deadline: string): boolean {
  return suspension?.pausedBefore.includes(deadline) === true;
}

function later(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b;
}
