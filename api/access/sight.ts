import { TARGET_ROLES, type Actor, type Role } from '../../domain/shared/roles.js';

/** How much of a case someone sees: nothing, where it stands, or all of it. */
export type Sight = 'none' | 'outline' | 'full';

/** They look after the machine and the accounts, and never see a case (three separated administrators). */
const administrators: readonly Role[] = ['systemOperator', 'securityOfficer', 'clock', 'process'];

/**
 * Processes whose content the inspected side works on itself. Of every other it sees the outline only:
 * the state holds findings that are not fed back yet, and units that are not theirs.
 */
const openToTargets = new Set(['rectification']);

/** @param reach the scopes of the case; a post elsewhere sees nothing */
export function sightOf(actor: Actor, process: string, reach: readonly string[]): Sight {
  const posts = actor.posts.filter(
    ({ role, scope }) =>
      !administrators.includes(role) && (scope === 'all' || reach.includes(scope)),
  );
  if (posts.length === 0) return 'none';
  const inside = posts.some(({ role }) => !TARGET_ROLES.includes(role));
  return inside || openToTargets.has(process) ? 'full' : 'outline';
}
