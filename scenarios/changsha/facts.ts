import type { DeadlineFact } from '../kit/deadline-check.js';
import type { GroupFacts, RoundDays, RoundFacts, TargetFacts } from '../kit/facts.js';

/** 长沙: the second round, up to its secretary's meeting and the feedback; only the meeting's day is the article's. */
export const DAYS: RoundDays = {
  proposal: '2022-08-08',
  approval: '2022-08-12',
  groups: '2022-08-15',
  notice: '2022-08-18',
  deployment: '2022-08-22',
  safetyPlans: '2022-08-26',
  stationing: '2022-08-29',
  withdrawal: '2022-10-28',
  reports: '2022-11-11',
  leadingGroup: '2022-11-18',
  secretary: '2022-11-28',
};
export const LETTERS_ON = '2022-12-05';
export const FEEDBACK_ON = '2022-12-12';

/** Made up so that the article's sums come out: unit, group, findings, of which ordered at once. */
type Row = readonly [unit: string, group: number, findings: number, immediate: number];

const REGULAR: readonly Row[] = [
  ['C-R01', 1, 38, 9],
  ['C-R02', 1, 30, 6],
  ['C-R03', 2, 35, 8],
  ['C-R04', 2, 28, 6],
  ['C-R05', 3, 33, 7],
  ['C-R06', 3, 37, 8],
  ['C-R07', 4, 29, 6],
  ['C-R08', 4, 32, 7],
  ['C-R09', 5, 34, 7],
  ['C-R10', 5, 27, 6],
  ['C-R11', 6, 36, 8],
  ['C-R12', 6, 31, 7],
  ['C-R13', 7, 26, 6],
  ['C-R14', 7, 32, 7],
];

const VILLAGES: readonly Row[] = [
  ['C-V01', 8, 15, 5],
  ['C-V02', 8, 13, 5],
  ['C-V03', 8, 14, 5],
  ['C-V04', 8, 12, 4],
  ['C-V05', 9, 16, 6],
  ['C-V06', 9, 13, 5],
  ['C-V07', 9, 14, 5],
  ['C-V08', 9, 12, 4],
  ['C-V09', 10, 15, 5],
  ['C-V10', 10, 13, 5],
  ['C-V11', 10, 14, 5],
  ['C-V12', 10, 12, 4],
  ['C-V13', 11, 13, 5],
  ['C-V14', 11, 14, 5],
  ['C-V15', 11, 13, 4],
  ['C-V16', 11, 14, 5],
];

/** Old findings of a supervised organization, all but the last two alike. */
export const OLD_FINDINGS = 6;
const SUPERVISED = 20;
const SUPERVISED_PER_GROUP = 5;
const FIRST_SUPERVISING_GROUP = 12;
/** In the first two, one old finding has rebounded; in the others one goes on being rectified. */
const REBOUNDED_IN: readonly string[] = ['C-S01', 'C-S02'];

export type Line = 'regular' | 'upgradedCross' | 'rectificationSupervision';

export const LINES: Readonly<Record<Line, string>> = {
  regular: '常规',
  upgradedCross: '提级交叉',
  rectificationSupervision: '整改督查',
};

const LINE_OF: Readonly<Record<string, Line>> = {
  R: 'regular',
  V: 'upgradedCross',
  S: 'rectificationSupervision',
};

/** @throws Error for a code of no line */
export function lineOf(unit: string): Line {
  const line = LINE_OF[unit.slice(2, 3)];
  if (!line) throw new Error(`${unit} belongs to no line of work`);
  return line;
}

export interface Counts {
  readonly findings: number;
  readonly immediate: number;
}

const COUNTS = new Map(
  [...REGULAR, ...VILLAGES].map(([unit, , findings, immediate]) => [unit, { findings, immediate }]),
);

export function countsOf(unit: string): Counts {
  return COUNTS.get(unit) ?? { findings: 0, immediate: 0 };
}

const two = (number: number): string => String(number).padStart(2, '0');

/** The article names one of the fifty. */
const nameOf = (unit: string, kind: string): string =>
  unit === 'C-R01' ? '市水业集团' : `${kind}${unit.slice(3)}`;

