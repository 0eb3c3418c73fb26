import { DATES, QUESTIONNAIRES, TARGETS, VERDICTS } from './facts.js';
import { GUIDANCE_OBSERVER, groupPosts, targetPosts } from './people.js';
import { mobilizationOf } from './preparation.js';
import {
  atEveryTarget,
  attempt,
  digestOf,
  targetRef,
  untilBoard,
  type Scene,
  type Step,
} from './scene.js';

/** The days between stationing and withdrawal; the article ends on the sixth of them. */
const DAY = {
  firstPetition: '2021-05-26',
  guidanceVisit: '2021-05-28',
  secondPetition: '2021-06-09',
  verdicts: '2021-06-15',
  afterWithdrawal: '2021-06-23',
} as const;

/** Stationing, petitions, verdicts of the look-back, withdrawal. */
export const fieldwork: readonly Step[] = [
  {
    on: DATES.mobilization.on,
    text: '7 场进驻动员会, 张贴公告, 开通受理渠道 (groups stationed)',
    play: station,
  },
  { on: DAY.firstPetition, text: '受理群众来信 (petitions received)', play: receive('letter') },
  {
    on: DAY.guidanceVisit,
    text: '市委指导督导组只看不写: 写入被拒绝 (guidance observer refused)',
    play: refusedObserver,
  },
  { on: DAY.secondPetition, text: '受理群众来电 (petitions received)', play: receive('call') },
  {
    on: DAY.verdicts,
    text: '回头看: 旧问题 5 个逐一判定 (look-back verdicts)',
    play: judge,
  },
  {
    on: DATES.withdrawal.on,
    text: '4 个巡察组撤离, 受理渠道关闭 (groups withdrawn)',
    play: withdraw,
  },
  {
    on: DAY.afterWithdrawal,
    text: '巡察期外收件被拒绝 (petition after the period refused)',
    play: refusedPetition,
  },
];

async function station(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  const openedOn = on(DATES.mobilization.on);
  await atEveryTarget(scene, async (target, ref) => {
    const { head, member } = groupPosts(target.group);
    const { liaison } = targetPosts(target.unit);
    await theater.send(head, ref, 'HoldMobilizationMeeting', mobilizationOf(target, openedOn));
    await theater.send(member, ref, 'PostAnnouncement', {
      postedOn: openedOn,
      place: '办公楼门口显著位置',
      proof: digestOf(`announcement/${target.unit}`),
    });
    for (const kind of ['hotline', 'email', 'letterBox'])
      await theater.send(member, ref, 'OpenIntakeChannel', { openedOn, kind });
    for (const kind of ['suggestionBox', 'hotline', 'email'])
      await theater.send(liaison, ref, 'OpenIntakeChannel', { openedOn, kind });
  });
  await untilBoard(scene, 'every target to be stationed', (b) => b['stationed'] === TARGETS.length);
}

function receive(kind: 'letter' | 'call') {
  const day = kind === 'letter' ? DAY.firstPetition : DAY.secondPetition;
  return async (scene: Scene): Promise<void> => {
    const receivedOn = scene.on(day);
    await atEveryTarget(scene, async ({ group }, ref) => {
      const { member } = groupPosts(group);
      await scene.theater.send(member, ref, 'RegisterPetition', { receivedOn, kind });
    });
  };
}

async function refusedObserver(scene: Scene): Promise<void> {
  for (const { unit } of TARGETS.filter(({ observed }) => observed))
    await attempt(scene, 'W10', {
      person: GUIDANCE_OBSERVER,
      ref: targetRef(scene, unit),
      command: 'RegisterPetition',
      data: { receivedOn: scene.on(DAY.guidanceVisit), kind: 'letter' },
    });
}

async function judge(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  for (const { unit, group } of TARGETS.filter(({ type }) => type === 'lookBack'))
    for (const [finding, verdict] of Object.entries(VERDICTS))
      await theater.send(groupPosts(group).head, targetRef(scene, unit), 'RecordLookBackVerdict', {
        ...{ finding, verdict, recordedOn: on(DAY.verdicts) },
      });
}

async function withdraw(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  await atEveryTarget(scene, async ({ group }, ref) => {
    await theater.send(groupPosts(group).head, ref, 'WithdrawGroup', {
      withdrawnOn: on(DATES.withdrawal.on),
      questionnairesReturned: QUESTIONNAIRES.returned,
    });
  });
  await untilBoard(scene, 'the fieldwork to end', ({ status }) => status === 'fieldworkEnded');
}

async function refusedPetition(scene: Scene): Promise<void> {
  const [target] = TARGETS;
  if (!target) return;
  await attempt(scene, 'W11', {
    person: groupPosts(target.group).member,
    ref: targetRef(scene, target.unit),
    command: 'RegisterPetition',
    data: { receivedOn: scene.on(DAY.afterWithdrawal), kind: 'letter' },
  });
}
