import type { LocalList } from '../local-list.js';
import { groupOf } from './entries.js';

/** What a finding can be about: every problem that the sources name is a leaf. Source: rows 16, 52, 81. */
export const taxonomy: LocalList = {
  list: 'taxonomy',
  name: 'COUNTY',
  version: 1,
  title: '巡察发现问题分类',
  effectiveFrom: '2018-01-01',
  entries: [
    ...groupOf('CONCERN', '群众关心的事项', {
      EDUCATION: '教育',
      HEALTH: '医疗卫生',
      HOUSING: '住房',
      ELDERLY: '养老',
      SCHOOLING: '入学',
      JOBS: '就业',
      INSURANCE: '社会保险',
      MINIMUM: '最低生活保障',
    }),
    ...groupOf('CONDUCT', '基层作风和组织建设', {
      TRAVEL: '公款旅游',
      ALLOWANCES: '违规发放津贴补贴',
      COLLECTED: '代收款项挪作他用',
      VILLAGE: '“四议两公开”未落实',
      LIFE: '组织生活不规范',
      MEMBERS: '党员教育管理不严格',
      COMMITTEE: '村务监督委员会作用发挥不够',
    }),
    ...groupOf('LIVING', '人居环境', {
      RUBBISH: '垃圾清运不及时',
      DRAINAGE: '排水不畅',
      LAMPS: '路灯缺失或损坏',
      LIVESTOCK: '畜禽粪污未治理',
    }),
    ...groupOf('HARM', '侵害群众利益', {
      POVERTY: '扶贫资金',
      LAND: '土地征用',
      BULLIES: '村霸',
      CLANS: '宗族恶势力',
      VICE: '黄赌毒',
      UMBRELLAS: '黑恶势力保护伞',
      EDUCATION: '教育领域',
      MEDICAL: '医疗领域',
      ENVIRONMENT: '生态环境',
      FOOD: '食品安全',
      DRUGS: '药品安全',
    }),
  ],
};