const targets: readonly TargetFacts[] = [
  ...REGULAR.map(([unit, group]) => ({
    ...{ unit, name: nameOf(unit, '被巡察党组织'), category: '市管党组织', type: 'regular', group },
  })),
  ...VILLAGES.map(([unit, group]) => ({
    ...{ unit, name: nameOf(unit, '被巡察村(社区)'), category: '村(社区)', type: 'special', group },
    more: {
      modes: ['upgraded', 'cross'],
      owner: { code: `C-Q${group}`, name: `区县(市)${group}党委` },
    },
  })),
  ...Array.from({ length: SUPERVISED }, (_, index) => supervised(index)),
];

function supervised(index: number): TargetFacts {
  const unit = `C-S${two(index + 1)}`;
  // The inspection that is supervised lies in an earlier installation; its case is named all the same.
  const earlier = `target-inspection-00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;
  return {
    unit,
    name: nameOf(unit, '被督查党组织'),
    category: '市管党组织',
    type: 'rectificationSupervision',
    group: FIRST_SUPERVISING_GROUP + Math.floor(index / SUPERVISED_PER_GROUP),
    more: {
      lookBackOf: {
        inspection: earlier,
        round: '市委第一轮巡察',
        findings: Array.from({ length: OLD_FINDINGS }, (_, finding) => `OLD-${finding + 1}`),
      },
    },
  };
}

/** What the visit finds of each old finding of a supervised organization. */
export function verdictsOf(unit: string): readonly string[] {
  const last = REBOUNDED_IN.includes(unit) ? 'rebounded' : 'continuing';
  return ['solved', 'solved', 'solved', 'solved', 'partly', last];
}

const groups: readonly GroupFacts[] = Array.from({ length: 15 }, (_, index) => ({
  number: index + 1,
  name: `市委巡察组${two(index + 1)}`,
  members: 3,
  // Cross: its members come from another district than the villages they inspect.
  ...(index >= 7 && index < 11
    ? { more: { home: { code: `C-Q${index + 20}`, name: `区县(市)${index + 20}` } } }
    : {}),
}));

/** “三个聚焦”: the article only names them. */
export const FOCUSES = [
  '党中央重大决策部署在基层落实',
  '群众身边的不正之风和腐败',
  '基层党组织软弱涣散',
] as const;

export const FACTS: RoundFacts = {
  scenario: 'changsha',
  proposal: {
    number: 'CS-2',
    name: '市委第二轮巡察',
    term: '市委',
    sequence: 2,
    plannedFrom: DAYS.stationing,
    plannedTo: DAYS.withdrawal,
    targetsPerGroup: 5,
    level: 'city',
  },
  groups,
  targets,
  deployment: {
    speakers: ['市委巡察工作领导小组组长'],
    requirements: ['常规巡察、提级交叉巡察、巡察整改督查一体推进'],
  },
};

export const isFedBack = ({ unit }: Pick<TargetFacts, 'unit'>): boolean =>
  lineOf(unit) !== 'rectificationSupervision';

export const DAILY_SUPERVISORS = ['纪检', '组织', '财政', '审计', '国资', '发改'] as const;

export const INTEGRATION_TAGS = [
  ['DAILY', '融入日常工作'],
  ['REFORM', '融入深化改革'],
  ['GRASSROOTS', '融入基层党建工作'],
  ['BODIES', '融入班子队伍建设'],
] as const;

const limit = (
  rule: string,
  anchorOn: string,
  amount: number,
  unit: DeadlineFact['unit'],
  dueOn: string,
): DeadlineFact => ({ rule, pack: 'county-default', anchorOn, amount, unit, dueOn });

export const DEADLINES: readonly DeadlineFact[] = [
  limit('report-after-fieldwork', '2022-10-28', 15, 'workingDay', '2022-11-18'),
  limit('leading-group-hears', '2022-11-11', 10, 'workingDay', '2022-11-25'),
  limit('secretary-meeting-hears', '2022-10-28', 1, 'calendarMonth', '2022-11-28'),
  limit('feedback-after-decision', '2022-11-28', 15, 'workingDay', '2022-12-19'),
  limit('rectification-plan', '2022-12-12', 1, 'calendarMonth', '2023-01-12'),
  {
    ...limit('rectification-report', '2022-12-12', 3, 'calendarMonth', '2023-03-13'),
    ...{ rawDueOn: '2023-03-12', why: '星期日顺延' },
  },
];
