import { inspectionWord, type Level } from '../../domain/shared/levels.js';
import { dueOf, shippedCalendar } from '../../domain/shared/working-days.js';
import {
  atTargets,
  dataOf,
  percentOf,
  readPlayed,
  refusalCheck,
  type Played,
} from '../kit/played.js';
import type { CheckResult, PlayOptions, Theater } from '../scenario.js';
import { COUNTY, DAYS, ENTERPRISE, FIELDWORK_ENDS_ON, PROVINCIAL_UNIT } from './facts.js';
import { STARTS_ON } from './play.js';

type Check = (played: Played) => CheckResult;

/** The lines this scenario must print, each from what the installation holds. */
export async function check(
  theater: Theater,
  options: PlayOptions,
): Promise<readonly CheckResult[]> {
  const played = await readPlayed(theater, options, STARTS_ON);
  const term = played.scene.others.get('term-plan');
  if (!term) throw new Error('the play opened no term plan');
  const { annualProgress } = await theater.coverage(term, options.dateOf(DAYS.approval));
  const deadlines = await theater.rows('deadline-list');
  return [
    ...CHECKS.map((one) => one(played)),
    ...annualChecks(annualProgress as AnnualProgress),
    fieldworkPeriod(
      deadlines.filter((row) => row['caseRound'] === played.scene.roundStream),
      options,
    ),
  ].sort((a, b) => place(a) - place(b));
}

const place = ({ id }: CheckResult): number => (id.startsWith('L') ? 100 : 0) + Number(id.slice(1));

const CHECKS: readonly Check[] = [
  targets,
  loads,
  others,
  campaign,
  branches,
  (played) =>
    refusalCheck(played, {
      id: 'H8',
      print: '河南 拒绝: 任一组的第4个被巡视对象',
      code: 'group-overloaded',
      times: 13,
    }),
  (played) =>
    refusalCheck(played, {
      id: 'H9',
      print: '河南 拒绝: 未签承诺的成员进驻',
      code: 'pledge-missing',
      times: 1,
    }),
  requirements,
  strategy,
  words,
  rollUp,
  pledges,
];

function listedAs(played: Played, category: string): number {
  return atTargets(played, 'TargetListed').filter((data) => data['category'] === category).length;
}

function targets(played: Played): CheckResult {
  const [counties, units, enterprises] = [COUNTY, PROVINCIAL_UNIT, ENTERPRISE].map((category) =>
    listedAs(played, category),
  ) as [number, number, number];
  const sum = counties + units + enterprises;
  return {
    id: 'H1',
    passed: counties === 30 && units === 6 && enterprises === 3 && sum === played.targets.size,
    print: `河南 县(市、区)${counties} + 省直${units} + 省管国企${enterprises} = ${sum}`,
  };
}

function loads({ round }: Played): CheckResult {
  const sizes = dataOf(round, 'GroupFormed').map(
    ({ units }) => (units as readonly unknown[]).length,
  );
  const size = new Set(sizes).size === 1 ? (sizes[0] ?? 0) : 0;
  return {
    id: 'H2',
    passed: sizes.length === 13 && size === 3 && sizes.length * size === 39,
    print: `河南 ${sizes.length}组 × ${size} = ${sizes.length * size}`,
  };
}

function others(played: Played): CheckResult {
  const [units, enterprises] = [listedAs(played, PROVINCIAL_UNIT), listedAs(played, ENTERPRISE)];
  return {
    id: 'H3',
    passed: units === 6 && enterprises === 3,
    print: `河南 省直${units} + 省管国企${enterprises} = ${units + enterprises}`,
  };
}

interface AnnualProgress {
  readonly minimum: number;
  readonly approvedTargets: number;
  readonly remaining: number;
}

/** The plan of the year as the term's own case counts it. */
function annualChecks({
  minimum,
  approvedTargets,
  remaining,
}: AnnualProgress): readonly CheckResult[] {
  const share = percentOf(approvedTargets, minimum);
  return [
    {
      id: 'H4',
      passed: approvedTargets === 39 && minimum === 70 && share === '55.7',
      print: `河南 2019年计划 ≥${minimum}: 本轮后 ${approvedTargets}/${minimum} = ${share}%, 至少还需 ${remaining}`,
    },
    {
      id: 'H5',
      passed: approvedTargets + remaining === 70 && remaining === 31,
      print: `河南 ${approvedTargets} + ${remaining} = ${approvedTargets + remaining}`,
    },
  ];
}

const organizationOf = ({ others: cases }: Played) => cases.get('organization') ?? [];

