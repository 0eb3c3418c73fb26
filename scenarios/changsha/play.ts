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
import { stepOn, type Step } from '../kit/scene.js';
import { assessment } from './assessment.js';
import { DAYS, FACTS, INTEGRATION_TAGS } from './facts.js';
import { findings } from './findings.js';
import { meetings } from './meetings.js';

/** The day of the source that falls on the day the play starts; what lies before it is filled in. */
export const STARTS_ON = DAYS.deployment;
const MIDTERM_ON = '2022-09-28';

const STEPS: readonly Step[] = [
  stepOn(DAYS.proposal, '提出第二轮方案: 三条线 50 个 (round proposed)', propose),
  { on: DAYS.approval, text: '批准方案 (round approved)', play: (scene) => approve(scene, DAYS) },
  stepOn(DAYS.groups, '组建 15 个组 (groups formed)', formGroups),
  stepOn(DAYS.notice, '书面通知 50 个单位 (targets notified)', notify),
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
  stepOn(DAYS.safetyPlans, '双方报安全预案 (both sides prepare)', fileSafetyPlans),
  stepOn(DAYS.stationing, '进驻 50 个单位 (groups stationed)', station),
  stepOn(MIDTERM_ON, '报送中期报告 (mid-term reports)', reportMidterm),
  ...findings,
  stepOn(DAYS.withdrawal, '撤离 (groups withdrawn)', withdraw),
  ...meetings,
  ...assessment,
];

export const script = { facts: FACTS, startsOn: STARTS_ON, steps: STEPS };
