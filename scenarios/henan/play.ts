import { approve, deploy, fileSafetyPlans, notify, propose } from '../kit/preparation.js';
import { stepOn, type Scene, type Step } from '../kit/scene.js';
import { DAYS, FACTS, PLAN_SET_ON, PUBLISHED } from './facts.js';
import { form, publish, sign, stationSigned } from './groups.js';
import { decompose, growTree, linkCampaign, planTerm, reportFigures, select } from './term.js';

/** The day of the source that falls on the day the play starts; what lies before it is filled in. */
export const STARTS_ON = DAYS.deployment;

/** The round belongs to the term's plan, which tells how far the year has come. */
async function proposeInTerm(scene: Scene): Promise<void> {
  const termPlan = scene.others.get('term-plan')?.id;
  const proposal = { ...scene.facts.proposal, ...(termPlan ? { termPlan } : {}) };
  await propose({ ...scene, facts: { ...scene.facts, proposal } }, DAYS.proposal);
}

const STEPS: readonly Step[] = [
  { on: PLAN_SET_ON, text: '届内规划和年度计划: 两轮、不少于 70 个 (plans set)', play: planTerm },
  { on: DAYS.proposal, text: '登记省、10 市、30 县 (organizations registered)', play: growTree },
  {
    on: DAYS.proposal,
    text: '提出第六轮方案, 提名 39 个被巡视党组织 (round proposed)',
    play: proposeInTerm,
  },
  { on: DAYS.proposal, text: '选取方式: 板块混动 (selection recorded)', play: select },
  { on: DAYS.approval, text: '批准方案 (round approved)', play: (scene) => approve(scene, DAYS) },
  { on: DAYS.approval, text: '脱贫攻坚专题, 跨两年 (campaign linked)', play: linkCampaign },
  { on: DAYS.groups, text: '组建 13 个巡视组, 每组 3 个; 第 4 个均被拒绝 (groups)', play: form },
  stepOn(DAYS.notice, '书面通知 39 个单位 (targets notified)', notify),
  stepOn(DAYS.deployment, '全省巡视巡察工作会议暨动员部署会 (deployment meeting)', deploy),
  { on: DAYS.deployment, text: '会议要求分解为 5 项任务 (tasks)', play: decompose },
  { on: DAYS.safetyPlans, text: '成立 13 个临时党支部, 签署承诺 (branches, pledges)', play: sign },
  stepOn(DAYS.safetyPlans, '双方报安全预案 (both sides prepare)', fileSafetyPlans),
  {
    on: DAYS.stationing,
    text: '缺一份承诺的组进驻被拒绝; 补签后全部进驻 (groups stationed)',
    play: stationSigned,
  },
  { on: DAYS.stationing, text: '30 个县逐级报数 (figures reported)', play: reportFigures },
  { on: PUBLISHED.on, text: '省委巡视办答记者问 (press text published)', play: publish },
];

export const script = { facts: FACTS, startsOn: STARTS_ON, steps: STEPS };
