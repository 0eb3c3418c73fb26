import {
  DATES,
  DEPLOYMENT_REQUIREMENTS,
  GROUPS,
  QUESTIONNAIRES,
  ATTENDANCE,
  ROUND,
  TARGETS,
  type Group,
  type Target,
} from './facts.js';
import {
  EXECUTIVE_DEPUTY_HEAD,
  LEADING_GROUP_HEAD,
  OFFICE_STAFF,
  groupPosts,
  targetPosts,
} from './people.js';
import {
  atEveryTarget,
  attempt,
  digestOf,
  refOf,
  sheetsOf,
  targetRef,
  untilSheets,
  type Scene,
  type Step,
} from './scene.js';

/** From the proposal to the eve of stationing: round, groups, notice, deployment, safety plans. */
export const preparation: readonly Step[] = [
  {
    on: DATES.proposal.on,
    text: '提出本轮方案, 提名 7 个被巡察单位 (round proposed)',
    play: propose,
  },
  { on: DATES.approval.on, text: '领导小组批准方案 (round approved)', play: approve },
  {
    on: DATES.groups.on,
    text: '组建 4 个巡察组, 组长一次一授权 (groups formed)',
    play: formGroups,
  },
  { on: DATES.notice.on, text: '书面通知 7 个单位 (targets notified)', play: notify },
  { on: DATES.deployment.on, text: '召开动员部署会 (deployment meeting)', play: deploy },
  {
    on: DATES.preparation.on,
    text: '成立联络组, 双方报疫情防控预案; 缺预案进驻、提前收件均被拒绝 (both sides prepare)',
    play: prepare,
  },
];

async function propose({ theater, round, pack, on }: Scene): Promise<void> {
  await theater.send(OFFICE_STAFF, round, 'ProposeRound', {
    ...ROUND,
    pack,
    proposedOn: on(DATES.proposal.on),
    plannedFrom: on(ROUND.plannedFrom),
    plannedTo: on(ROUND.plannedTo),
  });
  for (const { unit, name, category, type, lookBackOf } of TARGETS)
    await theater.send(OFFICE_STAFF, round, 'NominateTarget', {
      ...{ unit, name, category, type },
      ...(lookBackOf ? { lookBackOf } : {}),
    });
}

async function approve(scene: Scene): Promise<void> {
  const { theater, round, on } = scene;
  await theater.send(LEADING_GROUP_HEAD, round, 'ApproveRound', {
    approvedOn: on(DATES.approval.on),
    deploymentOn: on(DATES.deployment.on),
  });
  await untilSheets(scene, 'the targets to be listed', () => true);
  for (const { unit, stream } of await sheetsOf(scene))
    scene.targets.set(String(unit), refOf(String(stream)));
}

async function formGroups(scene: Scene): Promise<void> {
  for (const group of GROUPS) await formGroup(scene, group);
  await untilSheets(scene, 'the groups to be assigned', ({ group }) => group !== null);
}

async function formGroup({ theater, round, on }: Scene, { number, name }: Group): Promise<void> {
  await theater.send(OFFICE_STAFF, round, 'FormGroup', {
    group: number,
    name,
    head: `${name}组长`,
    deputy: `${name}副组长`,
    liaison: `${name}联络员`,
    members: [`${name}组员`],
    units: TARGETS.filter(({ group }) => group === number).map(({ unit }) => unit),
  });
  await theater.send(EXECUTIVE_DEPUTY_HEAD, round, 'AuthorizeGroupHead', {
    group: number,
    authorizedOn: on(DATES.groups.on),
    document: digestOf(`authorization/${number}`),
  });
}

async function notify(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  await atEveryTarget(scene, async (_target, ref) => {
    await theater.send(OFFICE_STAFF, ref, 'NotifyTarget', { notifiedOn: on(DATES.notice.on) });
  });
}

async function deploy({ theater, round, on }: Scene): Promise<void> {
  await theater.send(OFFICE_STAFF, round, 'HoldDeploymentMeeting', {
    heldOn: on(DATES.deployment.on),
    minutes: digestOf('deployment-minutes'),
    speakers: ['县委书记', '县委巡察工作领导小组组长'],
    requirements: DEPLOYMENT_REQUIREMENTS,
  });
}

