import type { CalendarDate } from '../../domain/shared/calendar-date.js';

/**
 * What the article of 2021-05-28 says of the county's twelfth round, and what we filled in. `inferred` marks
 * our reading or a filled-in value; nobody appears by name, only by post.
 */
export const ROUND = {
  number: 'XC-10-12',
  name: '十届县委第十二轮巡察',
  term: '十届县委',
  sequence: 12,
  plannedFrom: '2021-05-22',
  plannedTo: '2021-06-22',
} as const;

export type UnitCode = `W-T${1 | 2 | 3 | 4 | 5 | 6 | 7}`;

export interface Target {
  readonly unit: UnitCode;
  readonly name: string;
  readonly category: string;
  readonly type: 'regular' | 'lookBack';
  readonly group: number;
  /** Which of these values are our reading. */
  readonly inferred: readonly string[];
  /** Post of the leading group's representative at its mobilization meeting. */
  readonly representative: string;
  /** The city's guidance group sat in, two of its members. */
  readonly observed: boolean;
  readonly lookBackOf?: {
    readonly inspection: string;
    readonly round: string;
    readonly findings: readonly string[];
  };
}

const DISCIPLINE = '县纪委副书记、县监委副主任、县委巡察工作领导小组成员';
const OFFICE = '县委巡察工作领导小组成员、县委巡察办主任';
const ORGANIZATION = '县委组织部副部长、县老干部局局长';

const GROUP_AND_CATEGORY = ['group', 'category', 'representative'];

/** Six regular inspections and one look-back. Source rows 5–7; only group 3's targets are told. */
export const TARGETS: readonly Target[] = [
  {
    unit: 'W-T1',
    name: '县中医院',
    category: '事业单位',
    type: 'regular',
    group: 1,
    inferred: GROUP_AND_CATEGORY,
    representative: DISCIPLINE,
    observed: false,
  },
  {
    unit: 'W-T2',
    name: '县产业招商促进中心',
    category: '事业单位',
    type: 'regular',
    group: 1,
    inferred: GROUP_AND_CATEGORY,
    representative: DISCIPLINE,
    observed: false,
  },
  {
    unit: 'W-T3',
    name: '县综合行政执法局',
    category: '政府部门',
    type: 'regular',
    group: 2,
    inferred: GROUP_AND_CATEGORY,
    representative: DISCIPLINE,
    observed: false,
  },
  {
    unit: 'W-T4',
    name: '县审计局',
    category: '政府部门',
    type: 'regular',
    group: 2,
    inferred: GROUP_AND_CATEGORY,
    representative: DISCIPLINE,
    observed: false,
  },
  {
    unit: 'W-T5',
    name: '县林果服务中心',
    category: '事业单位',
    type: 'regular',
    group: 3,
    inferred: ['category'],
    representative: OFFICE,
    observed: true,
  },
  {
    unit: 'W-T6',
    name: '县第一中学',
    category: '事业单位',
    type: 'regular',
    group: 4,
    inferred: GROUP_AND_CATEGORY,
    representative: ORGANIZATION,
    observed: false,
  },
  {
    unit: 'W-T7',
    name: '院堡镇',
    category: '乡镇',
    type: 'lookBack',
    group: 3,
    inferred: ['category', 'lookBackOf'],
    representative: OFFICE,
    observed: true,
    lookBackOf: {
      inspection: 'target-inspection-0e8d2a3c-6a1b-4f57-9c1e-5d0a7b3f2e61',
      round: '十届县委第五轮巡察',
      findings: ['OLD-1', 'OLD-2', 'OLD-3', 'OLD-4', 'OLD-5'],
    },
  },
];

export interface Group {
  readonly number: number;
  readonly name: string;
  readonly inferred: boolean;
}

/** Four groups; which targets 1, 2 and 4 had is filled in. */
export const GROUPS: readonly Group[] = [
  { number: 1, name: '县委第一巡察组', inferred: true },
  { number: 2, name: '县委第二巡察组', inferred: true },
  { number: 3, name: '县委第三巡察组', inferred: false },
  { number: 4, name: '县委第四巡察组', inferred: true },
];

