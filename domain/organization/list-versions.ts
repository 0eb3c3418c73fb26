import type { CalendarDate } from '../shared/calendar-date.js';
import { listName, type LocalList } from './local-list.js';

/** One published version of a list; of all its versions the last that applies by then is in force on a day. */
export interface ListVersion extends LocalList {
  readonly publishedOn: CalendarDate;
}

/** True for the version of its list that a paper of that day names. */
export function isInForce(
  version: ListVersion,
  versions: readonly ListVersion[],
  on: CalendarDate,
): boolean {
  const applying = versions.filter(
    (other) => listName(other) === listName(version) && other.effectiveFrom <= on,
  );
  return version.version === Math.max(...applying.map((other) => other.version));
}

/** The shipped lists that were asked for and are not published yet: a list goes on from what an office made of it. */
export function unpublished(
  shipped: readonly LocalList[],
  published: Readonly<Record<string, unknown>>,
): readonly LocalList[] {
  return shipped.filter((list) => !Object.hasOwn(published, listName(list)));
}
