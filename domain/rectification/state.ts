import { waive, type ClockAction } from '../clock/actions.js';
import { isOwed, NO_DEADLINES, owedDeadline, type WithClock } from '../clock/state.js';
import { guard, reject } from '../process.js';
import type { Earliest } from '../shared/business-date.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import type { PackRef } from '../shared/policy.js';

/** Where an item stands; a closed item may be reopened until its reopening limit archives it. */
export type ItemStatus =
  'none' | 'inProgress' | 'submitted' | 'verified' | 'continuing' | 'closed' | 'archived';

export type RectificationMode = 'immediate' | 'concentrated' | 'continuing';

/** A request for more time that nobody has answered yet. */
export interface PendingExtension {
  readonly requestedOn: CalendarDate;
  readonly untilOn: CalendarDate;
  readonly reason: string;
  readonly requestedBy: string;
}

/** An order in writing to an item past its due day. */
export interface SupervisionOrder {
  readonly order: string;
  readonly issuedOn: CalendarDate;
  /** Day by which it is answered. */
  readonly dueOn: CalendarDate;
  /** The attempt it was issued in. */
  readonly attempt: number;
}

interface AccountabilityState {
  /** How many proposals were made so far. */
  readonly proposals: number;
  readonly pending: PendingProposal | null;
}

/** A proposal of accountability that nobody has decided yet. */
interface PendingProposal {
  readonly proposedOn: CalendarDate;
  readonly proposedBy: string;
  readonly ground: 'weak' | 'false' | 'perfunctory' | 'refused';
}

export interface RectificationState extends WithClock {
  readonly status: ItemStatus;
  readonly target: string;
  readonly unit: string;
  /** Scope of the group whose people may verify, when the target named it. */
  readonly scope: string | null;
  /** Ids of those who must keep away from the item's target. */
  readonly recused?: readonly string[];
  readonly number: string;
  readonly item: string;
  readonly mode: RectificationMode;
  readonly pack: PackRef | null;
  readonly outerLimitOn: CalendarDate;
  /** Day from which the present attempt counts: approval, return or reopening. */
  readonly sinceOn: CalendarDate;
  /** Counts the attempts at completion; a return and a reopening each begin another. */
  readonly attempt: number;
  /** Name of the deadline that runs, or ran, for the present attempt. */
  readonly deadline: string;
  /** Digests of the evidence submitted since the item was opened or reopened. */
  readonly evidence: readonly string[];
  /** Ids of everyone who ever submitted evidence or completion; none of them may verify. */
  readonly submitters: readonly string[];
  readonly extensionsRequested: number;
  readonly extensionsGranted: number;
  readonly pendingExtension: PendingExtension | null;
  /** Day of the marking as continuing, or of the last review. */
  readonly continuingSinceOn: CalendarDate | null;
  /** How many reviews of a continuing item were set so far. */
  readonly reviews: number;
  readonly submittedOn: CalendarDate | null;
  readonly verifiedOn: CalendarDate | null;
  readonly verifiedBy: string | null;
  readonly closedOn: CalendarDate | null;
  /** Day of the feedback behind the item; an order of immediate rectification has none. */
  readonly feedbackOn?: CalendarDate;
  /** What is counted as yielded so far: rule numbers, papers of recoveries and of discipline. */
  readonly outcomes?: readonly string[];
  /** Supervision orders, in the order of their issue. */
  readonly orders?: readonly SupervisionOrder[];
  /** Minutes of the warning talks held. */
  readonly talks?: readonly string[];
  readonly accountability?: AccountabilityState;
}

export const INITIAL_ITEM: RectificationState = {
  status: 'none',
  target: '',
  unit: '',
  scope: null,
  number: '',
  item: '',
  mode: 'concentrated',
  pack: null,
  outerLimitOn: '',
  sinceOn: '',
  attempt: 1,
  deadline: '',
  evidence: [],
  submitters: [],
  extensionsRequested: 0,
  extensionsGranted: 0,
  pendingExtension: null,
  continuingSinceOn: null,
  reviews: 0,
  submittedOn: null,
  verifiedOn: null,
  verifiedBy: null,
  closedOn: null,
  clock: NO_DEADLINES,
};

/** The owner works on the item: before completion, or for as long as it continues. */
export const isWorkedOn = guard<RectificationState>(
  ({ status }) =>
    status === 'inProgress' ||
    status === 'continuing' ||
    reject('item-not-in-progress', 'The item is not being worked on.'),
);

/** Nothing is reported of an attempt before the day it began. */
export function sinceAttempt({ sinceOn }: RectificationState): Earliest {
  return {
    on: sinceOn,
    code: 'before-attempt',
    message: 'It is reported on work that began with the approval, return or reopening.',
  };
}

/** A deadline of the same rule may run several times in one item; each time under a name of its own. */
export function nth(rule: string, ordinal: number): string {
  return ordinal <= 1 ? rule : `${rule}-${ordinal}`;
}

/** @returns the due day of the present attempt, or undefined while none runs */
export function dueOn(item: RectificationState): CalendarDate | undefined {
  return owedDeadline(item, item.deadline)?.dueOn;
}

/** The item as it goes on from a day: marked, reviewed or returned, with its next review set. */
export function continuedFrom(item: RectificationState, on: CalendarDate): RectificationState {
  const reviews = item.reviews + 1;
  const deadline = nth('continuing-review', reviews);
  return { ...item, status: 'continuing', continuingSinceOn: on, reviews, deadline };
}

/** The item as it is worked on once more after it was thought done: nothing handed in, a new attempt. */
export function startedAnew(
  item: RectificationState,
  on: CalendarDate,
  dueOn: CalendarDate,
): RectificationState {
  return {
    ...item,
    status: 'inProgress',
    sinceOn: on,
    attempt: item.attempt + 1,
    outerLimitOn: dueOn > item.outerLimitOn ? dueOn : item.outerLimitOn,
    evidence: [],
    continuingSinceOn: null,
    submittedOn: null,
    verifiedOn: null,
    verifiedBy: null,
    closedOn: null,
  };
}

/** Rule by which a proposal of accountability is decided. */
export const ACCOUNTABILITY = 'accountability-decision';

/** Stops what waited for the present attempt; a proposal of accountability is decided whatever becomes of it. */
export function waiveAttempt({ clock }: WithClock, reason: string): readonly ClockAction[] {
  return Object.values(clock.deadlines)
    .filter((deadline) => isOwed(deadline) && deadline.rule !== ACCOUNTABILITY)
    .map(({ deadline }) => waive(deadline, reason));
}

export function withSubmitter(item: RectificationState, id: string): readonly string[] {
  return item.submitters.includes(id) ? item.submitters : [...item.submitters, id];
}
