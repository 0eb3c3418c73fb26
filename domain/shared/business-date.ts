import { reject, type Rejection } from '../process.js';
import type { CalendarDate } from './calendar-date.js';

/** What a date may not precede, and the fact to name when it does; undefined means nothing recorded yet. */
export interface Earliest {
  readonly on: CalendarDate | undefined;
  readonly code: string;
  readonly message: string;
}

/**
 * Whether something can have happened on a day: not after today, not before what it follows.
 * Business dates may be back-dated within these two bounds (architecture, decision 11).
 *
 * @param on date that a person entered
 * @returns undefined when the day is possible, so that a decision reads `dateRefusal(…) ?? [event]`
 */
export function dateRefusal(
  on: CalendarDate,
  { today }: { readonly today: CalendarDate },
  earliest?: Earliest,
): Rejection | undefined {
  if (on > today) return reject('date-in-future', `${on} has not come yet.`);
  if (earliest?.on !== undefined && on < earliest.on)
    return reject(earliest.code, `${earliest.message} (${on} lies before ${earliest.on})`);
  return undefined;
}
