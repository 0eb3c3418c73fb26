import { z } from 'zod';
import { sceneOf } from '../kit/play.js';
import { dataOf, percentOf, refusalOf, type PlayedEvent } from '../kit/played.js';
import { organizationRef } from '../kit/organization.js';
import type { CheckResult, Row, Theater } from '../scenario.js';
import { ROUNDS, TOLD_ON } from './facts.js';
import { numberOf } from './files.js';

const TERM = '五届市委';

/** A figure as the statistics tell it. */
const Figure = z.object({
  value: z.int(),
  atLeast: z.boolean(),
  parts: z.array(z.object({ part: z.string(), value: z.int() })),
});
type Figure = z.infer<typeof Figure>;
type Figures = (name: string) => Figure;

/** What the checks look at: figures of the term and of each round, and the registers. */
interface Review {
  readonly term: Figures;
  readonly rounds: readonly Figures[];
  readonly organization: readonly PlayedEvent[];
  readonly coverage: Row;
  readonly categories: number;
  readonly factsFedBack: readonly Row[];
}

/** The lines this scenario must print; every number is asked of the statistics, none is taken from the files. */
export async function check(theater: Theater): Promise<readonly CheckResult[]> {
  const scene = sceneOf(theater);
  const review = await readReview(theater);
  return [
    ...CHECKS.map((one) => one(review)),
    refusalOf(scene, {
      id: 'M15',
      print: '孟州 拒绝: 未全部认领即提交整改方案',
      code: 'findings-unclaimed',
      times: 1,
    }),
    refusalOf(scene, {
      id: 'M16',
      print: '孟州 拒绝: 无真实性承诺的整改报告',
      code: 'invalid-input',
      times: 1,
    }),
    lineage(review),
  ];
}

const figuresOf =
  (found: ReadonlyMap<string, Row>): Figures =>
  (name) =>
    Figure.parse(found.get(name));

async function readReview(theater: Theater): Promise<Review> {
  const scene = sceneOf(theater);
  const boards = await theater.rows('round-board');
  const rounds: Figures[] = [];
  for (const round of ROUNDS) {
    const board = boards.find(({ number }) => number === numberOf(round));
    if (board) {
      const subject = { round: String(board['stream']) };
      rounds.push(figuresOf(await theater.figures('round', subject)));
    }
  }
  const plan = scene.others.get('term-plan');
  if (!plan) throw new Error('the play opened no term plan');
  const { state } = await theater.case(plan);
  return {
    term: figuresOf(await theater.figures('term', { term: TERM })),
    rounds,
    organization: (await theater.events(await organizationRef(scene))) as PlayedEvent[],
    coverage: await theater.coverage(plan, TOLD_ON),
    categories: (state as { categories: readonly string[] }).categories.length,
    factsFedBack: await theater.factsBehind('term', 'findingsFedBack', { term: TERM }),
  };
}

const CHECKS: readonly ((review: Review) => CheckResult)[] = [
  covered,
  newTargets,
  ({ term, rounds }) =>
    total('M3', 2894, term, rounds, 'findingsFedBack', (n) => `孟州 反馈问题 ${n}`),
  ({ term, rounds }) =>
    total(
      'M4',
      180,
      term,
      rounds,
      'cluesTransferred',
      (n) => `孟州 移交问题线索 ${n} (纪委监委、组织部合计, 不分列)`,
    ),
  ({ term, rounds }) =>
    total('M5', 646, term, rounds, 'rulesEstablished', (n) => `孟州 建立健全制度 ${n}`),
  recovered,
  inspections,
  coverage,
  categories,
  registers,
  inspectors,
  pool,
  inquiries,
  modes,
];

function covered({ term }: Review): CheckResult {
  const [units, villages] = [term('unitsCovered').value, term('villagesCovered').value];
  return {
    id: 'M1',
    passed: units === 72 && villages === 289,
    print: `孟州 覆盖 机关单位${units} + 村(社区)${villages} = ${units + villages}`,
  };
}

const sumOver = (rounds: readonly Figures[], name: string): number =>
  rounds.reduce((sum, figures) => sum + figures(name).value, 0);

const partOf = (figure: Figure, name: string): number =>
  figure.parts.find(({ part }) => part === name)?.value ?? 0;

function newTargets({ rounds }: Review): CheckResult {
  const targets = sumOver(rounds, 'targets');
  const lookBacks = rounds.reduce(
    (sum, figures) => sum + partOf(figures('targets'), 'lookBack'),
    0,
  );
  const first = targets - lookBacks;
  return {
    id: 'M2',
    passed: rounds.length === 15 && first === 361,
    print: `孟州 ${rounds.length}轮 首次巡察对象合计 ${first}`,
  };
}

