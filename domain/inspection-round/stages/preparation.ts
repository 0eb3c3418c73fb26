import { z } from 'zod';
import { guard, reject, stageOf, type EffectContext, type EffectDraft } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { holds } from '../../shared/roles.js';
import {
  TARGETS_PER_GROUP,
  groupScope,
  isListed,
  targetName,
  targetOf,
  targetsOf,
  type RoundState,
} from '../state.js';

const isPreparing = guard<RoundState>((round, context) => {
  const listed = isListed(round, context);
  if (listed !== true) return listed;
  return (
    round.deployedOn === undefined ||
    reject('round-deployed', 'Groups are formed and authorized before the deployment meeting.')
  );
});

const Person = z.string().min(1).max(80);

const Group = z.object({
  group: z.int().min(1).max(99),
  name: z.string().min(1).max(100),
  head: Person,
  deputy: Person,
  liaison: Person,
  members: z.array(Person).max(40),
  units: z.array(z.string().min(1).max(40)).min(1).max(40),
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
    AuthorizeGroupHead: {
      by: ['leadingGroupHead', 'executiveDeputyHead'],
      guard: isPreparing,
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
      if (data.head === data.deputy)
        return reject('head-is-deputy', 'Head and deputy of a group are two people.');
      return refusalOfUnits(data.units, round) ?? [{ type: 'GroupFormed', data }];
    },
    AuthorizeGroupHead: (data, round, context) => {
      const group = round.groups[data.group];
      if (!group) return unknownGroup(data.group);
      if (group.authorizedOn !== undefined)
        return reject('head-already-authorized', 'One authorization holds for the whole round.');
      if (group.head === context.actor.id)
        return reject('own-authorization', 'Nobody authorizes their own post.');
      return (
        dateRefusal(data.authorizedOn, context, {
          on: round.approvedOn,
          code: 'authorized-before-approval',
          message: 'A head is authorized for an approved round.',
        }) ?? [{ type: 'GroupHeadAuthorized', data }]
      );
    },
    FileGroupSafetyPlan: (data, round, context) => {
      const group = round.groups[data.group];
      if (!group) return unknownGroup(data.group);
      const scope = [groupScope(round, data.group)];
      if (!holds(context.actor, ['groupHead', 'groupMember'], scope))
        return reject('other-group', 'A group files its own safety plan.');
      if (group.safetyPlanFiledOn !== undefined)
        return reject('safety-plan-already-filed', 'The group has filed its safety plan.');
      return (
        dateRefusal(data.filedOn, context, {
          on: round.approvedOn,
          code: 'filed-before-approval',
          message: 'A safety plan is made for an approved round.',
        }) ?? [{ type: 'GroupSafetyPlanFiled', data }]
      );
    },
  },
  evolve: {
    GroupFormed: (round, { group, name, head, deputy, liaison, units }) => ({
      ...round,
      groups: {
        ...round.groups,
        [group]: { number: group, name, head, deputy, liaison, units },
      },
      targets: Object.fromEntries(
        targetsOf(round).map((target) => [
          target.unit,
          units.includes(target.unit) ? { ...target, group } : target,
        ]),
      ),
    }),
    GroupHeadAuthorized: (round, { group, authorizedOn }) =>
      withGroup(round, group, { authorizedOn }),
    GroupSafetyPlanFiled: (round, { group, filedOn }) =>
      withGroup(round, group, { safetyPlanFiledOn: filedOn }),
  },
  effects: {
    GroupFormed: ({ group, name, units }, round, context) =>
      toUnits(units, context, {
        type: 'AssignGroup',
        data: { group, name, scope: groupScope(round, group) },
      }),
    GroupSafetyPlanFiled: ({ group, filedOn }, round, context) =>
      toUnits(round.groups[group]?.units ?? [], context, {
        type: 'NoteGroupSafetyPlan',
        data: { filedOn },
      }),
  },
});

function refusalOfUnits(units: readonly string[], round: RoundState) {
  if (new Set(units).size < units.length)
    return reject('unit-listed-twice', 'A group names each of its units once.');
  if (units.length > TARGETS_PER_GROUP)
    return reject('group-overloaded', `A group leads at most ${TARGETS_PER_GROUP} inspections.`);
  const unknown = units.find((unit) => !targetOf(round, unit));
  if (unknown !== undefined)
    return reject('target-unknown', `${unknown} is no target of this round.`);
  const taken = units.find((unit) => targetOf(round, unit)?.group !== undefined);
  if (taken !== undefined)
    return reject('unit-in-another-group', `${taken} belongs to another group already.`);
  return undefined;
}

function unknownGroup(group: number) {
  return reject('group-unknown', `The round has no group ${group}.`);
}

function withGroup(
  round: RoundState,
  number: number,
  fact: { authorizedOn: string } | { safetyPlanFiledOn: string },
): RoundState {
  const group = round.groups[number];
  if (!group) return round;
  return { ...round, groups: { ...round.groups, [number]: { ...group, ...fact } } };
}

function toUnits(
  units: readonly string[],
  { stream, deriveId }: EffectContext,
  command: EffectDraft['command'],
): readonly EffectDraft[] {
  return units.map((unit) => ({
    process: 'target-inspection',
    id: deriveId(targetName(stream, unit)),
    command,
  }));
}
