import type { RoundDays, RoundFacts, TargetFacts } from '../kit/facts.js';

/** 河南: the province's sixth round; deployment and publication are the article's days, the others ours. */
export const DAYS: Omit<RoundDays, 'withdrawal' | 'reports' | 'leadingGroup' | 'secretary'> = {
  proposal: '2019-03-18',
  approval: '2019-03-25',
  groups: '2019-03-28',
  notice: '2019-03-29',
  deployment: '2019-04-01',
  safetyPlans: '2019-04-08',
  stationing: '2019-04-10',
};
/** Two calendar months after the stationing. */
export const FIELDWORK_ENDS_ON = '2019-06-10';
export const PUBLISHED = { on: '2019-04-17', time: '17:28:04' } as const;
export const PLAN_SET_ON = '2019-03-15';

/** At least so many Party organizations in two rounds of the year. */
export const ANNUAL_PLAN = { minimum: 70, rounds: 2 } as const;

export const COUNTY = '县(市、区)';
export const PROVINCIAL_UNIT = '省直单位';
export const ENTERPRISE = '省管国有企业';
const KINDS = {
  C: { category: COUNTY, name: '被巡视县(市、区)' },
  P: { category: PROVINCIAL_UNIT, name: '被巡视省直单位' },
  S: { category: ENTERPRISE, name: '被巡视省管国有企业' },
} as const;

const GROUPS = 13;
export const CITIES = 10;
export const COUNTIES = 30;

const two = (number: number): string => String(number).padStart(2, '0');

/** Groups 1 to 6 have two counties and a provincial unit, 7 to 9 two and an enterprise, the rest three counties. */
function codesOf(group: number): readonly string[] {
  const counties = group <= 9 ? 2 : 3;
  const before = group <= 9 ? (group - 1) * 2 : 18 + (group - 10) * 3;
  const own = Array.from({ length: counties }, (_, index) => `C${two(before + index + 1)}`);
  if (group <= 6) return [...own, `P${two(group)}`];
  return group <= 9 ? [...own, `S${two(group - 6)}`] : own;
}

function targetOf(code: string, group: number): TargetFacts {
  const kind = KINDS[code.slice(0, 1) as keyof typeof KINDS];
  return {
    unit: `H-${code}`,
    name: `${kind.name}${code.slice(1)}`,
    category: kind.category,
    type: 'regular',
    group,
  };
}

const numbers = Array.from({ length: GROUPS }, (_, index) => index + 1);

/** Head, deputy and liaison besides these: ten people in a group. */
const MEMBERS = 7;

export const FACTS: RoundFacts = {
  scenario: 'henan',
  proposal: {
    number: 'HN-10-06',
    name: '十届省委第六轮巡视',
    term: '十届省委',
    sequence: 6,
    plannedFrom: DAYS.stationing,
    plannedTo: FIELDWORK_ENDS_ON,
    targetsPerGroup: 3,
    level: 'provincial',
  },
  groups: numbers.map((number) => ({ number, name: `省委第${number}巡视组`, members: MEMBERS })),
  targets: numbers.flatMap((group) => codesOf(group).map((code) => targetOf(code, group))),
  deployment: {
    speakers: ['省委常委、省委巡视工作领导小组组长'],
    requirements: ['五个方面的要求, 逐项分解'],
  },
};

/** The three rules every member signs; the article gives their names, not their text. */
export const PLEDGES = [
  ['WU-YAN-GE', '“五严格”'],
  ['LIU-YAN-JIN', '“六严禁”'],
  ['SHI-BU-ZHUN', '“十不准”'],
] as const;

/** What the conference asks for, in five respects; every city, county and unit lists its work against each. */
export const REQUIREMENTS = [
  ['R1', '政治站位'],
  ['R2', '政治定位'],
  ['R3', '整改责任'],
  ['R4', '全覆盖和格局'],
  ['R5', '规范化建设'],
] as const;

/** Counties under the poverty theme: a special inspection the year before, and this round. */
export const CAMPAIGN = { number: 'FP-2018', theme: '脱贫攻坚', countiesBefore: 30 } as const;

export const cityCode = (city: number): string => `HN-S${two(city)}`;
export const countyCode = (county: number): string => `HN-X${two(county)}`;
/** Made up, so that figures can flow up: the counties go round the cities. */
export const cityOf = (county: number): number => ((county - 1) % CITIES) + 1;
