import type { CalendarDate } from '../shared/calendar-date.js';
import type { Instant } from '../shared/instant.js';
import type { PackRef } from '../shared/policy.js';
import type { Command } from '../process.js';
import { isOwed, type WithClock } from './state.js';

/** A moment at which the runner sends a command in the clock's name. */
export interface Due {
  readonly deadline: string;
  readonly rung: string;
  readonly at: Instant;
  readonly command: Command;
}

/** What an event does to the deadlines of its case. `deadline` defaults to the rule's name. */
export type ClockAction =
  | {
      readonly does: 'start';
      readonly rule: string;
      readonly pack: PackRef;
      readonly anchorOn: CalendarDate;
      readonly deadline?: string;
      /** The due date itself, for a rule whose cases state their own. */
      readonly dueOn?: CalendarDate;
    }
  | { readonly does: 'meet'; readonly deadline: string; readonly on: CalendarDate }
  | {
      readonly does: 'extend';
      readonly deadline: string;
      readonly dueOn: CalendarDate;
      readonly reason: string;
    }
  | {
      readonly does: 'pause';
      readonly deadline: string;
      readonly on: CalendarDate;
      readonly reason: string;
    }
  | { readonly does: 'resume'; readonly deadline: string; readonly on: CalendarDate }
  | { readonly does: 'waive'; readonly deadline: string; readonly reason: string };

type Started = Extract<ClockAction, { does: 'start' }>;

export function start(
  rule: string,
  pack: PackRef,
  anchorOn: CalendarDate,
  more: { deadline?: string; dueOn?: CalendarDate } = {},
): Started {
  return { does: 'start', rule, pack, anchorOn, ...more };
}

export function meet(deadline: string, on: CalendarDate): ClockAction {
  return { does: 'meet', deadline, on };
}

export function extend(deadline: string, dueOn: CalendarDate, reason: string): ClockAction {
  return { does: 'extend', deadline, dueOn, reason };
}

/** @param on first day that does not count */
export function pause(deadline: string, on: CalendarDate, reason: string): ClockAction {
  return { does: 'pause', deadline, on, reason };
}

/** @param on first day that counts again */
export function resume(deadline: string, on: CalendarDate): ClockAction {
  return { does: 'resume', deadline, on };
}

export function waive(deadline: string, reason: string): ClockAction {
  return { does: 'waive', deadline, reason };
}

/** Stops every ladder of a case that ends before its work is done. */
export function waiveOwed({ clock }: WithClock, reason: string): readonly ClockAction[] {
  return Object.values(clock.deadlines)
    .filter(isOwed)
    .map(({ deadline }) => waive(deadline, reason));
}
