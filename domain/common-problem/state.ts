import { NO_DEADLINES, type WithClock } from '../clock/state.js';
import { guard, type Guard, type Rejection } from '../process.js';
import type { Earliest } from '../shared/business-date.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import type { PackRef } from '../shared/policy.js';

export type CommonProblemStatus =
  'none' | 'identified' | 'sent' | 'answered' | 'refused' | 'implemented' | 'closed';

export interface CommonProblemState extends WithClock {
  readonly status: CommonProblemStatus;
  readonly number: string;
  readonly pack: PackRef | null;
  /** Code of the department that has the suggestion, or had it last. */
  readonly department: string | null;
  /** How often a suggestion was sent; each time has deadlines of its own. */
  readonly suggestions: number;
  /** Day of the last step; no later step lies before it. */
  readonly sinceOn: CalendarDate;
}

export const INITIAL_COMMON_PROBLEM: CommonProblemState = {
  status: 'none',
  number: '',
  pack: null,
  department: null,
  suggestions: 0,
  sinceOn: '',
  clock: NO_DEADLINES,
};

/**
 * The department has a scope of another kind than a target, as a clue's competent unit: a department that was
 * itself inspected learns nothing here of findings at other units.
 */
export function reachOf({ department }: CommonProblemState): readonly string[] {
  return department === null ? [] : [`receiver:${department}`];
}

export function standsAt(
  steps: readonly CommonProblemStatus[],
  otherwise: Rejection,
): Guard<CommonProblemState> {
  return guard(({ status }) => steps.includes(status) || otherwise);
}

/** Steps follow each other by their business dates too. */
export function sinceLastStep({ sinceOn }: CommonProblemState): Earliest {
  return {
    on: sinceOn,
    code: 'before-previous-step',
    message: 'A step is dated no earlier than the step before it.',
  };
}
