import type { Fired } from './rehearsal.js';

const WORDS: Readonly<Record<string, string>> = {
  ReminderIssued: '提醒',
  EscalationRaised: '升级',
  DeadlineMissed: '逾期',
};

/** A line without content: number, rule, rung, due date and who is told. */
export function firedText({ number, event }: Fired): string {
  const { rule, rung, dueOn, to } = event.data as {
    rule?: string;
    rung?: string;
    dueOn?: string;
    to?: readonly { role: string }[];
  };
  const told = to ? ` → ${to.map(({ role }) => role).join(', ')}` : '';
  const which = [rule, rung].filter((part) => part !== undefined).join(' ');
  return `⏰ ${WORDS[event.type] ?? event.type} ${number} ${which} (${dueOn ?? ''})${told}`;
}
