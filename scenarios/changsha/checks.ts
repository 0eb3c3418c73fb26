import {
  atTargets,
  dataOf,
  percentOf,
  checkPlayed,
  refusalCheck,
  type Played,
  type PlayedEvent,
} from '../kit/played.js';
import type { CheckResult, PlayOptions, Row, Theater } from '../scenario.js';
import { DEADLINES, FOCUSES, LINES, lineOf, type Line } from './facts.js';
import { STARTS_ON } from './play.js';

type Check = (played: Played) => CheckResult;

/** The lines this scenario must print, each from what the installation holds. */
export function check(theater: Theater, options: PlayOptions): Promise<readonly CheckResult[]> {
  return checkPlayed(theater, options, {
    startsOn: STARTS_ON,
    checks: CHECKS,
    deadlines: DEADLINES,
  });
}

const CHECKS: readonly Check[] = [
  lines,
  reported,
  ordered,
  share,
  within,
  reportedByLine,
  orderedByLine,
  focuses,
  completion,
  verdicts,
  supervisors,
  order,
  tags,
  (played) =>
    refusalCheck(played, {
      id: 'C14',
      print: '长沙 拒绝: 书记专题会议前反馈',
      code: 'decision-missing',
      times: 1,
    }),
  (played) =>
    refusalCheck(played, {
      id: 'C15',
      print: '长沙 拒绝: 单人定级严重程度',
      code: 'severity-by-one',
      times: 1,
    }),
  effects,
  lineage,
];

const ALL_LINES = Object.keys(LINES) as readonly Line[];

/** The line a target was listed in: by type and modes, not by its code. */
function lineListed(events: readonly PlayedEvent[]): Line {
  const [listed] = dataOf(events, 'TargetListed');
  if (listed?.['type'] === 'rectificationSupervision') return 'rectificationSupervision';
  return ((listed?.['modes'] ?? []) as readonly string[]).includes('upgraded')
    ? 'upgradedCross'
    : 'regular';
}

function byLine({ targets }: Played, count: (events: readonly PlayedEvent[]) => number) {
  return ALL_LINES.map((line) =>
    [...targets.values()]
      .filter((events) => lineListed(events) === line)
      .reduce((sum, events) => sum + count(events), 0),
  );
}

const sumOf = (parts: readonly number[]): number => parts.reduce((a, b) => a + b, 0);

/** Findings confirmed at a target whose report reached the office. */
const reportedAt = (events: readonly PlayedEvent[]): number =>
  dataOf(events, 'ReportAccepted').length > 0 ? dataOf(events, 'FindingConfirmed').length : 0;

const orderedAt = (events: readonly PlayedEvent[]): number =>
  dataOf(events, 'ImmediateRectificationOrdered').length;

const reportedIn = (played: Played): number => sumOf(byLine(played, reportedAt));
const orderedIn = (played: Played): number => sumOf(byLine(played, orderedAt));

function lines(played: Played): CheckResult {
  const counts = byLine(played, () => 1);
  const codes = [...played.targets].every(([unit, events]) => lineOf(unit) === lineListed(events));
  const terms = ALL_LINES.map((line, index) => `${LINES[line]}${counts[index] ?? 0}`).join(' + ');
  return {
    id: 'C1',
    passed: counts.join() === '14,16,20' && codes,
    print: `长沙 ${terms} = ${sumOf(counts)}`,
  };
}

function reported(played: Played): CheckResult {
  const count = reportedIn(played);
  return { id: 'C2', passed: count === 665, print: `长沙 发现问题 ${count}` };
}

function ordered(played: Played): CheckResult {
  const count = orderedIn(played);
  return { id: 'C3', passed: count === 175, print: `长沙 立行立改 ${count} (已督促)` };
}

function share(played: Played): CheckResult {
  const [part, whole] = [orderedIn(played), reportedIn(played)];
  const percent = percentOf(part, whole);
  return { id: 'C4', passed: percent === '26.3', print: `长沙 ${part}/${whole} = ${percent}%` };
}

function within(played: Played): CheckResult {
  const [part, whole] = [orderedIn(played), reportedIn(played)];
  return { id: 'C5', passed: part <= whole && part > 0, print: `长沙 ${part} ≤ ${whole}` };
}

function reportedByLine(played: Played): CheckResult {
  const counts = byLine(played, reportedAt);
  return {
    id: 'C6',
    passed: counts.join() === '448,217,0',
    print: `长沙 问题分线 ${counts.join(' + ')} = ${sumOf(counts)}`,
  };
}

function orderedByLine(played: Played): CheckResult {
  const counts = byLine(played, orderedAt);
  return {
    id: 'C7',
    passed: counts.join() === '98,77,0',
    print: `长沙 立行立改分线 ${counts.join(' + ')} = ${sumOf(counts)}`,
  };
}

