import type { Measure } from './counting.js';

/** What the parts of a figure differ in. */
export type Dimension = 'kind' | 'receiver' | 'category' | 'inspectionType' | 'mode';

/** Takes only facts whose column holds one of the values, or none of them. */
export interface Where {
  readonly column: Dimension | 'process';
  readonly values: readonly string[];
  readonly not?: true;
}

/** How a figure comes from facts. */
export type Formula =
  | {
      readonly does: 'sum';
      readonly measure: Measure;
      readonly where?: Where;
      readonly by?: Dimension;
    }
  | {
      /** Counts what has more given than taken back, each once. */
      readonly does: 'distinct';
      readonly measure: Measure;
      readonly of: 'unit';
      readonly where?: Where;
      readonly by?: Dimension;
    }
  | {
      readonly does: 'share';
      readonly part: readonly Measure[];
      readonly whole: readonly Measure[];
      readonly where?: Where;
    }
  | {
      /** Counts cases in which something is open, by the days since the last time it was opened. */
      readonly does: 'aged';
      readonly measure: Measure;
      readonly fromDays: number;
      readonly toDays: number | null;
    };

export interface Figure {
  readonly figure: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly unit: 'count' | 'fen' | 'percentTenths';
  readonly formula: Formula;
  /** Counts clues, whose small numbers stay inside the office. Source: `domain.md` D.3, rule 11. */
  readonly ofClues?: true;
}

export type ReportName = 'term' | 'round' | 'stage';

export interface Report {
  readonly report: ReportName;
  readonly title: { readonly zh: string; readonly en: string };
  readonly figures: readonly Figure[];
}

type Options = Partial<Pick<Figure, 'unit' | 'ofClues'>> & {
  readonly where?: Where;
  readonly by?: Dimension;
};

function sum(
  figure: string,
  zh: string,
  en: string,
  measure: Measure,
  { unit = 'count', ofClues, ...rest }: Options = {},
): Figure {
  const formula = { does: 'sum', measure, ...rest } as const;
  return { figure, title: { zh, en }, unit, formula, ...(ofClues ? { ofClues } : {}) };
}

function covered(figure: string, zh: string, en: string, options: Options): Figure {
  const formula = { does: 'distinct', measure: 'coverage', of: 'unit', ...options } as const;
  return { figure, title: { zh, en }, unit: 'count', formula };
}

function share(
  figure: string,
  zh: string,
  en: string,
  of: { part: readonly Measure[]; whole: readonly Measure[]; where?: Where },
): Figure {
  return { figure, title: { zh, en }, unit: 'percentTenths', formula: { does: 'share', ...of } };
}

function aged(figure: string, zh: string, en: string, fromDays: number, toDays: number | null) {
  const formula = { does: 'aged', measure: 'itemsOpen', fromDays, toDays } as const;
  return { figure, title: { zh, en }, unit: 'count', formula } as const;
}

/** Categories counted as villages and communities, beside the units of the county itself. Source: rows 31, 55. */
const VILLAGES = ['村', '社区', '村社区', '村（社区）', '村(社区)', 'village', 'community'];
const inVillages: Where = { column: 'category', values: VILLAGES };
const ofItems: Where = { column: 'process', values: ['rectification'] };

const FINDINGS: readonly Figure[] = [
  sum('findings', '发现问题', 'Findings', 'findingsConfirmed'),
  sum('findingsReported', '报告问题', 'Findings reported', 'findingsReported'),
  sum('findingsFedBack', '反馈问题', 'Findings fed back', 'findingsFedBack'),
];
const CLUES = sum('cluesTransferred', '移交问题线索', 'Clues transferred', 'cluesTransferred', {
  by: 'receiver',
  ofClues: true,
});
const YIELDED: readonly Figure[] = [
  sum('rulesEstablished', '建立完善制度', 'Rules established', 'rulesEstablished', { by: 'kind' }),
  sum('moneyRecovered', '挽回经济损失', 'Losses recovered', 'moneyRecovered', { unit: 'fen' }),
  sum('personsDisciplined', '处理人员', 'Persons disciplined', 'personsDisciplined', {
    by: 'kind',
  }),
  sum('accountability', '问责', 'Accountability decided', 'accountability'),
];
const COMPLETION: readonly Figure[] = [
  sum('items', '整改事项', 'Rectification items', 'items', { by: 'kind' }),
  sum('itemsClosed', '已完成', 'Closed', 'itemsClosed'),
  sum('itemsContinuing', '基本完成并持续推进', 'Continuing', 'itemsContinuing'),
  sum('itemsOpen', '未完成', 'Open', 'itemsOpen'),
  share('completionRate', '整改完成率', 'Completion rate', {
    part: ['itemsClosed'],
    whole: ['items'],
  }),
];

const onTimeRate = (title: readonly [string, string, string], where?: Where): Figure =>
  share(...title, {
    part: ['deadlinesOnTime'],
    whole: ['deadlinesOnTime', 'deadlinesLate', 'deadlinesOverdue'],
    ...(where ? { where } : {}),
  });

