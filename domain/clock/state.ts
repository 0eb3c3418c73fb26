import type { CalendarDate } from '../shared/calendar-date.js';
import type { Instant } from '../shared/instant.js';
import type { PackRef } from '../shared/policy.js';
import type { Role } from '../shared/roles.js';
import { ownEntry } from '../shared/own-entry.js';
import type { Pause } from './due-day.js';

/** One limit of a case; `originalDueOn` is never overwritten. */
export interface Deadline {
  readonly deadline: string;
  readonly rule: string;
  readonly ladder: string;
  readonly owner: Role;
  readonly anchorOn: CalendarDate;
  readonly originalDueOn: CalendarDate;
  readonly dueOn: CalendarDate;
  /** The day the count rests on where it is not the rule's own: stated by the case, or granted. */
  readonly statedOn: CalendarDate | null;
  /** Pauses since the count began, or since the last grant, in order; the last one may be open. */
  readonly pauses: readonly Pause[];
  readonly pack: PackRef;
  readonly calendarVersion: string;
  readonly estimated: boolean;
  /** When its moments were last planned: what lay behind then is caught up gently. */
  readonly plannedAt: Instant;
  readonly status: 'running' | 'paused' | 'met' | 'waived';
  readonly extensions: number;
  /** Set once the due day has passed without the deadline being met. */
  readonly missed: boolean;
  readonly metOn?: CalendarDate;
  /** Keys of the rungs that have fired; none fires twice, even when the due date moves. */
  readonly fired: readonly string[];
  /** Rungs that were escalations and still stand open. */
  readonly escalated: readonly string[];
  /** `<rung>/<role>`: who acknowledged, and whose notice did not arrive. */
  readonly acknowledged: readonly string[];
  readonly undelivered: readonly string[];
}

/** The slice of a case's state that the ladder kit keeps. */
export interface ClockState {
  readonly deadlines: Readonly<Record<string, Deadline>>;
}

/** A case that stands still as a whole, from `fromOn` until `toOn`, which is null while that lasts. */
export interface Suspension extends Pause {
  /** Deadlines that were paused on their own before; they stay so when the case goes on. */
  readonly pausedBefore: readonly string[];
}

export interface WithClock {
  readonly clock: ClockState;
  /** The last suspension of the case, where its process knows one. */
  readonly suspension?: Suspension;
}

export const NO_DEADLINES: ClockState = { deadlines: {} };

/** Still owed, whether its clock runs or is paused. */
export function isOwed({ status }: Pick<Deadline, 'status'>): boolean {
  return status === 'running' || status === 'paused';
}

/** @returns the deadline of that name, or undefined; a name may come from a person, so `constructor` is none */
export function deadlineNamed({ clock }: WithClock, deadline: string): Deadline | undefined {
  return ownEntry(clock.deadlines, deadline);
}

/** @returns the deadline of that name while it is owed, or undefined */
export function owedDeadline(state: WithClock, deadline: string): Deadline | undefined {
  const found = deadlineNamed(state, deadline);
  return found && isOwed(found) ? found : undefined;
}

/** Whether a due day had ended on a day; while a pause is open, no day counts from its first one on. */
export function isLateOn(
  { pauses }: Pick<Deadline, 'pauses'>,
  dueOn: CalendarDate,
  on: CalendarDate,
): boolean {
  const open = pauses.at(-1);
  const counted = open?.toOn === null && open.fromOn < on ? open.fromOn : on;
  return counted > dueOn;
}
