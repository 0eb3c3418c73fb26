import type { LocalList } from '../local-list.js';
import { entriesOf } from './entries.js';

/** Who supervises rectification day by day. Source: row 96. */
const supervisingBodies: LocalList = {
  list: 'supervisingBodies',
  name: 'COUNTY',
  version: 1,
  title: '日常监督单位',
  effectiveFrom: '2018-01-01',
  entries: entriesOf({
    DISCIPLINE: '纪检监察机关',
    ORGANIZATION: '组织部门',
    FINANCE: '财政部门',
    ACCOUNTS: '审计部门',
    ASSETS: '国有资产监督管理部门',
    DEVELOPMENT: '发展改革部门',
  }),
};

/** What kinds of Party organization a term covers; the last ones stand under a township. Source: row 31. */
const targetCategories: LocalList = {
  list: 'targetCategories',
  name: 'COUNTY',
  version: 1,
  title: '巡察对象类别',
  effectiveFrom: '2018-01-01',
  entries: [
    ...entriesOf({
      TOWNSHIP: '乡镇',
      STREET: '街道',
      PARTY: '党委部门',
      GOVERNMENT: '政府部门',
      PEOPLE: '人民团体',
      ENTERPRISE: '市管国有企业',
      INSTITUTION: '事业单位',
      AGENCY: '派出机构',
    }),
    { code: 'VILLAGE', title: '村（社区）', parent: 'TOWNSHIP' },
  ],
};

/** How long a group stays with a target unless the plan says otherwise. Source: B.2. */
const inspectionPeriods: LocalList = {
  list: 'inspectionPeriods',
  name: 'COUNTY',
  version: 1,
  title: '现场巡察默认天数',
  effectiveFrom: '2018-01-01',
  entries: [
    { code: 'REGULAR', title: '常规巡察', days: 60 },
    { code: 'SPECIAL', title: '专项巡察', days: 30 },
    { code: 'FLEXIBLE', title: '机动式巡察', days: 30 },
    { code: 'FLEXIBLE-LEAST', title: '机动式巡察最短天数', parent: 'FLEXIBLE', days: 10 },
    { code: 'LOOK-BACK', title: '巡察“回头看”', days: 20 },
    { code: 'SUPERVISION', title: '巡察整改督查', days: 15 },
  ],
};

export const bodyLists: readonly LocalList[] = [
  supervisingBodies,
  targetCategories,
  inspectionPeriods,
];
