import { extend, meet, start, type ClockAction } from '../clock/actions.js';
import { isOwed, type Deadline } from '../clock/state.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import type { ReceiverKind } from './references.js';
import type { ClueState } from './state.js';

/** Each receiver has rows of its own, so that no reminder of a clue reaches another body. */
const ROW_OF = {
  discipline: '',
  organization: '-organization',
  competentUnit: '-unit',
  upperLevel: '-upper',
} as const satisfies Record<ReceiverKind, string>;

/** @returns the pack row of a step that the present receiver owes */
export function receiverRow(step: 'clue-receipt' | 'clue-result', clue: ClueState): string {
  return `${step}${ROW_OF[clue.receiver ?? 'discipline']}`;
}

/** @returns the pack row of a step that the fast track shortens */
export function trackRow(step: 'clue-approval' | 'clue-sending', { fastTrack }: ClueState): string {
  return fastTrack ? `${step}-fast` : step;
}

/** Deadlines of one row, in the order in which they began. */
function deadlinesOf({ clock }: ClueState, row: string): readonly Deadline[] {
  return Object.values(clock.deadlines).filter(({ rule }) => rule === row);
}

export function lastOf(clue: ClueState, row: string): Deadline | undefined {
  return deadlinesOf(clue, row).at(-1);
}

export function owedOf(clue: ClueState, row: string): Deadline | undefined {
  return deadlinesOf(clue, row).find(isOwed);
}

/** A row may run several times in one case, since a clue is rerouted or reopened; each time under a name of its own. */
export function begin(
  clue: ClueState,
  row: string,
  on: CalendarDate,
  dueOn?: CalendarDate,
): readonly ClockAction[] {
  if (!clue.pack) return [];
  const ordinal = deadlinesOf(clue, row).length + 1;
  const deadline = ordinal === 1 ? row : `${row}-${ordinal}`;
  return [start(row, clue.pack, on, { deadline, ...(dueOn === undefined ? {} : { dueOn }) })];
}

export function answer(clue: ClueState, row: string, on: CalendarDate): readonly ClockAction[] {
  const found = owedOf(clue, row);
  return found ? [meet(found.deadline, on)] : [];
}

export function prolong(
  clue: ClueState,
  row: string,
  untilOn: CalendarDate,
  reason: string,
): readonly ClockAction[] {
  const found = owedOf(clue, row);
  return found ? [extend(found.deadline, untilOn, reason)] : [];
}
