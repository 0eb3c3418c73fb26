import { TARGET_ROLES, type Actor, type Role } from '../../domain/shared/roles.js';
import { OFFICE_READERS } from '../../projections/readers.js';

/** How much of a case someone sees: nothing, where it stands, or all of it. */
export type Sight = 'none' | 'outline' | 'full';

/** They look after the machine and the accounts, and never see a case (three separated administrators). */
const administrators: readonly Role[] = ['systemOperator', 'securityOfficer', 'clock', 'process'];

/**
 * Processes whose content the inspected side works on itself. Of every other it sees the outline only:
 * the state holds findings that are not fed back yet, and units that are not theirs.
 */
const openToTargets = new Set(['rectification']);

/**
 * The organization's own case holds instructions, the inspector pool and figures of every size: other levels and
 * bodies see where it stands, and its figures by their own address, without the small ones. Source: D.3, rule 11.
 */
const ofTheOffice = new Set(['organization']);

/**
 * A clue is an exception: its number, dates and state for the office, its steps for those who handle or decide it,
 * nothing for anyone else; what it says lies sealed elsewhere. Source: `domain.md` D.2, class P5.
 */
const clueSight: Partial<Record<Role, Sight>> = {
  leadingGroupHead: 'full',
  executiveDeputyHead: 'full',
  groupHead: 'full',
  clueOfficer: 'full',
  disciplineReceiver: 'full',
  organizationReceiver: 'full',
  functionalDepartment: 'full',
  historyAuditor: 'full',
  officeDirector: 'full',
  leadingGroupMember: 'outline',
  officeStaff: 'outline',
  identityCustodian: 'outline',
  guidanceObserver: 'outline',
};

/** Whom a case concerns, and who must keep away from it. */
export interface CaseCircle {
  /** The scopes of the case; a post elsewhere sees nothing. */
  readonly reach: readonly string[];
  /** Ids of the recused, for whom there is no such case. */
  readonly recused: readonly string[];
}

export function sightOf(actor: Actor, process: string, { reach, recused }: CaseCircle): Sight {
  if (recused.includes(actor.id)) return 'none';
  const posts = actor.posts.filter(
    ({ role, scope }) =>
      !administrators.includes(role) && (scope === 'all' || reach.includes(scope)),
  );
  if (posts.length === 0) return 'none';
  if (process === 'clue-transfer') return clueSightOf(posts.map(({ role }) => role));
  if (ofTheOffice.has(process))
    return posts.some(({ role }) => OFFICE_READERS.includes(role)) ? 'full' : 'outline';
  const inside = posts.some(({ role }) => !TARGET_ROLES.includes(role));
  return inside || openToTargets.has(process) ? 'full' : 'outline';
}

function clueSightOf(roles: readonly Role[]): Sight {
  const sights = roles.map((role) => clueSight[role] ?? 'none');
  return sights.includes('full') ? 'full' : sights.includes('outline') ? 'outline' : 'none';
}
