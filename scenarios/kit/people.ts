import type { Person } from '../scenario.js';

/** One person is one account, so separation of duties is played for real. */
export function holder(name: string, role: string, scope = 'all'): Person {
  return { name, posts: [{ role, scope }] };
}

export const OFFICE_STAFF = holder('office-staff', 'officeStaff');
export const OFFICE_DIRECTOR = holder('office-director', 'officeDirector');
export const LEADING_GROUP_HEAD = holder('leading-group-head', 'leadingGroupHead');
export const EXECUTIVE_DEPUTY_HEAD = holder('executive-deputy-head', 'executiveDeputyHead');
export const DISCIPLINE_RECEIVER = holder('discipline-receiver', 'disciplineReceiver');
export const ORGANIZATION_RECEIVER = holder('organization-receiver', 'organizationReceiver');
export const DAILY_SUPERVISOR = holder('daily-supervisor', 'dailySupervisor');

export interface GroupPosts {
  readonly head: Person;
  readonly deputy: Person;
  readonly liaison: Person;
  readonly member: Person;
}

/** @param round number of the round, as the scope of its groups names it */
export function groupPosts(round: string, group: number): GroupPosts {
  const scope = `group:${round}/${group}`;
  const post = (name: string, role: string) => holder(`group-${group}-${name}`, role, scope);
  return {
    head: post('head', 'groupHead'),
    deputy: post('deputy', 'groupMember'),
    liaison: post('liaison', 'groupMember'),
    member: post('member', 'groupMember'),
  };
}

export interface TargetPosts {
  readonly principal: Person;
  readonly owner: Person;
  readonly liaison: Person;
}

export function targetPosts(unit: string): TargetPosts {
  const post = (name: string, role: string) =>
    holder(`${unit.toLowerCase()}-${name}`, role, `unit:${unit}`);
  return {
    principal: post('principal', 'targetPrincipal'),
    owner: post('owner', 'targetOwner'),
    liaison: post('liaison', 'targetLiaison'),
  };
}
