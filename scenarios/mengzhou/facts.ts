import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The review of the term of 孟州 (2021-04-07), as the shared scenario distributes its sums over rounds and targets.
 * The article dates no round and names no unit: days and codes are generated.
 */
export interface MengzhouRound {
  readonly sequence: number;
  readonly from: string;
  readonly to: string;
  readonly fedBackBy: string;
}

export interface MengzhouTarget {
  readonly unit: string;
  readonly name: string;
  readonly category: string;
  readonly round: number;
  readonly group: number;
  readonly type: string;
  readonly findings: number;
  readonly cluesDiscipline: number;
  readonly cluesOrganization: number;
  readonly rules: number;
  readonly moneyFen: number;
  /** Sequence of the round to which a look-back returns. */
  readonly lookBackOf?: number;
}

type Line = Readonly<Record<string, string>>;

/** The files hold no quotation marks and no commas within cells. */
function linesOf(file: string): readonly Line[] {
  const text = readFileSync(join(import.meta.dirname, 'facts', file), 'utf8');
  const [heading = '', ...lines] = text.trimEnd().split('\n');
  const columns = heading.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}

const textIn = (line: Line, column: string): string => line[column] ?? '';
const numberIn = (line: Line, column: string): number => Number(line[column]);

const counts = (line: Line) => ({
  round: numberIn(line, 'round'),
  group: numberIn(line, 'group'),
  type: textIn(line, 'type'),
  findings: numberIn(line, 'findings'),
  cluesDiscipline: numberIn(line, 'cluesDiscipline'),
  cluesOrganization: numberIn(line, 'cluesOrganization'),
  rules: numberIn(line, 'rules'),
  moneyFen: numberIn(line, 'moneyFen'),
});

export const ROUNDS: readonly MengzhouRound[] = linesOf('rounds.csv').map((line) => ({
  sequence: numberIn(line, 'sequence'),
  from: textIn(line, 'from'),
  to: textIn(line, 'to'),
  fedBackBy: textIn(line, 'fedBackBy'),
}));

const FIRST: readonly MengzhouTarget[] = linesOf('targets.csv').map((line) => ({
  unit: textIn(line, 'code'),
  name: textIn(line, 'name'),
  category: textIn(line, 'category'),
  ...counts(line),
}));

const LOOK_BACKS: readonly MengzhouTarget[] = linesOf('look-backs.csv').flatMap((line) => {
  const first = FIRST.find(({ unit }) => unit === textIn(line, 'lookBackOf'));
  if (!first) return [];
  const { unit, name, category, round } = first;
  return [{ unit, name, category, ...counts(line), lookBackOf: round }];
});

/** 361 first inspections and 8 look-backs, by round. */
export const TARGETS: readonly MengzhouTarget[] = [...FIRST, ...LOOK_BACKS];

/** Its recovery is itself "more than" the sum. */
export const AT_LEAST: ReadonlySet<string> = new Set(['M-V288']);

/** What row 52 names, by the number of its focus. */
export const TAXONOMY = [
  [2, '公款旅游'],
  [2, '违规领取津补贴'],
  [2, '擅自挪用群众集资款'],
  [3, '“四议两公开”执行不严格'],
  [3, '组织生活制度落实不严格'],
  [3, '党员管理不规范'],
  [3, '监委会作用发挥不到位'],
  [1, '垃圾乱堆乱倒'],
  [1, '街道排水不畅'],
  [1, '路灯不亮'],
  [1, '养殖粪便处理不到位'],
] as const;

export const FOCUSES = [
  '中央重大决策部署在基层落实情况',
  '群众身边的不正之风和腐败问题',
  '基层党组织软弱涣散和组织力欠缺问题',
] as const;

/** Asked before each round: three bodies. Source: row 44. */
export const ASKED = ['市纪委监委', '市委组织部', '市公安局'] as const;

/** The review tells of everything as done. */
export const TOLD_ON = '2021-04-07';
