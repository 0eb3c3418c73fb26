import { z } from 'zod';
import { reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import {
  GroupNumber,
  Person,
  groupOfPerson,
  recusedAmong,
  sinceApproval,
  toTargets,
  unknownGroup,
  withGroup,
} from '../groups.js';
import { tellPledges } from '../pledges.js';
import { isListed, type RoundGroup, type RoundState } from '../state.js';

const Replacement = z.object({
  group: GroupNumber,
  leaves: Person,
  joins: Person,
  role: z.enum(['head', 'deputy', 'liaison', 'member']),
  replacedOn: CalendarDate,
  reason: z.enum(['recusal', 'transfer', 'illness', 'other']),
});

type Replaced = z.output<typeof Replacement>;

/** Somebody leaves a group and another takes the place; a new head needs an authorization of their own. */
export const members = stageOf<RoundState>()({
  name: 'members',
  commands: {
    ReplaceMember: {
      by: ['officeStaff', 'officeDirector'],
      guard: isListed,
      data: z.strictObject(Replacement.shape),
    },
  },
  events: { MemberReplaced: Replacement },
  decide: {
    ReplaceMember: (data, round, context) =>
      replacementRefusal(data, round) ??
      dateRefusal(
        data.replacedOn,
        context,
        sinceApproval(round, 'replaced-before-approval', 'Groups belong to an approved round.'),
      ) ?? [{ type: 'MemberReplaced', data }],
  },
  evolve: {
    MemberReplaced: (round, data) =>
      withGroup(round, data.group, (group) => withoutSecretary(replaced(group, data), data.leaves)),
  },
  effects: {
    // Whoever joins has not signed yet, so the group may not be stationed until that is done.
    MemberReplaced: ({ group, role }, round, context) => [
      ...tellPledges(round, group, context),
      ...(role === 'head'
        ? toTargets(round, round.groups[group]?.units ?? [], context, {
            type: 'NoteHeadAuthorization',
            data: {},
          })
        : []),
    ],
  },
});

function replacementRefusal(
  { group: number, leaves, joins, role }: Replaced,
  round: RoundState,
): Rejection | undefined {
  const group = round.groups[number];
  if (!group) return unknownGroup(number);
  if (!holdsPlace(group, role, leaves))
    return reject('not-in-that-role', `${leaves} does not hold this place in group ${number}.`);
  const other = groupOfPerson(round, joins);
  if (other)
    return reject('member-in-two-groups', `${joins} is in group ${other.number} of this round.`);
  const recused = recusedAmong(round, [joins], group.units);
  if (recused) return reject('member-recused', `${joins} is recused from ${recused.unit}.`);
  return undefined;
}

function holdsPlace(group: RoundGroup, role: Replaced['role'], person: string): boolean {
  return role === 'member' ? group.members?.includes(person) === true : group[role] === person;
}

function replaced(group: RoundGroup, { role, leaves, joins, replacedOn }: Replaced): RoundGroup {
  if (role === 'member') {
    const members = (group.members ?? []).map((one) => (one === leaves ? joins : one));
    return { ...group, members };
  }
  if (role !== 'head') return { ...group, [role]: joins };
  // The authorization was given to the one who leaves.
  const { authorizedOn: _lapsed, ...rest } = group;
  return { ...rest, head: joins, headSinceOn: replacedOn };
}

function withoutSecretary(group: RoundGroup, leaves: string): RoundGroup {
  if (group.branch?.secretary !== leaves) return group;
  const { secretary: _gone, ...branch } = group.branch;
  return { ...group, branch };
}
