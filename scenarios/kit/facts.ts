import type { CalendarDate } from '../../domain/shared/calendar-date.js';

/** What a round of a scenario is made of; the steps of the kit turn it into commands. */
export interface RoundFacts {
  /** Name of the scenario; stands in the digests of its documents. */
  readonly scenario: string;
  /** The proposal as the command takes it, without pack and day. */
  readonly proposal: {
    readonly number: string;
    readonly name: string;
    readonly term: string;
    readonly sequence: number;
    readonly plannedFrom: CalendarDate;
    readonly plannedTo: CalendarDate;
    readonly [more: string]: unknown;
  };
  readonly groups: readonly GroupFacts[];
  readonly targets: readonly TargetFacts[];
  /** Titles of the people in front: who speaks when a group is stationed, who spoke at the deployment. */
  readonly deployment: {
    readonly speakers: readonly string[];
    readonly requirements: readonly string[];
  };
}

export interface GroupFacts {
  readonly number: number;
  readonly name: string;
  /** Members besides head, deputy and liaison. */
  readonly members: number;
  /** More of the command, such as the county the members come from. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export interface TargetFacts {
  readonly unit: string;
  readonly name: string;
  readonly category: string;
  readonly type: string;
  readonly group: number;
  /** More of the nomination: modes, owner, the earlier inspection. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** The days of a round in the source's calendar. */
export interface RoundDays {
  readonly proposal: CalendarDate;
  readonly approval: CalendarDate;
  readonly groups: CalendarDate;
  readonly notice: CalendarDate;
  readonly deployment: CalendarDate;
  readonly safetyPlans: CalendarDate;
  readonly stationing: CalendarDate;
  readonly withdrawal: CalendarDate;
  readonly reports: CalendarDate;
  readonly leadingGroup: CalendarDate;
  readonly secretary: CalendarDate;
}
