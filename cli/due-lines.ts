import type { DueStep } from '../domain/clock/due-day.js';
import { dayText } from './fired-text.js';

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
    const counted = what === 'counted' ? `第 ${count ?? 0} 天` : WORDS[what];
    return `${dayText(on)}  ${counted}  ${reason}${estimated ? '（预估）' : ''}`;
  });
}
