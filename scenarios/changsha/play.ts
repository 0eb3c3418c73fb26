import { reportMidterm, station, withdraw } from '../kit/fieldwork.js';
import { publishList } from '../kit/organization.js';
import {
  approve,
  deploy,
  fileSafetyPlans,
  formGroups,
  notify,
  propose,
} from '../kit/preparation.js';
import type { Step } from '../kit/scene.js';
import { assessment } from './assessment.js';
import { DAYS, FACTS, INTEGRATION_TAGS } from './facts.js';
import { findings } from './findings.js';
import { meetings } from './meetings.js';

/** The day of the source that falls on the day the play starts; what lies before it is filled in. */
export const STARTS_ON = DAYS.deployment;
const MIDTERM_ON = '2022-09-28';

const STEPS: readonly Step[] = [
  {
    on: DAYS.proposal,
    text: '提出第二轮方案: 三条线 50 个 (round proposed)',
    play: (scene) => propose(scene, DAYS.proposal),
  },
  { on: DAYS.approval, text: '批准方案 (round approved)', play: (scene) => approve(scene, DAYS) },
  {
    on: DAYS.groups,
    text: '组建 15 个组 (groups formed)',
    play: (scene) => formGroups(scene, DAYS.groups),
  },
  {
    on: DAYS.notice,
    text: '书面通知 50 个单位 (targets notified)',
    play: (scene) => notify(scene, DAYS.notice),
  },
  {
    on: DAYS.deployment,
    text: '召开动员部署会, 公布“四个融入” (deployment, list published)',
    play: async (scene) => {
      await publishList(scene, {
        list: 'integrationTags',
        name: 'CHANGSHA',
        title: '四个融入',
        entries: INTEGRATION_TAGS,
      });
      await deploy(scene, DAYS.deployment);
    },
  },
  {
    on: DAYS.safetyPlans,
    text: '双方报安全预案 (both sides prepare)',
    play: (scene) => fileSafetyPlans(scene, DAYS.safetyPlans),
  },
  {
    on: DAYS.stationing,
    text: '进驻 50 个单位 (groups stationed)',
    play: (scene) => station(scene, DAYS.stationing),
  },
  {
    on: MIDTERM_ON,
    text: '报送中期报告 (mid-term reports)',
    play: (scene) => reportMidterm(scene, MIDTERM_ON),
  },
  ...findings,
  {
    on: DAYS.withdrawal,
    text: '撤离 (groups withdrawn)',
    play: (scene) => withdraw(scene, DAYS.withdrawal),
  },
  ...meetings,
  ...assessment,
];

export const script = { facts: FACTS, startsOn: STARTS_ON, steps: STEPS };
