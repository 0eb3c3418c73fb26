import type { Instant } from '../../domain/shared/instant.js';
import { MISSED, plannedRungs } from '../../domain/clock/rungs.js';
import { shippedBook } from '../../domain/policy/packs.js';
import type { StoredEvent } from '../../event-store/event.js';

/** One moment of one deadline, whether it is a rung or the end of the due day. */
export interface Moment {
  readonly deadline: string;
  readonly key: string;
  readonly at: Instant;
}

/** A case whose deadlines the run follows. */
export interface Followed {
  readonly stream: string;
  /** How far its clock was told to go: every moment up to here is owed, and none after it. An ISO instant. */
  readonly reached: string;
}

const claimTypes = ['ReminderIssued', 'EscalationRaised', 'DeadlineMissed'];

export const isClaim = ({ type }: Pick<StoredEvent, 'type'>): boolean => claimTypes.includes(type);

/**
 * The moments of a deadline as its own pack and calendar plan them, worked out from the event that set it and
 * not from the state that decisions see: a wrong state must not make the checker agree with it.
 *
 * @param set a DeadlineSet whose moments all lay ahead
 * @returns in order of time
 */
function momentsOf({ data, now }: StoredEvent): readonly Moment[] {
  const set = data as Parameters<typeof plannedRungs>[0] & { readonly deadline: string };
  const planned = plannedRungs(set, shippedBook);
  if (planned.some(({ at }) => at < now))
    throw new Error(`${set.deadline} was set after its first moment; such a plan is not followed`);
  return planned.map(({ key, at }) => ({ deadline: set.deadline, key, at }));
}

/** The moments of every deadline that these events of one stream set, in order of time. */
export const planOf = (events: readonly StoredEvent[]): readonly Moment[] =>
  events
    .filter(({ type }) => type === 'DeadlineSet')
    .flatMap(momentsOf)
    .sort((one, other) => one.at.localeCompare(other.at));

/** Which moment a claim claims: the deadline's name and the rung's key. */
function claimedMoment({ type, data }: StoredEvent): Pick<Moment, 'deadline' | 'key'> {
  const { deadline = '', rung = '' } = data as { deadline?: string; rung?: string };
  return { deadline, key: type === 'DeadlineMissed' ? MISSED : rung };
}

/**
 * Claims that should not be there: before their moment, before their case was told to go there, or unplanned.
 * That nothing is claimed twice is looked at elsewhere.
 *
 * @param own events of that round
 * @returns one sentence per claim
 */
export function wrongClaims(
  own: readonly StoredEvent[],
  { stream, reached }: Followed,
): readonly string[] {
  const plan = planOf(own);
  return own.filter(isClaim).flatMap((claim) => {
    const { deadline, key } = claimedMoment(claim);
    const what = `${stream} ${deadline} ${key}`;
    const moment = plan.find((one) => isOf(claim, one));
    if (!moment) return [`claimed without a plan: ${what}`];
    if (claim.now < moment.at) return [`claimed before its moment: ${what}`];
    return moment.at > reached ? [`claimed before its clock got there: ${what}`] : [];
  });
}

/**
 * Moments that are owed and that nobody claimed.
 *
 * @param own events of that round
 * @returns one sentence per moment
 */
export function missingClaims(
  own: readonly StoredEvent[],
  { stream, reached }: Followed,
): readonly string[] {
  const plan = planOf(own);
  if (plan.length === 0) return [`${stream} has no deadline`];
  const claims = own.filter(isClaim);
  return plan
    .filter(({ at }) => at <= reached)
    .filter((moment) => !claims.some((claim) => isOf(claim, moment)))
    .map(({ deadline, key }) => `never claimed: ${stream} ${deadline} ${key}`);
}

function isOf(claim: StoredEvent, { deadline, key }: Moment): boolean {
  const claimed = claimedMoment(claim);
  return claimed.deadline === deadline && claimed.key === key;
}