interface SourceDate {
  readonly on: CalendarDate;
  readonly inferred: boolean;
}

const told = (on: CalendarDate): SourceDate => ({ on, inferred: false });
const filledIn = (on: CalendarDate): SourceDate => ({ on, inferred: true });

/** The days of the round in the source's calendar; everything after 2021-05-28 is planned or filled in. */
export const DATES = {
  proposal: filledIn('2021-05-06'),
  approval: filledIn('2021-05-08'),
  groups: filledIn('2021-05-10'),
  notice: filledIn('2021-05-12'),
  deployment: told('2021-05-20'),
  preparation: filledIn('2021-05-21'),
  mobilization: told('2021-05-22'),
  withdrawal: filledIn('2021-06-22'),
  reports: filledIn('2021-07-09'),
  leadingGroup: filledIn('2021-07-16'),
  secretary: filledIn('2021-07-21'),
  feedback: filledIn('2021-08-05'),
  claims: filledIn('2021-08-09'),
  lifeMeetings: filledIn('2021-08-16'),
  plans: filledIn('2021-08-27'),
  planReviews: filledIn('2021-08-30'),
  planApproval: filledIn('2021-09-01'),
  rectificationReports: filledIn('2021-11-02'),
  acceptance: filledIn('2021-11-05'),
  exemptions: filledIn('2021-11-08'),
  publication: filledIn('2021-11-10'),
  targetClosing: filledIn('2021-11-12'),
  assessment: filledIn('2021-11-25'),
  roundClosing: filledIn('2021-12-03'),
} as const;

/** What the county secretary and the leading group asked for. Source rows 9, 17–19, 21–23, 25. */
export const DEPLOYMENT_REQUIREMENTS: readonly string[] = [
  '县委书记:准确把握政治巡察监督的着力点、关键点',
  '县委书记:督促被巡察党组织认真履行职责,扎实整改存在问题',
  '巡察组:紧盯重点人、重点事、重点问题',
  '巡察组:督促被巡察党组织立行立改',
  '巡察组:严格按巡察授权和方案要求开展工作',
  '被巡察党组织:要成立专门的联络组',
];

/** “三个聚焦”: the article names it only; the items are another county's, so they are inferred. */
export const FOCUSES = [
  '党中央重大决策部署在基层落实情况',
  '群众身边的不正之风和腐败问题',
  '基层党组织软弱涣散和组织力欠缺问题',
] as const;

/** What the public is concerned about. Source row 16. */
export type Concern = '教育' | '医疗' | '住房' | '养老' | '上学' | '就业' | '社保' | '低保';

/** Head counts and questionnaires per target: generated, the article gives none. */
export const ATTENDANCE = [
  { category: '全体党员干部职工', count: 40 },
  { category: '近三年离退休党员干部', count: 6 },
  { category: '两代表一委员', count: 4 },
] as const;
export const QUESTIONNAIRES = { issued: 50, returned: 48 } as const;

/** Verdicts of the look-back on the five earlier findings: generated. */
export const VERDICTS = {
  'OLD-1': 'solved',
  'OLD-2': 'solved',
  'OLD-3': 'solved',
  'OLD-4': 'partly',
  'OLD-5': 'rebounded',
} as const;

/** Totals the generated part must come out at. */
export const TOTALS = {
  regular: 6,
  lookBack: 1,
  targets: 7,
  groups: 4,
  days: 32,
  attendance: 350,
  issued: 350,
  returned: 336,
  findings: 28,
  immediate: 7,
  verdicts: { solved: 3, partly: 1, rebounded: 1, false: 0 },
} as const;

/** The grades of the final assessment: generated. */
export const GRADES: Readonly<Record<UnitCode, string>> = {
  'W-T1': 'qualified',
  'W-T2': 'excellent',
  'W-T3': 'qualified',
  'W-T4': 'basicallyQualified',
  'W-T5': 'qualified',
  'W-T6': 'qualified',
  'W-T7': 'excellent',
};
