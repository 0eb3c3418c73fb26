import { explainDeadline, type Chapter, type ExplainedRung } from '../domain/clock/explanation.js';
import type { RecordedEvent } from '../domain/process.js';
import { processNamed } from '../domain/processes.js';
import { shanghaiClock } from '../domain/shared/instant.js';
import { streamOf } from '../domain/shared/ids.js';
import { readStream } from '../event-store/read.js';
import { createRuleBooks } from '../rule-book/index.js';
import type { Environment } from '../config/environment.js';
import { stepLines } from './due-lines.js';
import { withInstallation } from './installation.js';
import type { Terminal } from './terminal.js';

const CHAPTER_WORDS: Readonly<Record<Chapter['what'], string>> = {
  counted: '起算',
  stated: '由事项自定',
  paused: '暂停',
  resumed: '恢复计算',
  extended: '延期',
  recalculated: '按新日历重算',
  met: '完成',
  missed: '逾期',
  waived: '免除',
};

const RUNG_WORDS: Readonly<Record<ExplainedRung['state'], string>> = {
  fired: '已发',
  coming: '待发',
  passedOver: '录入时已过',
};

/**
 * Prints why a deadline of a case falls on its day.
 *
 * @returns 0, or 2 when there is no such process, case or deadline
 */
export async function explain(
  environment: Environment,
  { process: name, id, deadline }: { process: string; id: string; deadline: string },
  terminal: Terminal,
): Promise<number> {
  const process = processNamed(name);
  if (!process) {
    terminal.fail(`There is no process ${name}.`);
    return 2;
  }
  return withInstallation(environment, terminal.detail, async (installation) => {
    const { db } = installation.as('auditor_ro');
    const events = (await readStream(db, streamOf(name, id))) as unknown as RecordedEvent[];
    const books = createRuleBooks(db);
    const found = await books.consult((book) => explainDeadline(events, deadline, book));
    if (!found) {
      const names = events
        .filter(({ type }) => type === 'DeadlineSet')
        .map(({ data }) => (data as { deadline: string }).deadline);
      const there = [...new Set(names)].join(', ');
      terminal.fail(
        events.length === 0
          ? `There is no case ${streamOf(name, id)}.`
          : `The case has no deadline ${deadline}. It has: ${there}.`,
      );
      return 2;
    }
    terminal.data(found);
    for (const line of explanationLines(found)) terminal.say(line);
    return 0;
  });
}

/** The explanation as lines that a person can follow on a wall calendar. */
export function explanationLines(
  found: NonNullable<ReturnType<typeof explainDeadline>>,
): readonly string[] {
  const { rule, ruleText, pack, anchor, dueOn, originalDueOn, estimated } = found;
  const moved = originalDueOn === dueOn ? '' : `（原定 ${originalDueOn}）`;
  return [
    `${rule.title}：${dueOn}${estimated ? '（预估）' : ''}${moved}  ${found.status}`,
    `  规则  ${ruleText.zh}`,
    `  依据  ${rule.basis} [${rule.tag}]`,
    `  起算  ${anchor.event} ${anchor.on}${anchor.version === null ? '' : `（第 ${anchor.version} 号事件）`}`,
    `  版本  ${pack.title} ${pack.pack} ${pack.version} · 日历 ${found.calendarVersion}`,
    ...found.chapters.flatMap(chapterLines),
    ...found.rungs.map(rungLine),
  ];
}

function chapterLines(chapter: Chapter): readonly string[] {
  const { what, version, fromDueOn, dueOn, reason, actor, steps, shifts } = chapter;
  const change = fromDueOn !== null && fromDueOn !== dueOn ? `${fromDueOn} → ${dueOn}` : dueOn;
  const why = reason === null ? '' : ` ${reason}`;
  return [
    `  #${version} ${CHAPTER_WORDS[what]}  ${change}${why}  (${actor})`,
    ...stepLines(steps).map((line) => `      ${line}`),
    ...shifts.map(
      ({ fromOn, toOn, days, unit }) => `      暂停 ${fromOn} 至 ${toOn} 前：不计 ${days} ${unit}`,
    ),
  ];
}

function rungLine({
  key,
  state,
  at,
  to,
  paper,
  acknowledgedBy,
  undeliveredTo,
}: ExplainedRung): string {
  const told = to.map(({ role }) => role).join(', ');
  const parts = [
    `  ${RUNG_WORDS[state]}  ${shanghaiClock(at)}  ${key}`,
    told === '' ? '' : ` → ${told}`,
    paper === null ? '' : ` [${paper}]`,
    acknowledgedBy.length === 0 ? '' : ` 已阅 ${acknowledgedBy.join(', ')}`,
    undeliveredTo.length === 0 ? '' : ` 未送达 ${undeliveredTo.join(', ')}`,
  ];
  return parts.join('');
}
