import { z } from 'zod';
import { roundSuspended } from '../../clock/suspension.js';
import { guard, reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal, type Earliest } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { OwningCommittee } from '../../shared/inspection.js';
import {
  GroupNumber,
  Person,
  groupOfPerson,
  otherGroupRefusal,
  peopleOf,
  recusedAmong,
  sinceApproval,
  toTargets,
  unknownGroup,
  withGroup,
} from '../groups.js';
import { asksForPledges } from '../pledges.js';
import {
  TARGETS_PER_GROUP,
  groupScope,
  isListed,
  targetOf,
  targetsOf,
  type RoundGroup,
  type RoundState,
} from '../state.js';

const isPreparing = guard<RoundState>((round, context) => {
  const listed = isListed(round, context);
  if (listed !== true) return listed;
  if (round.deployedOn !== undefined)
    return reject(
      'round-deployed',
      'Groups are formed and authorized before the deployment meeting.',
    );
  return roundSuspended(round) ?? true;
});

const Group = z.object({
  group: GroupNumber,
  name: z.string().min(1).max(100),
  head: Person,
  deputy: Person,
  liaison: Person,
  members: z.array(Person).max(40),
  units: z.array(z.string().min(1).max(40)).min(1).max(40),
  /** The committee a group is sent by, where it comes from another county or unit. */
  home: OwningCommittee.optional(),
});

const Authorization = z.object({
  group: z.int().min(1),
  authorizedOn: CalendarDate,
  document: Digest,
});

const SafetyPlan = z.object({ group: z.int().min(1), filedOn: CalendarDate, document: Digest });

/** Groups are formed, each head is authorized for this round alone, and each group files its safety plan. */
export const preparation = stageOf<RoundState>()({
  name: 'preparation',
  commands: {
    FormGroup: {
      by: ['officeStaff', 'officeDirector'],
      guard: isPreparing,
      data: z.strictObject(Group.shape),
    },
    // Before the deployment every head has one, so after it only whoever takes over is authorized.
    AuthorizeGroupHead: {
      by: ['leadingGroupHead', 'executiveDeputyHead'],
      guard: isListed,
      data: z.strictObject(Authorization.shape),
    },
    FileGroupSafetyPlan: {
      by: ['groupHead', 'groupMember'],
      guard: isListed,
      data: z.strictObject(SafetyPlan.shape),
    },
  },
  events: {
    GroupFormed: Group,
    GroupHeadAuthorized: Authorization,
    GroupSafetyPlanFiled: SafetyPlan,
  },
  decide: {
    FormGroup: (data, round) => {
      if (round.groups[data.group])
        return reject('group-already-formed', `Group ${data.group} is formed already.`);
      return (
        refusalOfUnits(data.units, round) ??
        refusalOfPeople(data, round) ??
        refusalOfHome(data, round) ?? [{ type: 'GroupFormed', data }]
      );
    },
    AuthorizeGroupHead: (data, round, context) => {
      const group = round.groups[data.group];
      if (!group) return unknownGroup(data.group);
      if (group.authorizedOn !== undefined)
        return reject('head-already-authorized', 'One authorization holds for the whole round.');
      if (group.head === context.actor.id)
        return reject('own-authorization', 'Nobody authorizes their own post.');
      return (
        dateRefusal(data.authorizedOn, context, sinceHeadship(group, round)) ?? [
          { type: 'GroupHeadAuthorized', data },
        ]
      );
    },
    FileGroupSafetyPlan: (data, round, context) => {
      const group = round.groups[data.group];
      if (!group) return unknownGroup(data.group);
      const refusal = otherGroupRefusal(round, data.group, context.actor);
      if (refusal) return refusal;
      if (group.safetyPlanFiledOn !== undefined)
        return reject('safety-plan-already-filed', 'The group has filed its safety plan.');
      return (
        dateRefusal(
          data.filedOn,
          context,
          sinceApproval(
            round,
            'filed-before-approval',
            'A safety plan is made for an approved round.',
          ),
        ) ?? [{ type: 'GroupSafetyPlanFiled', data }]
      );
    },
  },
  evolve: {
    GroupFormed: (round, { group, name, head, deputy, liaison, members, units }) => ({
      ...round,
      groups: {
        ...round.groups,
        [group]: { number: group, name, head, deputy, liaison, members, units },
      },
      targets: Object.fromEntries(
        targetsOf(round).map((target) => [
          target.unit,
          units.includes(target.unit) ? { ...target, group } : target,
        ]),
      ),
    }),
    GroupHeadAuthorized: (round, { group, authorizedOn }) =>
      withGroup(round, group, (found) => ({ ...found, authorizedOn })),
    GroupSafetyPlanFiled: (round, { group, filedOn }) =>
      withGroup(round, group, (found) => ({ ...found, safetyPlanFiledOn: filedOn })),
  },
  effects: {
    GroupFormed: ({ group, name, units }, round, context) =>
      toTargets(round, units, context, {
        type: 'AssignGroup',
        data: {
          ...{ group, name, scope: groupScope(round, group) },
          ...(asksForPledges(round) ? { pledgesRequired: true } : {}),
        },
      }),
    // The first head needs no word: without an authorization there is no deployment.
    GroupHeadAuthorized: ({ group, authorizedOn }, round, context) =>
      round.groups[group]?.headSinceOn === undefined
        ? []
        : toTargets(round, round.groups[group].units, context, {
            type: 'NoteHeadAuthorization',
            data: { authorizedOn },
          }),
    GroupSafetyPlanFiled: ({ group, filedOn }, round, context) =>
      toTargets(round, round.groups[group]?.units ?? [], context, {
        type: 'NoteGroupSafetyPlan',
        data: { filedOn },
      }),
  },
});

