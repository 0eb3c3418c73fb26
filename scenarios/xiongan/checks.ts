import { atTargets, dataOf, checkPlayed, refusalCheck, type Played } from '../kit/played.js';
import type { CheckResult, PlayOptions, Row, Theater } from '../scenario.js';
import { DEADLINES, DONE_BY, UNNAMED_KIND } from './facts.js';
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
  departments,
  groups,
  kinds,
  letters,
  order,
  (played) =>
    refusalCheck(played, {
      id: 'X6',
      print: '雄安 拒绝: 县02单位反馈早于县02县委反馈',
      code: 'owning-committee-not-fed-back',
      times: 1,
    }),
  (played) =>
    refusalCheck(played, {
      id: 'X7',
      print: '雄安 拒绝: 单位反馈会缺任一必备议程',
      code: 'agenda-item-missing',
      times: 4,
    }),
  talks,
  chain,
  (played) => wordsOf(played, 'X10', 'integrationTags', '四个融入', '融入'),
  (played) => wordsOf(played, 'X11', 'accountabilityGrounds', '追责情形', ''),
  typeAndModes,
];

function departments(played: Played): CheckResult {
  const listed = atTargets(played, 'TargetListed');
  const counties = new Set(listed.map(({ owner }) => (owner as { code: string }).code));
  const each = listed.length / counties.size;
  return {
    id: 'X1',
    passed: counties.size === 3 && each === 2 && listed.length === 6,
    print: `雄安 ${counties.size}县 × ${each} = ${listed.length} 个县直部门党组`,
  };
}

function groups({ round }: Played): CheckResult {
  const formed = dataOf(round, 'GroupFormed').length;
  return { id: 'X2', passed: formed === 3, print: `雄安 提级交叉巡察组 ${formed}` };
}

function kinds(played: Played): CheckResult {
  const categories = atTargets(played, 'TargetListed').map(({ category }) => category);
  const unnamed = categories.filter((category) => category === UNNAMED_KIND).length;
  const named = new Set(categories.filter((category) => category !== UNNAMED_KIND)).size;
  return {
    id: 'X3',
    passed: named === 4 && unnamed === 2 && named + unnamed === categories.length,
    print: `雄安 载明类别${named} + 未载明${unnamed} = ${categories.length} (一种读法)`,
  };
}

interface Letter {
  readonly to: string;
  readonly document: string;
}

/** A county's letter stands in the cases of both its departments and is one letter all the same. */
function letters(played: Played): CheckResult {
  const sent = atTargets(played, 'FeedbackLettersIssued').flatMap(
    (issued) => issued['letters'] as readonly Letter[],
  );
  const documents = new Map(sent.map(({ to, document }) => [document, to]));
  const numberOf = (addressee: string) =>
    [...documents.values()].filter((to) => to === addressee).length;
  const [counties, units, principals] = ['owningCommittee', 'unit', 'principal'].map(numberOf) as [
    number,
    number,
    number,
  ];
  const received = new Set<string>();
  for (const events of played.targets.values())
    for (const { to } of dataOf(events, 'LetterReceiptConfirmed')) {
      const issued = dataOf(events, 'FeedbackLettersIssued')[0]?.['letters'] as readonly Letter[];
      received.add(issued.find((letter) => letter.to === to)?.document ?? '');
    }
  return {
    id: 'X4',
    passed: counties === 3 && units === 6 && principals === 6 && received.size === documents.size,
    print: `雄安 反馈函 县委${counties} + 单位${units} + 主要负责人${principals} = ${documents.size}, 签收 ${received.size}`,
  };
}

function order(played: Played): CheckResult {
  const days = (rows: readonly Row[], member: string) =>
    [...new Set(rows.map((row) => played.sourceOf(String(row[member]))))].sort();
  const withdrawn = days(atTargets(played, 'GroupWithdrawn'), 'withdrawnOn');
  const heard = days(dataOf(played.round, 'LeadingGroupMeetingHeld'), 'heldOn');
  const decided = days(dataOf(played.round, 'SecretaryMeetingHeld'), 'heldOn');
  const counties = days(atTargets(played, 'FeedbackGivenToOwningCommittee'), 'heldOn');
  const units = days(atTargets(played, 'FeedbackGivenToUnit'), 'heldOn');
  const chain = [withdrawn, heard, decided, counties, units].flat();
  const rises = chain.every((day, index) => index === 0 || String(chain[index - 1]) < day);
  return {
    id: 'X5',
    passed: chain.length === 8 && rises && String(chain.at(-1)) <= DONE_BY,
    print: '雄安 撤离 < 领导小组听取 < 书记专题会 < 县委反馈 < 单位反馈 ≤ 12-11',
    detail: chain.join(' '),
  };
}

function talks(played: Played): CheckResult {
  const held = new Map(
    atTargets(played, 'CollectiveTalkHeld').map(({ minutes, attendees }) => [
      minutes,
      (attendees as readonly { role: string }[]).filter(({ role }) => role === 'listener').length,
    ]),
  );
  const posts = [...new Set(held.values())];
  return {
    id: 'X8',
    passed: held.size === 3 && posts.length === 1 && posts[0] === 4,
    print: `雄安 集体谈话 ${held.size}, 每次${posts.join('/')}个县级职务`,
  };
}

function chain(played: Played): CheckResult {
  const named = atTargets(played, 'ResponsibilityChainNamed').map(
    ({ chain: posts }) => (posts as readonly unknown[]).length,
  );
  const lengths = [...new Set(named)];
  return {
    id: 'X9',
    passed: named.length === 6 && lengths.length === 1 && lengths[0] === 5,
    print: `雄安 责任链 ${lengths.join('/')} 个职务`,
  };
}

/** The words of a published list, as the installation has them. */
function wordsOf(
  { others }: Played,
  id: string,
  list: string,
  title: string,
  prefix: string,
): CheckResult {
  const published = dataOf(others.get('organization') ?? [], 'ListPublished').find(
    (data) => data['list'] === list && data['name'] === 'XIONGAN',
  );
  const entries = (published?.['entries'] ?? []) as readonly { title: string }[];
  const words = entries.map((entry) => entry.title.slice(prefix.length)).join(' ');
  const expected = {
    X10: '日常工作 深化改革 全面从严治党 班子队伍建设',
    X11: '整改不力 虚假整改 敷衍整改',
  }[id];
  return { id, passed: words === expected, print: `雄安 ${title}: ${words}` };
}

function typeAndModes(played: Played): CheckResult {
  const listed = atTargets(played, 'TargetListed');
  const types = [...new Set(listed.map(({ type }) => type))];
  const modes = [...new Set(listed.map((data) => JSON.stringify(data['modes'])))];
  return {
    id: 'X12',
    passed: types.join() === 'special' && modes.join() === '["upgraded","cross"]',
    print: '雄安 类型=专项, 方式=提级+交叉',
  };
}
