import { reject, type DecisionContext, type Rejection } from '../process.js';
import { dateRefusal } from '../shared/business-date.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import { ownEntry } from '../shared/own-entry.js';
import type { TargetState } from './state.js';

/** The ledgers a group keeps while it is at the target; each numbers its entries for itself. */
export type Ledger =
  | 'interviews'
  | 'documents'
  | 'visits'
  | 'samples'
  | 'education'
  | 'meetings'
  | 'tallies'
  | 'communications'
  | 'incidents'
  | 'keyLists'
  | 'progress';

/** @returns undefined when the number is free and the day lies within the fieldwork so far */
export function entryRefusal(
  target: TargetState,
  [ledger, number]: readonly [Ledger, string],
  on: CalendarDate,
  context: DecisionContext,
): Rejection | undefined {
  if (entryOf(target, ledger, number) !== undefined)
    return reject('entry-exists', `${number} stands in this ledger already.`);
  return dateRefusal(on, context, {
    on: target.stationedOn,
    code: 'before-stationing',
    message: 'The ledgers of the fieldwork begin with the stationing of the group.',
  });
}

/** @returns the day of the entry, undefined for a number the ledger does not have */
export function entryOf(
  { ledgers }: TargetState,
  ledger: Ledger,
  number: string,
): CalendarDate | undefined {
  return ledgers && ownEntry(ledgers, `${ledger}/${number}`);
}

export function withEntry(
  target: TargetState,
  [ledger, number]: readonly [Ledger, string],
  on: CalendarDate,
): TargetState {
  return { ...target, ledgers: { ...target.ledgers, [`${ledger}/${number}`]: on } };
}