/** The review of a whole term; its first figures are those of acceptance row 55. */
const termReport: Report = {
  report: 'term',
  title: { zh: '届期报告', en: 'Term report' },
  figures: [
    sum('rounds', '巡察轮次', 'Rounds', 'rounds'),
    covered('unitsCovered', '巡察单位', 'Units covered', { where: { ...inVillages, not: true } }),
    covered('villagesCovered', '巡察村（社区）', 'Villages covered', { where: inVillages }),
    covered('coverage', '覆盖对象', 'Covered', { by: 'category' }),
    ...FINDINGS,
    CLUES,
    ...YIELDED,
    sum('targets', '巡察对象', 'Targets', 'targets', { by: 'inspectionType' }),
    sum('inspections', '完成驻点巡察', 'Inspections finished', 'inspections'),
    ...COMPLETION,
    onTimeRate(['onTimeRate', '按期率', 'On-time rate']),
    sum('instructions', '批示和会议要求', 'Instructions', 'instructions', { by: 'kind' }),
    sum('committeeMeetings', '常委会会议', 'Committee meetings', 'committeeMeetings'),
    sum('officeRules', '巡察制度', "Office's own rules", 'officeRules'),
    sum('inspectors', '巡察人才库', 'Inspector pool', 'inspectors', { by: 'kind' }),
    sum('suggestionsSent', '巡察建议书', 'Suggestions sent', 'suggestionsSent'),
    sum('suggestionsImplemented', '建议落实', 'Suggestions implemented', 'suggestionsImplemented'),
  ],
};

const roundReport: Report = {
  report: 'round',
  title: { zh: '轮次报告', en: 'Round report' },
  figures: [
    sum('targets', '巡察对象', 'Targets', 'targets', { by: 'inspectionType' }),
    sum('targetsByMode', '巡察方式', 'Targets by mode', 'targets', { by: 'mode' }),
    sum('stationings', '进驻动员', 'Mobilization meetings', 'stationings'),
    sum('inspections', '完成驻点巡察', 'Inspections finished', 'inspections'),
    covered('coverage', '覆盖对象', 'Covered', { by: 'category' }),
    sum('inquiriesSent', '巡前函询', 'Inquiries sent', 'inquiriesSent'),
    sum('inquiriesAnswered', '函询答复', 'Inquiries answered', 'inquiriesAnswered'),
    sum('pledgesSigned', '签订承诺', 'Pledges signed', 'pledgesSigned'),
    sum('temporaryBranches', '临时党支部', 'Temporary branches', 'temporaryBranches'),
    sum('petitions', '来信来电来访', 'Petitions', 'petitions'),
    sum('findingsDrafted', '问题底稿', 'Findings drafted', 'findingsDrafted'),
    ...FINDINGS,
    sum('findingsClaimed', '认领问题', 'Findings claimed', 'findingsClaimed'),
    sum('verdicts', '回头看结论', 'Verdicts on earlier findings', 'verdicts', { by: 'kind' }),
    sum('immediateOrdered', '立行立改', 'Immediate rectification', 'immediateOrdered'),
    sum('immediateCompleted', '立行立改完成', 'Immediate, completed', 'immediateCompleted'),
    CLUES,
    ...YIELDED,
    ...COMPLETION,
    onTimeRate(['onTimeRate', '按期率', 'On-time rate']),
    sum('publicReports', '社会公开', 'Public reports', 'publicReports'),
  ],
};

/** How far the rectification is on a day, between feedback and assessment. */
const stageReport: Report = {
  report: 'stage',
  title: { zh: '阶段报告', en: 'Stage report' },
  figures: [
    sum('findingsFedBack', '反馈问题', 'Findings fed back', 'findingsFedBack'),
    sum('findingsClaimed', '认领问题', 'Findings claimed', 'findingsClaimed'),
    ...COMPLETION,
    sum('itemsReopened', '重新整改', 'Reopened', 'itemsReopened'),
    sum('supervisionVerdicts', '整改督查结论', 'Supervision verdicts', 'supervisionVerdicts', {
      by: 'kind',
    }),
    onTimeRate(['onTimeRate', '整改按期率', 'On-time rate of items'], ofItems),
    sum('overdue', '逾期未办', 'Overdue', 'deadlinesOverdue', { where: ofItems }),
    aged('open30', '未完成 30 天以内', 'Open up to 30 days', 0, 30),
    aged('open90', '未完成 31 至 90 天', 'Open 31 to 90 days', 31, 90),
    aged('open180', '未完成 91 至 180 天', 'Open 91 to 180 days', 91, 180),
    aged('open365', '未完成 181 至 365 天', 'Open 181 to 365 days', 181, 365),
    aged('openLonger', '未完成一年以上', 'Open more than 365 days', 366, null),
    CLUES,
    sum('cluesAnswered', '线索办结反馈', 'Clues answered', 'cluesAnswered', {
      by: 'receiver',
      ofClues: true,
    }),
    ...YIELDED,
  ],
};

/** Every report of the product, one line each. */
export const allReports: readonly Report[] = [termReport, roundReport, stageReport];

/** @returns undefined when the report has no such figure */
export function figureNamed({ figures }: Report, name: string): Figure | undefined {
  return figures.find(({ figure }) => figure === name);
}