/** Both sides file their plans; meanwhile each thing that would come too early is tried and refused. */
async function prepare(scene: Scene): Promise<void> {
  const { theater, round, on } = scene;
  const filedOn = on(DATES.preparation.on);
  const [withoutOwn, withoutGroup] = [unitAt(0), unitAt(2)];
  await fileTargetPlan(scene, withoutGroup);
  await theater.send(groupPosts(withoutOwn.group).head, round, 'FileGroupSafetyPlan', {
    ...{ group: withoutOwn.group, filedOn, document: digestOf(`safety/${withoutOwn.group}`) },
  });
  await untilGroupPlan(scene, withoutOwn);
  await refusedMobilization(scene, withoutOwn);
  await refusedMobilization(scene, withoutGroup);
  for (const { number } of GROUPS.filter((group) => group.number !== withoutOwn.group))
    await theater.send(groupPosts(number).head, round, 'FileGroupSafetyPlan', {
      ...{ group: number, filedOn, document: digestOf(`safety/${number}`) },
    });
  await atEveryTarget(scene, async (target, ref) => {
    const { principal } = targetPosts(target.unit);
    await theater.send(principal, ref, 'NameLiaisonGroup', {
      namedOn: filedOn,
      head: `${target.name}主要负责人`,
      members: [`${target.name}联络员`, `${target.name}办公室负责人`],
    });
    if (target !== withoutGroup) await fileTargetPlan(scene, target);
    await untilGroupPlan(scene, target);
  });
  await refusedBeforeStationing(scene, withoutOwn);
}

function unitAt(index: number): Target {
  const target = TARGETS[index];
  if (!target) throw new Error(`no target ${index}`);
  return target;
}

async function fileTargetPlan(scene: Scene, { unit }: Target): Promise<void> {
  const ref = targetRef(scene, unit);
  await scene.theater.send(targetPosts(unit).liaison, ref, 'FileSafetyPlan', {
    filedOn: scene.on(DATES.preparation.on),
    document: digestOf(`safety/${unit}`),
  });
}

async function untilGroupPlan(scene: Scene, { unit }: Target): Promise<void> {
  await scene.theater.until(`the group's safety plan at ${unit}`, async () => {
    const { state } = await scene.theater.case(targetRef(scene, unit));
    return (state as { groupSafetyPlanOn?: string }).groupSafetyPlanOn !== undefined;
  });
}

function refusedMobilization(scene: Scene, target: Target): Promise<void> {
  return attempt(scene, 'W9', {
    person: groupPosts(target.group).head,
    ref: targetRef(scene, target.unit),
    command: 'HoldMobilizationMeeting',
    data: mobilizationOf(target, scene.on(DATES.preparation.on)),
  });
}

async function refusedBeforeStationing(scene: Scene, target: Target): Promise<void> {
  const ref = targetRef(scene, target.unit);
  const receivedOn = scene.on(DATES.preparation.on);
  const petition = { receivedOn, kind: 'letter' };
  await attempt(scene, 'W11', {
    person: groupPosts(target.group).member,
    ref,
    command: 'RegisterPetition',
    data: petition,
  });
}

/** The meeting's data as the group head records it. */
export function mobilizationOf(target: Target, heldOn: string): Record<string, unknown> {
  const group = GROUPS.find(({ number }) => number === target.group);
  return {
    heldOn,
    speakers: [
      { name: `${group?.name ?? ''}组长`, topic: '说明巡察任务、方式和要求' },
      { name: target.representative, topic: '代表县委巡察工作领导小组讲话' },
      { name: `${target.name}主要负责人`, topic: '表态发言' },
    ],
    attendance: [
      ...ATTENDANCE,
      ...(target.observed ? [{ category: '市委巡察指导督导组成员(列席)', count: 2 }] : []),
    ],
    statementBy: `${target.name}主要负责人`,
    questionnairesIssued: QUESTIONNAIRES.issued,
  };
}
