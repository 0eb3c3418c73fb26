import type { z } from 'zod';
import {
  blank,
  caseId,
  choice,
  code,
  day,
  filled,
  packRef,
  paperNumber,
  text,
  whole,
  yuan,
} from './cell.js';

/** Reads the text of a cell. */
type Cell = z.ZodType<unknown, string>;

/** A column: its heading in Chinese, and what its cells hold. The key is the English heading. */
interface Column<S extends Cell = Cell> {
  readonly heading: string;
  readonly cell: S;
}

const column = <S extends Cell>(heading: string, cell: S): Column<S> => ({ heading, cell });

/** One file of the folder. */
export interface FileFormat<C extends Record<string, Column> = Record<string, Column>> {
  readonly file: string;
  readonly needed: boolean;
  readonly columns: C;
}

type RowOf<F> = F extends FileFormat<infer C> ? { [K in keyof C]: z.output<C[K]['cell']> } : never;

function fileOf<const C extends Record<string, Column>>(
  file: string,
  needed: boolean,
  columns: C,
): FileFormat<C> {
  return { file, needed, columns };
}

const ROUND = column('轮次编号', filled(code));
const UNIT = column('单位代码', filled(code));
const FINDING = column('问题编号', filled(paperNumber));

/** One row a round. Days that have not come stay empty, and the round stays open there. */
export const rounds = fileOf('rounds.csv', true, {
  round: ROUND,
  name: column('轮次名称', filled(text(100))),
  term: column('届次', filled(text(40))),
  sequence: column('序号', filled(whole(1, 999))),
  proposedOn: column('提出日期', filled(day)),
  approvedOn: column('批准日期', filled(day)),
  plannedFrom: column('计划开始', filled(day)),
  plannedTo: column('计划结束', filled(day)),
  deployedOn: column('动员部署日期', filled(day)),
  leadingGroupOn: column('领导小组听取日期', blank(day)),
  secretaryOn: column('书记专题会日期', blank(day)),
  assessedOn: column('评估日期', blank(day)),
  closedOn: column('办结日期', blank(day)),
  pack: column('规则包', filled(packRef)),
  targetsPerGroup: column('每组单位上限', blank(whole(1, 40))),
  termPlan: column('届内规划编号', blank(caseId)),
});
export type RoundRow = RowOf<typeof rounds>;

/** One row an inspection of a unit in a round. */
export const targets = fileOf('targets.csv', true, {
  round: ROUND,
  unit: UNIT,
  name: column('单位名称', filled(text(100))),
  category: column('类别', filled(text(40))),
  type: column(
    '巡察类型',
    filled(choice({ 常规: 'regular', 专项: 'special', 机动: 'flexible', 回头看: 'lookBack' })),
  ),
  lookBackOf: column('回头看原轮次', blank(code)),
  group: column('组号', filled(whole(1, 99))),
  notifiedOn: column('通知日期', blank(day)),
  stationedOn: column('进驻日期', blank(day)),
  withdrawnOn: column('撤离日期', blank(day)),
  reportedOn: column('巡察报告日期', blank(day)),
  reportAcceptedOn: column('报告审核日期', blank(day)),
  fedBackOn: column('反馈日期', blank(day)),
  claimedOn: column('认领日期', blank(day)),
  plannedOn: column('整改方案报送日期', blank(day)),
  planApprovedOn: column('整改方案批准日期', blank(day)),
  rectificationReportedOn: column('整改报告日期', blank(day)),
  rectificationAcceptedOn: column('整改报告审核日期', blank(day)),
  partyNotifiedOn: column('党内通报日期', blank(day)),
  publishedOn: column('社会公开日期', blank(day)),
  exemptionGround: column(
    '不公开理由',
    blank(
      choice({
        涉密: 'stateSecret',
        线索核查中: 'caseUnderVerification',
        易被炒作: 'hostilePublicity',
        易引发信访: 'massPetition',
        其他敏感: 'otherSensitive',
      }),
    ),
  ),
  closedOn: column('办结日期', blank(day)),
  grade: column(
    '整改评估等次',
    blank(
      choice({
        优秀: 'excellent',
        合格: 'qualified',
        基本合格: 'basicallyQualified',
        不合格: 'unqualified',
      }),
    ),
  ),
});
export type TargetRow = RowOf<typeof targets>;

