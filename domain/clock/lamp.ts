import type { CalendarDate } from '../shared/calendar-date.js';
import { shanghaiDate } from '../shared/instant.js';
import type { RuleBook } from '../shared/rule-book.js';
import { plannedRungs } from './rungs.js';
import type { Deadline } from './state.js';

/** What a deadline looks like on a given day; `none` once it is owed no more, `paused` while it does not count. */
export type Lamp = 'green' | 'yellow' | 'red' | 'paused' | 'none';

/**
 * From which day a deadline is due soon: that of its ladder's first yellow rung.
 * Source: `ux.md` 3 (S from 10 days before, R from 5 working days before).
 *
 * @returns null for a deadline that does not run, or whose ladder never turns yellow
 */
export function yellowFrom(deadline: Deadline, book: RuleBook): CalendarDate | null {
  if (deadline.status !== 'running') return null;
  const first = plannedRungs(deadline, book).find(({ rung }) => rung?.lamp === 'yellow');
  return first ? shanghaiDate(first.at) : null;
}

/** The lamp on a day: red from the day after the due day, whoever was told of it or not. */
export function lampOn(
  today: CalendarDate,
  {
    running,
    paused = false,
    dueOn,
    yellowOn,
  }: {
    readonly running: boolean;
    readonly paused?: boolean;
    readonly dueOn: CalendarDate;
    readonly yellowOn: CalendarDate | null;
  },
): Lamp {
  if (paused) return 'paused';
  if (!running) return 'none';
  if (today > dueOn) return 'red';
  return yellowOn !== null && today >= yellowOn ? 'yellow' : 'green';
}