function focuses(played: Played): CheckResult {
  const drafted = atTargets(played, 'FindingDrafted').map((data) => data['focus']);
  const counts = FOCUSES.map((focus) => drafted.filter((name) => name === focus).length);
  return {
    id: 'C8',
    passed: counts.join() === '232,222,211',
    print: `长沙 三个聚焦 ${counts.join(' + ')} = ${sumOf(counts)}`,
  };
}

/** Of the items ordered at once: closed before the secretary's meeting, or not. */
function completion({ items }: Played): CheckResult {
  const immediate = [...items.values()].filter(
    (events) => dataOf(events, 'ItemPlanned')[0]?.['mode'] === 'immediate',
  );
  const closed = immediate.filter((events) => dataOf(events, 'ItemClosed').length > 0).length;
  const open = immediate.length - closed;
  return {
    id: 'C9',
    passed: closed === 161 && open === 14,
    print: `长沙 立行立改 已完成${closed} + 未完成${open} = ${immediate.length}`,
  };
}

function verdicts(played: Played): CheckResult {
  const given = atTargets(played, 'LookBackVerdictRecorded').map((data) => data['verdict']);
  const counts = ['solved', 'partly', 'rebounded', 'continuing'].map(
    (verdict) => given.filter((one) => one === verdict).length,
  );
  const [solved, partly, rebounded, continuing] = counts;
  return {
    id: 'C10',
    passed: counts.join() === '80,20,2,18',
    print: `长沙 整改督查 解决${solved ?? 0} + 部分${partly ?? 0} + 反弹${rebounded ?? 0} + 持续${continuing ?? 0} = ${sumOf(counts)}`,
  };
}

function supervisors(played: Played): CheckResult {
  const named = atTargets(played, 'ResponsibilityChainNamed').flatMap(
    (data) => data['dailySupervisors'] as readonly string[],
  );
  const bodies = new Set(named).size;
  return { id: 'C11', passed: bodies === 6, print: `长沙 日常监督部门 ${bodies}` };
}

function order(played: Played): CheckResult {
  const days = (rows: readonly Row[], member: string) => [
    ...new Set(rows.map((row) => played.sourceOf(String(row[member])))),
  ];
  const chain = [
    ...days(atTargets(played, 'GroupWithdrawn'), 'withdrawnOn'),
    ...days(atTargets(played, 'ReportSubmitted'), 'submittedOn'),
    ...days(dataOf(played.round, 'LeadingGroupMeetingHeld'), 'heldOn'),
    ...days(dataOf(played.round, 'SecretaryMeetingHeld'), 'heldOn'),
    ...days(atTargets(played, 'FeedbackReceived'), 'receivedOn'),
  ];
  const rises = chain.every((day, index) => index === 0 || String(chain[index - 1]) < day);
  return {
    id: 'C12',
    passed: chain.length === 5 && rises,
    print: '长沙 撤离 < 报告 < 领导小组 < 书记专题会议 < 反馈',
    detail: chain.join(' '),
  };
}

function tags({ others }: Played): CheckResult {
  const published = dataOf(others.get('organization') ?? [], 'ListPublished').find(
    (data) => data['list'] === 'integrationTags' && data['name'] === 'CHANGSHA',
  );
  const entries = (published?.['entries'] ?? []) as readonly { title: string }[];
  const words = entries.map(({ title }) => title.slice('融入'.length)).join(' ');
  return {
    id: 'C13',
    passed: words === '日常工作 深化改革 基层党建工作 班子队伍建设',
    print: `长沙 四个融入: ${words} (第3项异于雄安)`,
  };
}

const EFFECTS: Readonly<Record<string, string>> = {
  political: '政治',
  disciplineLaw: '纪法',
  social: '社会',
};

function effects(played: Played): CheckResult {
  const [scored] = atTargets(played, 'AssessmentScored');
  const given = Object.keys(scored?.['effects'] ?? {});
  const names = Object.entries(EFFECTS).flatMap(([effect, name]) =>
    given.includes(effect) ? [name] : [],
  );
  return {
    id: 'C16',
    passed: names.join(' ') === '政治 纪法 社会' && given.length === names.length,
    print: `长沙 三个效果 ${names.join(' ')}`,
  };
}

/** The figures open to as many events of the log as they say. */
function lineage(played: Played): CheckResult {
  const addresses = (type: string) =>
    new Set(
      [...played.targets.values()]
        .flat()
        .filter((event) => event.type === type)
        .map(({ stream, version }) => `${stream}:${version}`),
    ).size;
  const [findings, orders] = [
    addresses('FindingConfirmed'),
    addresses('ImmediateRectificationOrdered'),
  ];
  return {
    id: 'C17',
    passed: findings === 665 && orders === 175,
    print: `长沙 ${findings} 与 ${orders} 可逐条追溯至事件`,
  };
}
