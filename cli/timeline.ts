import { addDays, type CalendarDate } from '../domain/shared/calendar-date.js';
import { shanghaiClock, type Instant } from '../domain/shared/instant.js';
import { parseStream } from '../domain/shared/ids.js';
import type { Row, StreamRef, Theater } from '../scenarios/scenario.js';
import { explanationLines } from './explain.js';
import { CLAIM_WORDS, dayText, receiversText } from './fired-text.js';

/** A deadline as the API explains it; it carries all that the explanation's lines show. */
type Explained = Parameters<typeof explanationLines>[0];

/** One reminder, escalation or missed day. */
export interface TimelineEntry {
  /** The clock its decision saw. */
  readonly now: Instant;
  readonly type: string;
  readonly stream: string;
  /** Number of the case. */
  readonly number: string;
  readonly deadline: string;
  /** Null for a day that was missed. */
  readonly rung: string | null;
  readonly dueOn: CalendarDate;
  readonly to: readonly { readonly role: string; readonly scope: string }[];
}

export interface Timeline {
  /** In order of time. */
  readonly entries: readonly TimelineEntry[];
  /** The explanation of every deadline among them, by `threadOf`. */
  readonly explanations: ReadonlyMap<string, Explained>;
}

export const threadOf = ({ stream, deadline }: Pick<TimelineEntry, 'stream' | 'deadline'>) =>
  `${stream}/${deadline}`;

/** Reads what the clock did in every case of a round, over HTTP alone. */
export async function readTimeline(theater: Theater): Promise<Timeline> {
  const cases = (await theater.rows('case-index')).filter(({ round }) => round !== null);
  const entries: TimelineEntry[] = [];
  for (const row of cases) {
    const events = await theater.events(refOf(String(row['stream'])));
    const claims = events.filter(({ type }) => Object.hasOwn(CLAIM_WORDS, String(type)));
    entries.push(...claims.map((event) => entryOf(event, String(row['number']))));
  }
  entries.sort(byTime);
  const explanations = new Map<string, Explained>();
  for (const entry of entries) {
    const thread = threadOf(entry);
    if (explanations.has(thread)) continue;
    const answer = await theater.explanation(refOf(entry.stream), entry.deadline);
    explanations.set(thread, answer as unknown as Explained);
  }
  return { entries, explanations };
}

function refOf(stream: string): StreamRef {
  const ref = parseStream(stream);
  if (!ref) throw new Error(`${stream} is no stream`);
  return ref;
}

function entryOf({ stream, type, now, data }: Row, number: string): TimelineEntry {
  const { deadline, rung = null, dueOn, to = [] } = data as Partial<TimelineEntry>;
  return {
    now: now as Instant,
    type: String(type),
    stream: String(stream),
    number,
    deadline: deadline ?? '',
    rung,
    dueOn: dueOn ?? '',
    to,
  };
}

function byTime(a: TimelineEntry, b: TimelineEntry): number {
  const keyOf = ({ now, number, deadline }: TimelineEntry) =>
    `${shanghaiClock(now)} ${number} ${deadline}`;
  const [first, second] = [keyOf(a), keyOf(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Two dates that lie on one another: a day of the source, and the day on which it is played. */
export interface Laid {
  readonly title: string;
  readonly sourceOn: CalendarDate;
  readonly offsetDays: number;
}

/**
 * The timeline as lines: date, weekday and hour in Shanghai, number, rule, rung, who was told, due day. The first
 * time a deadline comes up, its explanation stands below.
 */
export function timelineLines(
  { entries, explanations }: Timeline,
  { title, sourceOn, offsetDays }: Laid,
): readonly string[] {
  const shown = new Set<string>();
  return [
    `时间线 (timeline)  ${title}`,
    `按今天的日历演练：来源中的 ${dayText(sourceOn)} 落在 ${dayText(addDays(sourceOn, offsetDays))}，` +
      '其余日期相隔的天数不变；星期、节假日和调休都按演练的日期。',
    '每个期限第一次出现时，下面附有算法，可对着挂历逐日核对；标“预估”的日子在尚无放假通知的年份。',
    '',
    ...entries.flatMap((entry) => {
      const thread = threadOf(entry);
      const explained = explanations.get(thread);
      const isFirst = !shown.has(thread);
      shown.add(thread);
      const below = isFirst && explained ? explanationLines(explained) : [];
      return [entryLine(entry, explained), ...below.map((line) => `    ${line}`)];
    }),
    '',
    totalLine(entries, explanations.size),
  ];
}

function entryLine(
  { now, type, number, rung, dueOn, to }: TimelineEntry,
  explained: Explained | undefined,
): string {
  const [date = '', hour = ''] = shanghaiClock(now).split(' ');
  const rule = explained?.rule;
  const which = rule ? `${rule.title} (${rule.rule})` : '';
  const parts = [`${dayText(date)} ${hour}`, CLAIM_WORDS[type] ?? type, number, which];
  const told = to.length === 0 ? [] : [`→ ${receiversText(to)}`];
  return [...parts, ...(rung === null ? [] : [rung]), ...told, `到期 ${dayText(dueOn)}`].join('  ');
}

function totalLine(entries: readonly TimelineEntry[], deadlines: number): string {
  const counts = Object.entries(CLAIM_WORDS).map(
    ([type, word]) => `${word} ${entries.filter((entry) => entry.type === type).length}`,
  );
  return `合计 ${counts.join('，')}；涉及期限 ${deadlines} 个`;
}
