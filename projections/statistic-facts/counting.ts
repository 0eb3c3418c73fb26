import type { Belonging, Memory } from './context.js';

/** What is counted; each figure is made of one or two of these. */
export type Measure =
  | 'rounds'
  | 'targets'
  | 'stationings'
  | 'inspections'
  | 'coverage'
  | 'petitions'
  | 'findingsDrafted'
  | 'findingsConfirmed'
  | 'findingsReported'
  | 'findingsFedBack'
  | 'findingsClaimed'
  | 'verdicts'
  | 'supervisionVerdicts'
  | 'immediateOrdered'
  | 'immediateCompleted'
  | 'items'
  | 'itemsOpen'
  | 'itemsContinuing'
  | 'itemsClosed'
  | 'itemsReopened'
  | 'deadlinesOnTime'
  | 'deadlinesLate'
  | 'deadlinesOverdue'
  | 'cluesTransferred'
  | 'cluesAnswered'
  | 'rulesEstablished'
  | 'moneyRecovered'
  | 'personsDisciplined'
  | 'accountability'
  | 'inquiriesSent'
  | 'inquiriesAnswered'
  | 'pledgesSigned'
  | 'temporaryBranches'
  | 'inspectors'
  | 'instructions'
  | 'committeeMeetings'
  | 'officeRules'
  | 'suggestionsSent'
  | 'suggestionsImplemented'
  | 'publicReports';

/** What an event adds to a measure; negative when it takes something back, nothing when it is 0. */
export interface Amount {
  readonly amount: number;
  /** One word of a closed list that the measure is divided by. */
  readonly kind?: string;
  readonly receiver?: string;
  /** What the count is about, within its case. */
  readonly subject?: string;
  /** The amount is a lower bound. */
  readonly atLeast?: boolean;
}

/** One event's part in one measure; `memory` is what the events before it have left. */
export interface Count {
  readonly measure: Measure;
  readonly of: (data: unknown, memory: Memory, of: Belonging) => Amount;
}

/** An event that is counted, with its business date; without one the day of its decision counts. */
export interface Counting {
  readonly on: (data: unknown) => string | undefined;
  readonly counts: (data: unknown) => readonly Count[];
}

type Of<D> = (data: D, memory: Memory, of: Belonging) => Amount | number;

export function count<D>(measure: Measure, of: Of<D> = () => 1): Count {
  return {
    measure,
    of: (data, memory, belonging) => {
      const given = of(data as D, memory, belonging);
      return typeof given === 'number' ? { amount: given } : given;
    },
  };
}

export function counting<D>(
  on: ((data: D) => string | undefined) | undefined,
  ...counts: readonly Count[]
): Counting {
  return { on: (data) => on?.(data as D), counts: () => counts };
}

/** An event that counts several things, one fact each, such as the findings that were fed back. */
export function countingEach<D>(
  on: (data: D) => string | undefined,
  countsOf: (data: D) => readonly Count[],
): Counting {
  return { on: (data) => on(data as D), counts: (data) => countsOf(data as D) };
}

export const numberIf = (condition: boolean): number => (condition ? 1 : 0);

/** What the events of one part of the product are counted by, by their type. */
export type Countings = Readonly<Record<string, Counting>>;
