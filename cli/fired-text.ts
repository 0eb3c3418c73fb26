import { weekday, type CalendarDate } from '../domain/shared/calendar-date.js';
import type { Fired } from './rehearsal.js';

/** What the clock does at a due moment, as an office calls it. */
export const CLAIM_WORDS: Readonly<Record<string, string>> = {
  ReminderIssued: '提醒',
  EscalationRaised: '升级',
  DeadlineMissed: '逾期',
};

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** Such as `2026-12-16 周三`, for a look at the wall calendar. */
export function dayText(date: CalendarDate): string {
  return `${date} ${WEEKDAYS[weekday(date)] ?? ''}`;
}

/** Who was told, by post. */
export function receiversText(to: readonly { readonly role: string }[]): string {
  return to.map(({ role }) => role).join(', ');
}

/**
 * A line without content: number, rule, rung, due date and who is told.
 *
 * @param titles of rules by their ids; a rule without one shows its id
 */
export function firedText(
  { number, event }: Fired,
  titles: ReadonlyMap<string, string> = new Map(),
): string {
  const { rule, rung, dueOn, to } = event.data as {
    rule?: string;
    rung?: string;
    dueOn?: string;
    to?: readonly { role: string }[];
  };
  const told = to ? ` → ${receiversText(to)}` : '';
  const title = rule === undefined ? undefined : (titles.get(rule) ?? rule);
  const which = [title, rung].filter((part) => part !== undefined).join(' ');
  const due = dueOn === undefined ? '' : `（到期 ${dayText(dueOn)}）`;
  return `⏰ ${CLAIM_WORDS[event.type] ?? event.type} ${number} ${which}${due}${told}`;
}
