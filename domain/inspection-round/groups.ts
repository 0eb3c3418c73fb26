import { z } from 'zod';
import { reject, type EffectContext, type EffectDraft, type Rejection } from '../process.js';
import type { Earliest } from '../shared/business-date.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import { ownEntry } from '../shared/own-entry.js';
import { holds, type Actor, type Role } from '../shared/roles.js';
import {
  groupScope,
  groupsOf,
  targetName,
  targetOf,
  type RoundGroup,
  type RoundState,
} from './state.js';

/** Pseudonymous id of somebody; the account says who it is, no event does. */
export const Person = z.string().min(1).max(80);

/** Number of a group within its round. */
export const GroupNumber = z.int().min(1).max(99);

/** @returns everyone in a group, head first */
export function peopleOf({ head, deputy, liaison, members = [] }: RoundGroup): readonly string[] {
  return [head, deputy, liaison, ...members];
}

/** @returns the one group of the round that somebody is in, or undefined */
export function groupOfPerson(round: RoundState, person: string): RoundGroup | undefined {
  return groupsOf(round).find((group) => peopleOf(group).includes(person));
}

export function unknownGroup(group: number): Rejection {
  return reject('group-unknown', `The round has no group ${group}.`);
}

export function withGroup(
  round: RoundState,
  number: number,
  change: (group: RoundGroup) => RoundGroup,
): RoundState {
  const group = round.groups[number];
  if (!group) return round;
  return { ...round, groups: { ...round.groups, [number]: change(group) } };
}

/** Why an actor does not speak for a group: a group's own people, or the roles named, do. */
export function otherGroupRefusal(
  round: RoundState,
  group: number,
  actor: Actor,
  besides: readonly Role[] = [],
): Rejection | undefined {
  const isOwn = holds(actor, ['groupHead', 'groupMember'], [groupScope(round, group)]);
  if (isOwn || holds(actor, besides, [])) return undefined;
  return reject('other-group', 'A group records what is its own.');
}

/** People of a round exist from its approval on. */
export function sinceApproval(round: RoundState, code: string, message: string): Earliest {
  return { on: round.approvedOn, code, message };
}

/** @returns the first of these people who is recused from one of the units, with that unit */
export function recusedAmong(
  { recusals = [] }: RoundState,
  people: readonly string[],
  units: readonly string[],
): { readonly person: string; readonly unit: string } | undefined {
  return recusals.find(
    ({ person, unit, upheld }) =>
      upheld === true && people.includes(person) && units.includes(unit),
  );
}

/** Day of the last signature once everyone in a group has signed every pledge; undefined before. */
export function pledgesSignedOn(
  { pledges = {}, signatures = {} }: RoundState,
  group: RoundGroup,
): CalendarDate | undefined {
  const dates = peopleOf(group).flatMap((person) => {
    const signed = ownEntry(signatures, person) ?? {};
    return Object.keys(pledges).map((pledge) => ownEntry(signed, pledge) ?? null);
  });
  if (dates.length === 0 || dates.includes(null)) return undefined;
  return dates.reduce<CalendarDate>((a, b) => (b !== null && b > a ? b : a), '');
}

/** The same command to the inspection of each unit that is not closed yet. */
export function toTargets(
  round: RoundState,
  units: readonly string[],
  { stream, deriveId }: EffectContext,
  command: EffectDraft['command'],
): readonly EffectDraft[] {
  return units
    .filter((unit) => targetOf(round, unit)?.closedOn === undefined)
    .map((unit) => ({
      process: 'target-inspection',
      id: deriveId(targetName(stream, unit)),
      command,
    }));
}
