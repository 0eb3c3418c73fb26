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
import { stepOn, type Step } from '../kit/scene.js';
import { doubleFeedback } from './double-feedback.js';
import { DAYS, FACTS, GROUNDS, INTEGRATION_TAGS } from './facts.js';
import { CONFIRMED_ON, establishAll } from './findings.js';

/** The day of the source that falls on the day the play starts; what lies before it is filled in. */
export const STARTS_ON = DAYS.deployment;
const MIDTERM_ON = '2021-09-26';

const STEPS: readonly Step[] = [
  stepOn(DAYS.proposal, '提出提级交叉巡察方案, 提名 3 县 6 个部门党组 (round proposed)', propose),
  { on: DAYS.approval, text: '批准方案 (round approved)', play: (scene) => approve(scene, DAYS) },
  stepOn(DAYS.groups, '组建 3 个交叉组, 组员来自外县 (groups formed)', formGroups),
  stepOn(DAYS.notice, '书面通知 6 个单位 (targets notified)', notify),
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
  stepOn(DAYS.safetyPlans, '双方报安全预案 (both sides prepare)', fileSafetyPlans),
  stepOn(DAYS.stationing, '进驻 6 个单位 (groups stationed)', station),
  stepOn(MIDTERM_ON, '报送中期报告 (mid-term reports)', reportMidterm),
  { on: CONFIRMED_ON, text: '确认问题 48 个 (findings confirmed)', play: establishAll },
  stepOn(DAYS.withdrawal, '撤离 (groups withdrawn)', withdraw),
  stepOn(DAYS.reports, '提交巡察报告 (reports accepted)', report),
  stepOn(DAYS.leadingGroup, '领导小组听取汇报 (leading group hears)', hearLeadingGroup),
  stepOn(DAYS.secretary, '书记专题会议听取汇报 (secretary hears)', hearSecretary),
  ...doubleFeedback,
];

export const script = { facts: FACTS, startsOn: STARTS_ON, steps: STEPS };