type Formed = z.output<typeof Group>;

function refusalOfUnits(units: readonly string[], round: RoundState): Rejection | undefined {
  const { targetsPerGroup = TARGETS_PER_GROUP } = round;
  if (new Set(units).size < units.length)
    return reject('unit-listed-twice', 'A group names each of its units once.');
  if (units.length > targetsPerGroup)
    return reject('group-overloaded', `A group leads at most ${targetsPerGroup} inspections.`);
  const unknown = units.find((unit) => !targetOf(round, unit));
  if (unknown !== undefined)
    return reject('target-unknown', `${unknown} is no target of this round.`);
  const taken = units.find((unit) => targetOf(round, unit)?.group !== undefined);
  if (taken !== undefined)
    return reject('unit-in-another-group', `${taken} belongs to another group already.`);
  return undefined;
}

function refusalOfPeople(data: Formed, round: RoundState): Rejection | undefined {
  if (data.head === data.deputy)
    return reject('head-is-deputy', 'Head and deputy of a group are two people.');
  const people = peopleOf({ ...data, number: data.group });
  if (new Set(people).size < people.length)
    return reject('named-twice', 'Each member of a group is named once.');
  const busy = people.find((person) => groupOfPerson(round, person));
  if (busy !== undefined)
    return reject('member-in-two-groups', `${busy} is in another group of this round.`);
  const recused = recusedAmong(round, people, data.units);
  if (recused)
    return reject('member-recused', `${recused.person} is recused from ${recused.unit}.`);
  return undefined;
}

/** A cross inspection is one from elsewhere: nobody inspects the units of their own committee. */
function refusalOfHome({ home, units }: Formed, round: RoundState): Rejection | undefined {
  const own = units.find((unit) => {
    const { modes = [], owner } = targetOf(round, unit) ?? {};
    return home && modes.includes('cross') && owner?.code === home.code;
  });
  if (own === undefined) return undefined;
  return reject('group-at-home', `${own} belongs to the committee that sends the group.`);
}

function sinceHeadship({ headSinceOn }: RoundGroup, round: RoundState): Earliest {
  if (headSinceOn === undefined)
    return sinceApproval(
      round,
      'authorized-before-approval',
      'A head is authorized for an approved round.',
    );
  return {
    on: headSinceOn,
    code: 'authorized-before-replacement',
    message: 'A new head is authorized once they have taken over.',
  };
}
