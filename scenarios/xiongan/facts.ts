import type { DeadlineFact } from '../kit/deadline-check.js';
import type { RoundDays, RoundFacts, TargetFacts } from '../kit/facts.js';

/** 雄安新区: a new area inspects departments of its three counties; months are the article's, days ours. */
export const DAYS: RoundDays = {
  proposal: '2021-08-16',
  approval: '2021-08-20',
  groups: '2021-08-23',
  notice: '2021-08-26',
  deployment: '2021-08-30',
  safetyPlans: '2021-09-03',
  stationing: '2021-09-06',
  withdrawal: '2021-10-15',
  reports: '2021-10-29',
  leadingGroup: '2021-11-05',
  secretary: '2021-11-12',
};

export const LETTERS_ON = '2021-11-19';
/** The article: all feedback was done by this day. */
export const DONE_BY = '2021-12-11';

export interface County {
  readonly code: string;
  readonly name: string;
  readonly group: number;
  /** The county its group's members come from: cross means not from home. */
  readonly membersFrom: string;
  readonly fedBackOn: string;
}

export const COUNTIES: readonly County[] = [
  { code: 'X-C1', name: '县01', group: 1, membersFrom: 'X-C2', fedBackOn: '2021-11-23' },
  { code: 'X-C2', name: '县02', group: 2, membersFrom: 'X-C3', fedBackOn: '2021-11-26' },
  { code: 'X-C3', name: '县03', group: 3, membersFrom: 'X-C1', fedBackOn: '2021-12-01' },
];

/** Kind of department; the article names four and leaves two unnamed. */
export const UNNAMED_KIND = '未载明';

interface Department {
  readonly unit: string;
  readonly name: string;
  readonly kind: string;
  readonly county: number;
  readonly findings: number;
  readonly fedBackOn: string;
}

const DEPARTMENTS: readonly Department[] = [
  {
    ...{ unit: 'X-T1', name: '县01交通运输局党组', kind: '交通运输局', county: 1 },
    ...{ findings: 9, fedBackOn: '2021-12-02' },
  },
  {
    ...{ unit: 'X-T2', name: '县01教育局党组', kind: '教育局', county: 1 },
    ...{ findings: 8, fedBackOn: '2021-12-02' },
  },
  {
    ...{ unit: 'X-T3', name: '县02住房和城乡建设局党组', kind: '住房和城乡建设局', county: 2 },
    ...{ findings: 7, fedBackOn: '2021-12-02' },
  },
  {
    ...{ unit: 'X-T4', name: '县02综合行政执法局党组', kind: '综合行政执法局', county: 2 },
    ...{ findings: 9, fedBackOn: '2021-12-03' },
  },
  {
    ...{ unit: 'X-T5', name: '被巡察单位05党组', kind: UNNAMED_KIND, county: 3 },
    ...{ findings: 8, fedBackOn: '2021-12-03' },
  },
  {
    ...{ unit: 'X-T6', name: '被巡察单位06党组', kind: UNNAMED_KIND, county: 3 },
    ...{ findings: 7, fedBackOn: '2021-12-03' },
  },
];

export function countyOf(unit: string): County {
  const county = COUNTIES[departmentOf(unit).county - 1];
  if (!county) throw new Error(`${unit} has no county`);
  return county;
}

export function departmentOf(unit: string): Department {
  const found = DEPARTMENTS.find((department) => department.unit === unit);
  if (!found) throw new Error(`no department ${unit}`);
  return found;
}

/** What the article says this inspection looks at. */
export const FOCUS = ['政府投资项目组织实施', '财政资金管理使用', '领导班子作风建设'] as const;

export const FACTS: RoundFacts = {
  scenario: 'xiongan',
  proposal: {
    number: 'XA-2021-1',
    name: '雄安新区党工委提级交叉巡察',
    term: '雄安新区',
    sequence: 1,
    plannedFrom: DAYS.stationing,
    plannedTo: DAYS.withdrawal,
  },
  groups: COUNTIES.map(({ group, membersFrom }) => ({
    number: group,
    name: `提级交叉巡察组0${group}`,
    members: 3,
    more: { home: { code: membersFrom, name: `县0${membersFrom.slice(-1)}` } },
  })),
  targets: DEPARTMENTS.map(({ unit, name, kind, county }): TargetFacts => ({
    ...{ unit, name, category: kind, type: 'special', group: county },
    more: {
      modes: ['upgraded', 'cross'],
      owner: { code: `X-C${county}`, name: `县0${county}县委` },
    },
  })),
  deployment: {
    speakers: ['新区党工委巡察工作领导小组常务副组长'],
    requirements: ['聚焦政府投资项目、财政资金和领导班子作风'],
  },
};

/** Posts of a county in the order the article names them, and what each answers for. */
export const RESPONSIBILITY_CHAIN = [
  { post: '县委书记', level: 'main' },
  { post: '县委巡察工作领导小组', level: 'organize' },
  { post: '县纪委书记', level: 'assist' },
  { post: '县委组织部部长', level: 'assist' },
  { post: '县政府分管领导', level: 'dualResponsibility' },
] as const;

/** Whom the executive deputy head talks to together. */
export const TALKED_TO = ['县委书记', '县纪委书记', '县委组织部部长', '县政府分管领导'] as const;

export const INTEGRATION_TAGS = [
  ['DAILY', '融入日常工作'],
  ['REFORM', '融入深化改革'],
  ['GOVERNANCE', '融入全面从严治党'],
  ['BODIES', '融入班子队伍建设'],
] as const;

export const GROUNDS = [
  ['WEAK', '整改不力'],
  ['FALSE', '虚假整改'],
  ['PERFUNCTORY', '敷衍整改'],
] as const;

export const DEADLINES: readonly DeadlineFact[] = [
  {
    rule: 'secretary-meeting-hears',
    pack: 'county-default',
    anchorOn: '2021-10-15',
    amount: 1,
    unit: 'calendarMonth',
    dueOn: '2021-11-15',
  },
  {
    rule: 'feedback-after-decision',
    pack: 'county-default',
    anchorOn: '2021-11-12',
    amount: 15,
    unit: 'workingDay',
    dueOn: '2021-12-03',
  },
  {
    rule: 'rectification-plan',
    pack: 'county-default',
    anchorOn: '2021-12-02',
    amount: 1,
    unit: 'calendarMonth',
    rawDueOn: '2022-01-02',
    dueOn: '2022-01-04',
    why: '元旦假期内的星期日',
  },
  {
    rule: 'rectification-plan',
    pack: 'county-default',
    anchorOn: '2021-12-03',
    amount: 1,
    unit: 'calendarMonth',
    rawDueOn: '2022-01-03',
    dueOn: '2022-01-04',
    why: '元旦假期最后一天',
  },
  {
    rule: 'rectification-report',
    pack: 'county-default',
    anchorOn: '2021-12-02',
    amount: 3,
    unit: 'calendarMonth',
    dueOn: '2022-03-02',
  },
];
