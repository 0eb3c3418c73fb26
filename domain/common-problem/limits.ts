import { meet, start, type ClockAction } from '../clock/actions.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import type { CommonProblemState } from './state.js';

type Row =
  | 'suggestion-sending'
  | 'suggestion-answer'
  | 'suggestion-implementation'
  | 'common-problem-closing';

/**
 * A suggestion that is refused is sent again, so the rows run several times, each under a number of its own.
 *
 * @param ordinal which suggestion the limit belongs to
 */
export function begin(
  row: Row,
  { pack }: CommonProblemState,
  ordinal: number,
  on: CalendarDate,
  dueOn?: CalendarDate,
): readonly ClockAction[] {
  if (!pack) return [];
  const deadline = deadlineOf(row, ordinal);
  return [start(row, pack, on, { deadline, ...(dueOn === undefined ? {} : { dueOn }) })];
}

export function end(row: Row, ordinal: number, on: CalendarDate): ClockAction {
  return meet(deadlineOf(row, ordinal), on);
}

function deadlineOf(row: Row, ordinal: number): string {
  return `${row}-${ordinal}`;
}