function campaign(played: Played): CheckResult {
  const parts = dataOf(organizationOf(played), 'RoundLinkedToCampaign').map((data) =>
    Number(data['targets']),
  );
  const sum = parts.reduce((a, b) => a + b, 0);
  return {
    id: 'H6',
    passed: parts.join() === '30,30' && sum === 60,
    print: `河南 脱贫攻坚 2018年${parts[0] ?? 0}县 + 2019年${parts[1] ?? 0}县 = ${sum} (若不重复)`,
  };
}

function branches({ round }: Played): CheckResult {
  const set = dataOf(round, 'TemporaryBranchSetUp').length;
  const groups = dataOf(round, 'GroupFormed').length;
  return {
    id: 'H7',
    passed: set === 13 && groups === 13,
    print: `河南 临时党支部 ${set}/${groups}`,
  };
}

function requirements(played: Played): CheckResult {
  const aspects = dataOf(organizationOf(played), 'RequirementDecomposed').flatMap(
    (data) => data['aspects'] as readonly unknown[],
  );
  return {
    id: 'H10',
    passed: aspects.length === 5,
    print: `河南 会议要求 ${aspects.length} 项已分解`,
  };
}

const STRATEGIES: Readonly<Record<string, string>> = { mixed: '板块混动', byBlock: '板块轮动' };

function strategy({ round }: Played): CheckResult {
  const recorded = dataOf(round, 'SelectionRecorded').map((data) => String(data['strategy']));
  const words = recorded.map((name) => STRATEGIES[name] ?? name).join();
  return {
    id: 'H11',
    passed: words === '板块混动',
    print: `河南 选取方式 ${words} (此前 ${STRATEGIES['byBlock'] ?? ''})`,
  };
}

/** The word follows the level that the round and the organizations below were entered with. */
function words(played: Played): CheckResult {
  const own = dataOf(played.round, 'RoundProposed').map(({ level }) =>
    inspectionWord(level as Level),
  );
  const below = dataOf(organizationOf(played), 'OrganizationRegistered')
    .map(({ level }) => level as Level)
    .filter((level) => level === 'city' || level === 'county')
    .map(inspectionWord);
  const lower = [...new Set(below)].join('/');
  return {
    id: 'H12',
    passed: own.join() === '巡视' && lower === '巡察' && below.length === 40,
    print: `河南 界面用词 ${own.join()}, 市县用词 ${lower}`,
  };
}

/** What the counties reported, summed to their cities and these to the province. */
function rollUp(played: Played): CheckResult {
  const events = organizationOf(played);
  const nodes = dataOf(events, 'OrganizationRegistered');
  const reported = new Map(
    dataOf(events, 'FiguresReported').map(({ from, figures }) => [
      from,
      (figures as Readonly<Record<string, number>>)['underInspection'] ?? 0,
    ]),
  );
  const sumOf = (code: unknown): number =>
    nodes
      .filter(({ parent }) => parent === code)
      .reduce((sum, node) => sum + sumOf(node['code']), reported.get(code) ?? 0);
  const cities = nodes.filter(({ level }) => level === 'city').map(({ code }) => sumOf(code));
  const each = new Set(cities).size === 1 ? (cities[0] ?? 0) : 0;
  const province = sumOf('HN');
  return {
    id: 'H13',
    passed: cities.length === 10 && each === 3 && province === 30,
    print: `河南 ${cities.length}市 × ${each}县 = ${province} (逐级汇总)`,
  };
}

function pledges({ round }: Played): CheckResult {
  const signed = dataOf(round, 'PledgeSigned');
  const people = new Set(signed.map(({ person }) => person)).size;
  const texts = new Set(signed.map(({ pledge }) => pledge)).size;
  return {
    id: 'H14',
    passed: people === 130 && texts === 3 && signed.length === 390,
    print: `河南 承诺书 ${people}人 × ${texts} = ${signed.length}`,
  };
}

/** Two calendar months, counted on the source's calendar; played, the end of fieldwork is set to that day. */
function fieldworkPeriod(
  deadlines: readonly Readonly<Record<string, unknown>>[],
  { dateOf }: PlayOptions,
): CheckResult {
  const limit = { amount: 2, unit: 'calendarMonth', roll: 'nextWorkingDay' } as const;
  const { dueOn } = dueOf(DAYS.stationing, limit, shippedCalendar);
  const ends = deadlines.filter(({ rule }) => rule === 'fieldwork-end');
  const played = dateOf(FIELDWORK_ENDS_ON);
  return {
    id: 'L1',
    passed:
      dueOn === FIELDWORK_ENDS_ON &&
      ends.length === 39 &&
      ends.every(({ originalDueOn }) => originalDueOn === played),
    print: `现场巡视两个月 起算 ${DAYS.stationing} 到期 ${dueOn}; 演练 ${dateOf(DAYS.stationing)} → ${played}`,
  };
}
