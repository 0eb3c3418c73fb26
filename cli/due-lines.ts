import type { DueStep } from '../domain/clock/due-day.js';

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;
const WORDS: Readonly<Record<DueStep['what'], string>> = {
  anchor: '起算',
  counted: '第',
  skipped: '不计',
  months: '按月',
  days: '按日',
  rolled: '顺延',
  due: '到期日',
};

/** One line a step: date, weekday, what it counts for and why. */
export function stepLines(steps: readonly DueStep[]): readonly string[] {
  return steps.map(({ on, what, count, reason, estimated }) => {
    const day = `${on} 周${WEEKDAYS[weekdayOf(on)] ?? ''}`;
    const counted = what === 'counted' ? `第 ${count ?? 0} 天` : WORDS[what];
    return `${day}  ${counted}  ${reason}${estimated ? '（预估）' : ''}`;
  });
}

function weekdayOf(on: string): number {
  return new Date(`${on}T00:00:00Z`).getUTCDay();
}
