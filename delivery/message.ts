/** One page for one person: number, rule and date only, never content. */
export interface Notice {
  readonly number: string;
  /** Title of the rule, in Chinese. */
  readonly title: string;
  /** `YYYY-MM-DD`, Asia/Shanghai. */
  readonly dueOn: string;
  readonly lamp: 'green' | 'yellow' | 'red';
  /** Days left; negative once it is overdue. */
  readonly days: number;
  /** The date rests on a calendar that is not published yet. */
  readonly estimated: boolean;
  /** Title of the role that owes it, in Chinese. */
  readonly waitingFor: string;
  readonly link: string;
}

export interface DigestMessage {
  /** UUID, the same for every attempt. */
  readonly key: string;
  /** The day it speaks of, `YYYY-MM-DD`. */
  readonly on: string;
  /** Display name. */
  readonly recipient: string;
  readonly notices: readonly Notice[];
  /** How many the sender left out of `notices`. */
  readonly more: number;
  readonly inboxLink: string;
  readonly kind: 'digest' | 'urgent';
}

/** What a channel carries: plain text, lines ended by `\n`. */
export interface RenderedMessage {
  readonly key: string;
  readonly subject: string;
  readonly text: string;
}

/** More would not fit on one page, nor into one message of a chat robot. */
export const NOTICES_PER_PAGE = 20;

/**
 * The page in Chinese: overdue first, then by date, then by number. Every field is put on one line,
 * so that no value can pass for a line of its own. Notices beyond the page are counted, not listed.
 * Source: `ux.md` 3 (lamp = color, shape and word; 预估 stays beside such dates).
 */
export function renderDigest(message: DigestMessage): RenderedMessage {
  const sorted = [...message.notices].sort(byUrgency);
  const listed = sorted.slice(0, NOTICES_PER_PAGE);
  const more = message.more + sorted.length - listed.length;
  const total = listed.length + more;
  const lines = [
    `${oneLine(message.recipient)}：`,
    '',
    summary(message, total),
    ...listed.flatMap((notice, index) => ['', ...noticeLines(notice, index + 1)]),
    ...(more > 0 ? ['', `另有 ${more} 项未列出。`] : []),
    '',
    `收件箱：${oneLine(message.inboxLink)}`,
    '',
    '本通知由系统自动发出，只列编号、规则与日期，不含案件内容，请勿直接回复。',
  ];
  return { key: message.key, subject: subjectOf(message, total), text: `${lines.join('\n')}\n` };
}

function byUrgency(one: Notice, other: Notice): number {
  return (
    Number(other.days < 0) - Number(one.days < 0) ||
    compareText(one.dueOn, other.dueOn) ||
    compareText(one.number, other.number)
  );
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function subjectOf({ kind, on, notices }: DigestMessage, total: number): string {
  const overdue = overdueOf(notices);
  const counts = `今日须办 ${total} 项${overdue > 0 ? `，逾期 ${overdue} 项` : ''}`;
  return `${kind === 'urgent' ? '【巡察急办】' : '【巡察提醒】'}${oneLine(on)} ${counts}`;
}

function summary({ on, notices }: DigestMessage, total: number): string {
  if (total === 0) return `${chineseDate(on)}，今日没有须办事项。`;
  const overdue = overdueOf(notices);
  const longest = Math.max(...notices.map(({ days }) => -days));
  const late = overdue > 0 ? `，${overdue} 项逾期，最久 ${longest} 天` : '';
  return `${chineseDate(on)}，今日须办 ${total} 项${late}。`;
}

function overdueOf(notices: readonly Notice[]): number {
  return notices.filter(({ days }) => days < 0).length;
}

function noticeLines(notice: Notice, place: number): readonly string[] {
  const estimated = notice.estimated ? '（预估）' : '';
  return [
    `${place}. ${lampWords(notice)}　${oneLine(notice.number)}`,
    `   规则：${oneLine(notice.title)}`,
    `   期限：${oneLine(notice.dueOn)}${estimated}${daysLeft(notice)}`,
    `   等谁：${oneLine(notice.waitingFor)}`,
    `   链接：${oneLine(notice.link)}`,
  ];
}

/** Color, shape and word, since print and many eyes know only the last two. */
function lampWords({ lamp, days }: Notice): string {
  switch (lamp) {
    case 'green':
      return '绿●正常';
    case 'yellow':
      return '黄▲临期';
    case 'red':
      return days < 0 ? `红■逾期 ${-days} 天` : '红■逾期';
  }
}

/** An overdue notice says its days beside the lamp already. */
function daysLeft({ days }: Notice): string {
  if (days < 0) return '';
  return days === 0 ? '，今日到期' : `，剩 ${days} 天`;
}

/** `2021-05-10` becomes 2021年5月10日; anything else stays as it is. */
function chineseDate(on: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(on) ?? [];
  return day === undefined ? oneLine(on) : `${year}年${Number(month)}月${Number(day)}日`;
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
