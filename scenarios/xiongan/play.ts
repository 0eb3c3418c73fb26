import { publishList } from '../kit/organization.js';
import { station, reportMidterm, withdraw } from '../kit/fieldwork.js';
import {
  approve,
  deploy,
  fileSafetyPlans,
  formGroups,
  notify,
  propose,
} from '../kit/preparation.js';
import { hearLeadingGroup, hearSecretary, report } from '../kit/reporting.js';
import type { Step } from '../kit/scene.js';
import { doubleFeedback } from './double-feedback.js';
import { DAYS, FACTS, GROUNDS, INTEGRATION_TAGS } from './facts.js';
import { CONFIRMED_ON, establishAll } from './findings.js';

/** The day of the source that falls on the day the play starts; what lies before it is filled in. */
export const STARTS_ON = DAYS.deployment;
const MIDTERM_ON = '2021-09-26';

const STEPS: readonly Step[] = [
  {
    on: DAYS.proposal,
    text: '提出提级交叉巡察方案, 提名 3 县 6 个部门党组 (round proposed)',
    play: (scene) => propose(scene, DAYS.proposal),
  },
  { on: DAYS.approval, text: '批准方案 (round approved)', play: (scene) => approve(scene, DAYS) },
  {
    on: DAYS.groups,
    text: '组建 3 个交叉组, 组员来自外县 (groups formed)',
    play: (scene) => formGroups(scene, DAYS.groups),
  },
  {
    on: DAYS.notice,
    text: '书面通知 6 个单位 (targets notified)',
    play: (scene) => notify(scene, DAYS.notice),
  },
  {
    on: DAYS.deployment,
    text: '召开动员部署会, 公布“四个融入”和追责情形 (deployment, lists published)',
    play: async (scene) => {
      await publishList(scene, {
        list: 'integrationTags',
        name: 'XIONGAN',
        title: '四个融入',
        entries: INTEGRATION_TAGS,
      });
      await publishList(scene, {
        list: 'accountabilityGrounds',
        name: 'XIONGAN',
        title: '追责情形',
        entries: GROUNDS,
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
    text: '进驻 6 个单位 (groups stationed)',
    play: (scene) => station(scene, DAYS.stationing),
  },
  {
    on: MIDTERM_ON,
    text: '报送中期报告 (mid-term reports)',
    play: (scene) => reportMidterm(scene, MIDTERM_ON),
  },
  { on: CONFIRMED_ON, text: '确认问题 48 个 (findings confirmed)', play: establishAll },
  {
    on: DAYS.withdrawal,
    text: '撤离 (groups withdrawn)',
    play: (scene) => withdraw(scene, DAYS.withdrawal),
  },
  {
    on: DAYS.reports,
    text: '提交巡察报告 (reports accepted)',
    play: (scene) => report(scene, DAYS.reports),
  },
  {
    on: DAYS.leadingGroup,
    text: '领导小组听取汇报 (leading group hears)',
    play: (scene) => hearLeadingGroup(scene, DAYS.leadingGroup),
  },
  {
    on: DAYS.secretary,
    text: '书记专题会议听取汇报 (secretary hears)',
    play: (scene) => hearSecretary(scene, DAYS.secretary),
  },
  ...doubleFeedback,
];

export const script = { facts: FACTS, startsOn: STARTS_ON, steps: STEPS };
