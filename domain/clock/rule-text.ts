import type { DeadlineRule } from '../shared/policy.js';

const UNITS = {
  calendarMonth: ['个月', 'calendar months'],
  calendarDay: ['日', 'calendar days'],
  workingDay: ['个工作日', 'working days'],
} as const;

/** A rule as a sentence, in both languages, so that nobody has to read the pack's data. */
export function ruleText({ title, limit, anchors }: DeadlineRule): { zh: string; en: string } {
  const anchor = anchors.join(' / ');
  if (!limit)
    return {
      zh: `${title}：期限由事项自定（自 ${anchor} 起）。`,
      en: `${title}: each case states its own day (from ${anchor}).`,
    };
  const [zhUnit, enUnit] = UNITS[limit.unit];
  const backwards = limit.direction === 'before';
  const rolls = limit.roll === 'nextWorkingDay';
  return {
    zh: `${title}：${anchor} ${backwards ? '之前' : '之后'} ${limit.amount} ${zhUnit}，起算日不计${rolls ? '，末日逢休息日顺延至下一工作日' : ''}。`,
    en: `${title}: ${limit.amount} ${enUnit} ${backwards ? 'before' : 'after'} ${anchor}, the day itself not counted${rolls ? '; an end on a rest day moves to the next working day' : ''}.`,
  };
}
