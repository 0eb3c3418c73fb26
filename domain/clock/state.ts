import type { CalendarDate } from '../shared/calendar-date.js';
import type { Instant } from '../shared/instant.js';
import type { PackRef } from '../shared/policy.js';
import type { Role } from '../shared/roles.js';

/** One running limit of a case; `originalDueOn` is never overwritten. */
export interface Deadline {
  readonly deadline: string;
  readonly rule: string;
  readonly ladder: string;
  readonly owner: Role;
  readonly anchorOn: CalendarDate;
  readonly originalDueOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly pack: PackRef;
  readonly calendarVersion: string;
  readonly estimated: boolean;
  readonly setAt: Instant;
  readonly status: 'running' | 'met' | 'waived';
  /** Set once the due day has passed without the deadline being met. */
  readonly missed: boolean;
  readonly metOn?: CalendarDate;
  /** Keys of the rungs that have fired; none fires twice, even when the due date moves. */
  readonly fired: readonly string[];
}

/** The slice of a case's state that the ladder kit keeps. */
export interface ClockState {
  readonly deadlines: Readonly<Record<string, Deadline>>;
}

export interface WithClock {
  readonly clock: ClockState;
}

export const NO_DEADLINES: ClockState = { deadlines: {} };

/** @returns the running deadline of that name, or undefined */
export function running(state: WithClock, deadline: string): Deadline | undefined {
  const found = state.clock.deadlines[deadline];
  return found?.status === 'running' ? found : undefined;
}
