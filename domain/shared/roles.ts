import { z } from 'zod';

/**
 * Every role of `domain.md` D.2 that may send a command, and the two senders that are no persons:
 * `clock` (a due moment) and `process` (an effect of another stream).
 */
export const ROLES = [
  'leadingGroupHead',
  'executiveDeputyHead',
  'leadingGroupMember',
  'officeDirector',
  'officeStaff',
  'informationOfficer',
  'groupHead',
  'groupMember',
  'clueOfficer',
  'identityCustodian',
  'disciplineReceiver',
  'organizationReceiver',
  'dailySupervisor',
  'supervisingLeader',
  'functionalDepartment',
  'guidanceObserver',
  'targetPrincipal',
  'targetOwner',
  'targetLiaison',
  'historyAuditor',
  'systemOperator',
  'securityOfficer',
  'clock',
  'process',
] as const;

export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Every role that a person can hold. */
export const PERSON_ROLES: readonly Role[] = ROLES.filter(
  (role) => role !== 'clock' && role !== 'process',
);

/**
 * A post is a role within a scope; a person may hold several.
 * Scope `all` is the whole organization; others name one unit (`unit:W-T1`) or one group (`group:<round>/3`).
 */
export const Post = z.object({ role: Role, scope: z.string().min(1) });
export type Post = z.infer<typeof Post>;

/** Who sends a command: a pseudonymous id and the posts held at that moment. */
export const Actor = z.object({ id: z.string().min(1), posts: z.array(Post) });
export type Actor = z.infer<typeof Actor>;

export const CLOCK: Actor = { id: 'clock', posts: [{ role: 'clock', scope: 'all' }] };

/** The sender of an effect: the stream whose event caused it. */
export function processActor(stream: string): Actor {
  return { id: `process:${stream}`, posts: [{ role: 'process', scope: 'all' }] };
}

/** True when one of the actor's posts has such a role and its scope reaches the case. */
export function holds(actor: Actor, roles: readonly Role[], reach: readonly string[]): boolean {
  return actor.posts.some(
    (post) => roles.includes(post.role) && (post.scope === 'all' || reach.includes(post.scope)),
  );
}

/** True for somebody with a post; the clock and other streams are no persons. */
export function isPerson({ posts }: Actor): boolean {
  return posts.some(({ role }) => PERSON_ROLES.includes(role));
}

export const TARGET_ROLES: readonly Role[] = ['targetPrincipal', 'targetOwner', 'targetLiaison'];
export const GROUP_ROLES: readonly Role[] = ['groupHead', 'groupMember', 'clueOfficer'];

/** Roles that many bodies have, each with the kind of scope that tells those bodies apart. */
const SCOPED: readonly (readonly [roles: readonly Role[], kind: string])[] = [
  [TARGET_ROLES, 'unit:'],
  [GROUP_ROLES, 'group:'],
  [['functionalDepartment'], 'receiver:'],
];

/**
 * Which part of a case's reach a role is bound to; the office and its leaders see the whole organization, and so
 * does whoever holds a scoped role where the case names no scope of that kind.
 */
export function scopeOf(role: Role, reach: readonly string[]): string {
  const kind = SCOPED.find(([roles]) => roles.includes(role))?.[1];
  return reach.find((scope) => kind !== undefined && scope.startsWith(kind)) ?? 'all';
}