/** The term's figure, which must be the sum of its rounds. */
function total(
  id: string,
  expected: number,
  term: Figures,
  rounds: readonly Figures[],
  name: string,
  print: (value: number) => string,
): CheckResult {
  const value = term(name).value;
  const summed = sumOver(rounds, name);
  return {
    id,
    passed: value === expected && summed === expected,
    print: print(value),
    detail: `the rounds sum up to ${summed}`,
  };
}

/** 345万余元: more than so many; one amount in it is itself a lower bound. */
function recovered({ term }: Review): CheckResult {
  const { value, atLeast } = term('moneyRecovered');
  const FEN_PER_TEN_THOUSAND_YUAN = 1_000_000;
  const shown = `${Math.floor(value / FEN_PER_TEN_THOUSAND_YUAN)}万${atLeast ? '余' : ''}元`;
  return {
    id: 'M6',
    passed: value === 345_000_000 && atLeast,
    print: `孟州 挽回直接经济损失 ${shown} (${value}分, ${atLeast ? '下限' : '准确数'})`,
  };
}

function inspections({ term }: Review): CheckResult {
  const all = term('inspections').value;
  const lookBacks = partOf(term('targets'), 'lookBack');
  const coveredUnits = term('coverage').value;
  return {
    id: 'M7',
    passed: all === 369 && lookBacks === 8 && coveredUnits === 361,
    print: `孟州 巡察次数 ${all - lookBacks} + 回头看 ${lookBacks} = ${all}; 覆盖仍为 ${coveredUnits}`,
  };
}

function coverage({ coverage: answer }: Review): CheckResult {
  const { covered: done, total: whole } = answer['coverage'] as { covered: number; total: number };
  const never = (answer['neverInspected'] as readonly unknown[]).length;
  return {
    id: 'M8',
    passed: done === 361 && whole === 361 && never === 0,
    print: `孟州 届内覆盖 ${done}/${whole} = ${percentOf(done, whole)}%; 未巡单位 ${never}`,
  };
}

function categories({ categories: count }: Review): CheckResult {
  return { id: 'M9', passed: count === 9, print: `孟州 对象类别 ${count}` };
}

function registers({ term }: Review): CheckResult {
  const [instructions, meetings] = [term('instructions').value, term('committeeMeetings').value];
  return {
    id: 'M10',
    passed: instructions === 31 && meetings === 21,
    print: `孟州 批示 ${instructions} (≥30) 市委常委会 ${meetings} (≥20)`,
  };
}

/** Those in the pool of a kind, and how many of them are experienced, counted from their admissions. */
function admitted({ organization }: Review, kind: string): readonly [all: number, known: number] {
  const people = dataOf(organization, 'InspectorAdmitted').filter((data) => data['kind'] === kind);
  return [people.length, people.filter(({ experienced }) => experienced === true).length];
}

function inspectors(review: Review): CheckResult {
  const [all, experienced] = admitted(review, 'fullTime');
  const share = percentOf(experienced, all);
  return {
    id: 'M11',
    passed: all === 32 && experienced === 30 && share === '93.8',
    print: `孟州 巡察干部 相关经验 ${experienced}/${all} = ${share}% (≥90%)`,
  };
}

function pool(review: Review): CheckResult {
  const [all] = admitted(review, 'pool');
  const rules = review.term('officeRules').value;
  return {
    id: 'M12',
    passed: all === 134 && rules === 42,
    print: `孟州 人才库 ${all} (≥130) 制度 ${rules} (≥40)`,
  };
}

function inquiries({ rounds }: Review): CheckResult {
  const sent = rounds.map((figures) => figures('inquiriesSent').value);
  const each = new Set(sent).size === 1 ? (sent[0] ?? 0) : 0;
  const all = sent.reduce((a, b) => a + b, 0);
  return {
    id: 'M13',
    passed: rounds.length === 15 && each === 3 && all === 45,
    print: `孟州 函询 ${rounds.length}轮 × ${each}部门 = ${all}`,
  };
}

function modes({ term }: Review): CheckResult {
  const items = term('items');
  const [immediate, concentrated, continuing] = ['immediate', 'concentrated', 'continuing'].map(
    (mode) => partOf(items, mode),
  ) as [number, number, number];
  return {
    id: 'M14',
    passed: immediate === 723 && concentrated === 1733 && continuing === 438,
    print: `孟州 整改方式 立行立改${immediate} + 集中${concentrated} + 持续${continuing} = ${items.value}`,
  };
}

/** One fact for each finding that was fed back, each with its event. */
function lineage({ term, factsFedBack }: Review): CheckResult {
  const { value } = term('findingsFedBack');
  const events = factsFedBack.filter(({ type }) => type === 'FeedbackReceived').length;
  const findings = new Set(
    factsFedBack.map(({ stream, subject }) => `${String(stream)} ${String(subject)}`),
  );
  return {
    id: 'M17',
    passed: value === 2894 && events === value && findings.size === value,
    print: `孟州 ${value} 可逐条追溯至事件`,
    detail: `${events} facts, ${findings.size} findings`,
  };
}
