import { daysInclusive } from '../../domain/shared/calendar-date.js';
import type { CheckResult } from '../scenario.js';
import { TOTALS } from './facts.js';
import { atTargets, dataOf, datesOf, sumOf, type Installation } from './installation.js';

type Check = (installation: Installation) => CheckResult;

/** The figures of the article: each line is printed from what the installation holds. */
export const factChecks: readonly Check[] = [
  targetsByType,
  groups,
  length,
  order,
  safetyPlans,
  documents,
  attendance,
  questionnaires,
  verdicts,
];

function targetsByType(installation: Installation): CheckResult {
  const types = atTargets(installation, 'TargetListed').map(({ type }) => type);
  const regular = types.filter((type) => type === 'regular').length;
  const lookBack = types.filter((type) => type === 'lookBack').length;
  return {
    id: 'W1',
    passed:
      regular === TOTALS.regular && lookBack === TOTALS.lookBack && types.length === TOTALS.targets,
    print: `魏县 被巡察党组织 常规${regular} + 回头看${lookBack} = ${types.length}`,
  };
}

function groups(installation: Installation): CheckResult {
  const formed = dataOf(installation.round, 'GroupFormed');
  const third = atTargets(installation, 'TargetListed').filter(({ unit }) =>
    unitsOf(formed.find(({ group }) => group === 3)).includes(unit),
  );
  const names = third
    .map(({ name, type }) => `${String(name)}(${type === 'lookBack' ? '回头看' : '常规'})`)
    .join(' + ');
  return {
    id: 'W2',
    passed: formed.length === TOTALS.groups && names === '县林果服务中心(常规) + 院堡镇(回头看)',
    print: `魏县 巡察组 ${formed.length}; 第三组 ${names}`,
  };
}

const unitsOf = (group: { units?: unknown } | undefined): readonly unknown[] =>
  Array.isArray(group?.units) ? group.units : [];

/** First and last day of the fieldwork in the source's calendar. */
function fieldworkOf(installation: Installation): readonly [from: string, to: string] {
  const { sourceOf } = installation;
  const from = datesOf(atTargets(installation, 'MobilizationMeetingHeld'), 'heldOn')[0];
  const to = datesOf(atTargets(installation, 'GroupWithdrawn'), 'withdrawnOn').at(-1);
  return [from ? sourceOf(from) : '', to ? sourceOf(to) : ''];
}

function length(installation: Installation): CheckResult {
  const [from, to] = fieldworkOf(installation);
  const days = from && to ? daysInclusive(from, to) : 0;
  return {
    id: 'W3',
    passed: days === TOTALS.days,
    print: `魏县 ${from} 至 ${to} 含首尾 ${days} 天`,
  };
}

function order(installation: Installation): CheckResult {
  const [stationed, withdrawn] = fieldworkOf(installation);
  const held = datesOf(dataOf(installation.round, 'DeploymentMeetingHeld'), 'heldOn')[0];
  const deployed = held ? installation.sourceOf(held) : '';
  return {
    id: 'W4',
    passed: deployed !== '' && deployed < stationed && stationed < withdrawn,
    print: `魏县 部署 ${short(deployed)} < 进驻 ${short(stationed)} < 撤离 ${short(withdrawn)}`,
  };
}

/** `2021-05-20` as `5-20`. */
const short = (date: string): string => date.slice(5).replace(/^0/, '');

function safetyPlans(installation: Installation): CheckResult {
  const ofGroups = dataOf(installation.round, 'GroupSafetyPlanFiled');
  const ofTargets = atTargets(installation, 'SafetyPlanFiled');
  const filed = [...datesOf(ofGroups, 'filedOn'), ...datesOf(ofTargets, 'filedOn')];
  const [stationed] = fieldworkOf(installation);
  const isBefore = filed.every((date) => installation.sourceOf(date) < stationed);
  return {
    id: 'W7',
    passed: ofGroups.length === TOTALS.groups && ofTargets.length === TOTALS.targets && isBefore,
    print: `魏县 疫情防控预案 巡察组${ofGroups.length} + 被巡察单位${ofTargets.length} = ${filed.length}, ${isBefore ? '均在进驻前' : '有在进驻后'}`,
  };
}

function documents(installation: Installation): CheckResult {
  const all = installation.targets.size;
  const meetings = atTargets(installation, 'MobilizationMeetingHeld');
  const posted = atTargets(installation, 'AnnouncementPosted').filter(({ proof }) => proof).length;
  const statements = meetings.filter(({ statementBy }) => statementBy).length;
  const polls = meetings.filter(({ questionnairesIssued }) => Number(questionnairesIssued) > 0);
  return {
    id: 'W8',
    passed: [all, posted, statements, polls.length].every((count) => count === TOTALS.targets),
    print: `魏县 公告 ${posted}/${all} 表态发言 ${statements}/${all} 问卷 ${polls.length}/${all}`,
  };
}

/** Head counts of the three categories the article names; observers are no audience. */
function attendance(installation: Installation): CheckResult {
  const counts = atTargets(installation, 'MobilizationMeetingHeld')
    .flatMap(({ attendance: rows }) => (Array.isArray(rows) ? (rows as object[]) : []))
    .map((row) => ({ category: '', count: 0, ...row }))
    .filter(({ category }) => !category.includes('列席'));
  const total = sumOf(counts, 'count');
  return {
    id: 'P1',
    passed: total === TOTALS.attendance,
    print: `动员会参会 ${total} 人次 (数字为补充)`,
  };
}

function questionnaires(installation: Installation): CheckResult {
  const issued = sumOf(atTargets(installation, 'MobilizationMeetingHeld'), 'questionnairesIssued');
  const returned = sumOf(atTargets(installation, 'GroupWithdrawn'), 'questionnairesReturned');
  return {
    id: 'P2',
    passed: issued === TOTALS.issued && returned === TOTALS.returned,
    print: `问卷 发放 ${issued} 回收 ${returned} (数字为补充)`,
  };
}

function verdicts(installation: Installation): CheckResult {
  const given = atTargets(installation, 'LookBackVerdictRecorded').map(({ verdict }) => verdict);
  const count = (wanted: string) => given.filter((verdict) => verdict === wanted).length;
  const expected = Object.entries(TOTALS.verdicts);
  return {
    id: 'P3',
    passed: expected.every(([verdict, total]) => count(verdict) === total),
    print: `回头看 旧问题 ${given.length}: 已解决 ${count('solved')} 部分解决 ${count('partly')} 反弹 ${count('rebounded')} 虚假 ${count('false')} (数字为补充)`,
  };
}
