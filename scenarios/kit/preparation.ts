import type { CalendarDate } from '../../domain/shared/calendar-date.js';
import { EXECUTIVE_DEPUTY_HEAD, LEADING_GROUP_HEAD, OFFICE_STAFF, targetPosts } from './people.js';
import type { GroupFacts, RoundDays } from './facts.js';
import {
  atEveryTarget,
  digestOf,
  groupOf,
  refOf,
  sheetsOf,
  targetRef,
  untilSheets,
  withEach,
  type Scene,
} from './scene.js';

/** The round is proposed with all its targets. */
export async function propose(
  { theater, facts, round, pack, on }: Scene,
  day: CalendarDate,
): Promise<void> {
  const { plannedFrom, plannedTo } = facts.proposal;
  await theater.send(OFFICE_STAFF, round, 'ProposeRound', {
    ...facts.proposal,
    pack,
    proposedOn: on(day),
    plannedFrom: on(plannedFrom),
    plannedTo: on(plannedTo),
  });
  for (const { unit, name, category, type, more = {} } of facts.targets)
    await theater.send(OFFICE_STAFF, round, 'NominateTarget', {
      ...{ unit, name, category, type },
      ...more,
    });
}

/** The leading group's head approves, and every target gets its case. */
export async function approve(
  scene: Scene,
  { approval, deployment }: Pick<RoundDays, 'approval' | 'deployment'>,
): Promise<void> {
  const { theater, round, on } = scene;
  await theater.send(LEADING_GROUP_HEAD, round, 'ApproveRound', {
    approvedOn: on(approval),
    deploymentOn: on(deployment),
  });
  await untilSheets(scene, 'the targets to be listed', () => true);
  for (const { unit, stream } of await sheetsOf(scene))
    scene.targets.set(String(unit), refOf(String(stream)));
}

/** Groups are formed and their heads authorized; head, deputy, liaison and members are accounts of the play. */
export async function formGroups(scene: Scene, day: CalendarDate): Promise<void> {
  for (const group of scene.facts.groups) await formGroup(scene, group, day);
  await untilSheets(scene, 'the groups to be assigned', ({ group }) => group !== null);
}

/** The people of a group as the round names them: pseudonymous, one each. */
export function membersOf({ number, members }: GroupFacts): readonly string[] {
  return Array.from({ length: members }, (_, index) => `group-${number}-member-${index + 1}`);
}

async function formGroup(scene: Scene, group: GroupFacts, day: CalendarDate): Promise<void> {
  const { theater, facts, round, on } = scene;
  const { number, name, more = {} } = group;
  await theater.send(OFFICE_STAFF, round, 'FormGroup', {
    group: number,
    name,
    head: `group-${number}-head`,
    deputy: `group-${number}-deputy`,
    liaison: `group-${number}-liaison`,
    members: membersOf(group),
    units: facts.targets.filter((target) => target.group === number).map(({ unit }) => unit),
    ...more,
  });
  await theater.send(EXECUTIVE_DEPUTY_HEAD, round, 'AuthorizeGroupHead', {
    group: number,
    authorizedOn: on(day),
    document: digestOf(scene, `authorization/${number}`),
  });
}

export async function notify(scene: Scene, day: CalendarDate): Promise<void> {
  await atEveryTarget(scene, async (_target, ref) => {
    await scene.theater.send(OFFICE_STAFF, ref, 'NotifyTarget', { notifiedOn: scene.on(day) });
  });
}

export async function deploy(scene: Scene, day: CalendarDate): Promise<void> {
  const { theater, facts, round, on } = scene;
  await theater.send(OFFICE_STAFF, round, 'HoldDeploymentMeeting', {
    heldOn: on(day),
    minutes: digestOf(scene, 'deployment-minutes'),
    ...facts.deployment,
  });
}

/** Both sides file their safety plans, without which no group is stationed. */
export async function fileSafetyPlans(scene: Scene, day: CalendarDate): Promise<void> {
  const { theater, facts, round, on } = scene;
  const filedOn = on(day);
  for (const { number } of facts.groups)
    await theater.send(groupOf(scene, number).head, round, 'FileGroupSafetyPlan', {
      ...{ group: number, filedOn, document: digestOf(scene, `safety/${number}`) },
    });
  await atEveryTarget(scene, async ({ unit }, ref) => {
    await theater.send(targetPosts(unit).liaison, ref, 'FileSafetyPlan', {
      filedOn,
      document: digestOf(scene, `safety/${unit}`),
    });
  });
  await withEach(facts.targets, ({ unit }) =>
    theater.until(`the group's safety plan at ${unit}`, async () => {
      const { state } = await theater.case(targetRef(scene, unit));
      return (state as { groupSafetyPlanOn?: string }).groupSafetyPlanOn !== undefined;
    }),
  );
}
