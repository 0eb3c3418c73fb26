import { NO_DEADLINES, type WithClock } from '../clock/state.js';
import { guard, reject, type Guard, type Rejection } from '../process.js';
import type { Earliest } from '../shared/business-date.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import type { PackRef } from '../shared/policy.js';
import { holds, type Actor, type Role } from '../shared/roles.js';
import type { Handling, ReceiverKind } from './references.js';

/** Where a clue stands; a closed one may be reopened until its reopening limit archives it. */
export type ClueStatus =
  | 'none'
  | 'registered'
  | 'screened'
  | 'approved'
  | 'sent'
  | 'received'
  | 'returned'
  | 'handling'
  | 'reported'
  | 'closed'
  | 'dismissed'
  | 'petition'
  | 'archived';

/** Somebody's reasoned request to learn who reported; `grantedBy` once the custodian has agreed. */
export interface Disclosure {
  readonly requestedBy: string;
  readonly requestedOn: CalendarDate;
  readonly untilOn: CalendarDate;
  readonly grantedBy: string | null;
}

export interface ClueState extends WithClock {
  readonly status: ClueStatus;
  readonly number: string;
  /** Scope of the group whose officer registered it, when it came from one. */
  readonly scope: string | null;
  readonly pack: PackRef | null;
  /** Digest of the sealed clue card as it was last supplemented. */
  readonly sealed: string;
  /** Day of the last step; no later step lies before it. */
  readonly sinceOn: CalendarDate;
  readonly registeredBy: string;
  /** Ids of those who must keep away from the clue. */
  readonly recused?: readonly string[];
  readonly screenedBy: string | null;
  readonly fastTrack: boolean;
  readonly receiver: ReceiverKind | null;
  /** Code of the competent unit, when that is the receiver. */
  readonly unit: string | null;
  /** Receivers in whose chain the subject sits; whoever holds a post there is kept away from the clue. */
  readonly barred: readonly ReceiverKind[];
  /** Ids of everyone who ever acted for a receiver; none of them may close. */
  readonly handlers: readonly string[];
  readonly handling: Handling | null;
  readonly disclosure: Disclosure | null;
  readonly closedOn: CalendarDate | null;
}

export const INITIAL_CLUE: ClueState = {
  status: 'none',
  number: '',
  scope: null,
  pack: null,
  sealed: '',
  sinceOn: '',
  registeredBy: '',
  screenedBy: null,
  fastTrack: false,
  receiver: null,
  unit: null,
  barred: [],
  handlers: [],
  handling: null,
  disclosure: null,
  closedOn: null,
  clock: NO_DEADLINES,
};

/** The upper level has no post here: the office enters the papers that come back from it. */
const ROLE_OF = {
  discipline: 'disciplineReceiver',
  organization: 'organizationReceiver',
  competentUnit: 'functionalDepartment',
  upperLevel: 'officeStaff',
} as const satisfies Record<ReceiverKind, Role>;

/** Roles that may act for some receiver; for which one is looked at in the case. */
export const RECEIVER_ROLES = Object.values(ROLE_OF);

/**
 * Scopes whose post holders may act on the clue. The inspected unit is never one of them, and a competent unit
 * has a scope of another kind than a target: no target learns that a clue exists. Source: `domain.md` D.3, rule 2.
 */
export function reachOf({ scope, unit }: ClueState): readonly string[] {
  return [...(scope === null ? [] : [scope]), ...(unit === null ? [] : [`receiver:${unit}`])];
}

/** True when the actor holds a post of a receiving body in whose chain the subject sits. */
function isBarred({ barred }: ClueState, { posts }: Actor): boolean {
  return barred.some((kind) => posts.some(({ role }) => role === ROLE_OF[kind]));
}

/** The clue stands at one of these steps, and whoever asks sits in no conflicted body. */
export function standsAt(steps: readonly ClueStatus[], otherwise: Rejection): Guard<ClueState> {
  return guard((clue, { actor }) => {
    if (isBarred(clue, actor))
      return reject('receiver-in-conflict', 'You hold a post in a body with a conflict here.');
    return steps.includes(clue.status) || otherwise;
  });
}

/** Only the body to which the clue was sent acts on it; a second body's post does not help. */
export function receiverAt(steps: readonly ClueStatus[], otherwise: Rejection): Guard<ClueState> {
  const stands = standsAt(steps, otherwise);
  return guard((clue, context) => {
    const verdict = stands(clue, context);
    if (verdict !== true) return verdict;
    return (
      (clue.receiver !== null && holds(context.actor, [ROLE_OF[clue.receiver]], reachOf(clue))) ||
      reject('not-the-receiver', 'Only the body that receives this clue acts on it.')
    );
  });
}

/** Steps follow each other by their business dates too. */
export function sinceLastStep({ sinceOn }: ClueState): Earliest {
  return {
    on: sinceOn,
    code: 'before-previous-step',
    message: 'A step is dated no earlier than the step before it.',
  };
}

/**
 * Whether a clue may go to a receiver.
 *
 * @returns undefined when it may
 */
export function receiverRefusal(
  { barred }: ClueState,
  { receiver, unit }: { readonly receiver: ReceiverKind; readonly unit?: string | undefined },
): Rejection | undefined {
  if ((receiver === 'competentUnit') !== (unit !== undefined))
    return reject('receiver-unit-mismatch', 'A unit is named for a competent unit, and only then.');
  if (barred.length > 0 && receiver !== 'upperLevel')
    return reject('conflict-goes-up', 'A clue with a conflict goes to the upper level.');
  return undefined;
}

export function withHandler(clue: ClueState, id: string): readonly string[] {
  return clue.handlers.includes(id) ? clue.handlers : [...clue.handlers, id];
}