/** One row a finding, with the item by which it was put right. */
export const findings = fileOf('findings.csv', false, {
  round: ROUND,
  unit: UNIT,
  finding: FINDING,
  title: column('问题标题', filled(text(200))),
  focus: column('聚焦', filled(text(100))),
  taxonomy: column('问题类别', filled(text(60))),
  ruleBroken: column('违反规定', filled(text(500))),
  responsibility: column('责任主体', filled(text(100))),
  severity: column('严重程度', filled(choice({ 轻: 'minor', 中: 'moderate', 重: 'serious' }))),
  draftedOn: column('底稿日期', filled(day)),
  confirmedOn: column('确认日期', filled(day)),
  mode: column(
    '整改方式',
    blank(choice({ 立行立改: 'immediate', 集中整改: 'concentrated', 持续整改: 'continuing' })),
  ),
  goal: column('整改目标', blank(text(500))),
  orderedOn: column('立行立改下达日期', blank(day)),
  dueOn: column('整改时限', blank(day)),
  completedOn: column('完成日期', blank(day)),
  verifiedOn: column('核验日期', blank(day)),
  closedOn: column('销号日期', blank(day)),
  continuingOn: column('转持续整改日期', blank(day)),
  lookBackVerdict: column(
    '回头看判定',
    blank(choice({ 已解决: 'solved', 部分解决: 'partly', 反弹: 'rebounded', 虚假: 'false' })),
  ),
});
export type FindingRow = RowOf<typeof findings>;

/** What an item yielded: a rule or money. One row each. */
export const outcomes = fileOf('outcomes.csv', false, {
  round: ROUND,
  unit: UNIT,
  finding: FINDING,
  outcome: column('成果编号', filled(paperNumber)),
  kind: column(
    '成果种类',
    filled(choice({ 新建制度: 'established', 修订制度: 'improved', 挽回资金: 'recovery' })),
  ),
  on: column('日期', filled(day)),
  title: column('制度名称', blank(text(200))),
  amount: column('金额(元)', blank(yuan)),
  atLeast: column('是否下限', blank(choice({ 是: 'yes', 否: 'no' }))),
});
export type OutcomeRow = RowOf<typeof outcomes>;

/** One row a clue: only numbers, days and words of closed lists, since content is sealed. */
export const clues = fileOf('clues.csv', false, {
  round: ROUND,
  unit: column('单位代码', blank(code)),
  ordinal: column('线索序号', filled(whole(1, 99_999))),
  category: column(
    '线索类别',
    filled(
      choice({
        政治纪律: 'political',
        组织纪律: 'organizational',
        廉洁纪律: 'integrity',
        群众纪律: 'masses',
        工作纪律: 'work',
        生活纪律: 'life',
        违法犯罪: 'offence',
        其他: 'other',
      }),
    ),
  ),
  registeredOn: column('登记日期', filled(day)),
  screenedOn: column('研判日期', blank(day)),
  approvedOn: column('批准移交日期', blank(day)),
  receiver: column('接收单位', filled(choice({ 纪委监委: 'discipline', 组织部: 'organization' }))),
  sentOn: column('移交日期', blank(day)),
  receivedOn: column('签收日期', blank(day)),
  handledOn: column('处置方式确定日期', blank(day)),
  handling: column(
    '处置方式',
    blank(
      choice({
        谈话函询: 'talkAndLetter',
        初步核实: 'preliminaryVerification',
        暂存待查: 'hold',
        予以了结: 'conclude',
      }),
    ),
  ),
  reportedOn: column('结果报告日期', blank(day)),
  outcome: column(
    '办理结果',
    blank(
      choice({
        不属实: 'unfounded',
        提醒谈话: 'reminded',
        组织处理: 'organizationalMeasure',
        党纪政务处分: 'partyDiscipline',
        移送司法: 'transferredToJustice',
        暂存: 'held',
      }),
    ),
  ),
  closedOn: column('办结日期', blank(day)),
});
export type ClueRow = RowOf<typeof clues>;

/** One row a letter to another body before the round. */
export const letters = fileOf('letters.csv', false, {
  round: ROUND,
  letter: column('函号', filled(paperNumber)),
  body: column('去函单位', filled(text(100))),
  sentOn: column('发函日期', filled(day)),
  dueOn: column('要求复函日期', filled(day)),
  answeredOn: column('复函日期', blank(day)),
  keyPeople: column('重点人数', blank(whole(0, 1000))),
  keyMatters: column('重点事项数', blank(whole(0, 1000))),
});
export type LetterRow = RowOf<typeof letters>;

/** A row and the place it came from. */
export type Placed<R> = R & { readonly at: { readonly file: string; readonly line: number } };

/** Everything of one folder, read but not compared yet. */
export interface ImportRows {
  readonly rounds: readonly Placed<RoundRow>[];
  readonly targets: readonly Placed<TargetRow>[];
  readonly findings: readonly Placed<FindingRow>[];
  readonly outcomes: readonly Placed<OutcomeRow>[];
  readonly clues: readonly Placed<ClueRow>[];
  readonly letters: readonly Placed<LetterRow>[];
}

export const FORMATS = { rounds, targets, findings, outcomes, clues, letters } as const;
