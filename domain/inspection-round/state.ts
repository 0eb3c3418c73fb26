import { NO_DEADLINES, type WithClock } from '../clock/state.js';
import { guard, reject } from '../process.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import type { InspectionMode, InspectionType, OwningCommittee } from '../shared/inspection.js';
import { ownEntry } from '../shared/own-entry.js';
import type { PackRef } from '../shared/policy.js';

/** Where a round stands; each status is entered by exactly one event. */
export type RoundStatus =
  | 'none'
  | 'proposed'
  | 'approved'
  | 'deployed'
  | 'stationed'
  | 'fieldworkEnded'
  | 'leadingGroupHeard'
  | 'secretaryMeetingHeard'
  | 'feedingBack'
  | 'rectifying'
  | 'assessed'
  | 'closed'
  | 'rejected'
  | 'cancelled';

/** A target as the round knows it: its group and how far its own inspection has come. */
export interface RoundTarget {
  readonly unit: string;
  readonly name: string;
  readonly category: string;
  readonly type: InspectionType;
  readonly modes?: readonly InspectionMode[];
  readonly owner?: OwningCommittee | undefined;
  readonly lookBackOf?: LookBackOf | undefined;
  readonly group?: number;
  readonly stationedOn?: CalendarDate;
  readonly withdrawnOn?: CalendarDate;
  readonly reportAcceptedOn?: CalendarDate;
  readonly fedBackOn?: CalendarDate;
  readonly closedOn?: CalendarDate;
}

/** Only an upgraded or cross inspection leaves the target's own committee, so only it names that one. */
export function leavesOwnCommittee(modes: readonly InspectionMode[]): boolean {
  return modes.includes('upgraded') || modes.includes('cross');
}

/** The earlier inspection a look-back returns to, and its findings, each of which needs a verdict. */
export interface LookBackOf {
  readonly inspection: string;
  readonly round: string;
  readonly findings: readonly string[];
}

export interface RoundGroup {
  readonly number: number;
  readonly name: string;
  readonly head: string;
  readonly deputy: string;
  readonly liaison: string;
  readonly units: readonly string[];
  readonly authorizedOn?: CalendarDate;
  readonly safetyPlanFiledOn?: CalendarDate;
}

/** A letter to another body, as far as decisions need it. */
export interface RoundLetter {
  readonly kind: 'consultation' | 'inquiry';
  readonly body: string;
  readonly sentOn: CalendarDate;
  readonly answeredOn?: CalendarDate;
}

export interface RoundState extends WithClock {
  readonly status: RoundStatus;
  readonly number: string;
  readonly name: string;
  readonly term: string;
  readonly sequence: number;
  readonly plannedFrom: CalendarDate;
  readonly plannedTo: CalendarDate;
  readonly pack: PackRef | null;
  readonly proposedBy: string;
  readonly proposedOn?: CalendarDate;
  readonly approvedOn?: CalendarDate;
  readonly deployedOn?: CalendarDate;
  readonly leadingGroupHeardOn?: CalendarDate;
  readonly assessedOn?: CalendarDate;
  readonly targets: Readonly<Record<string, RoundTarget>>;
  readonly groups: Readonly<Record<number, RoundGroup>>;
  readonly letters: Readonly<Record<string, RoundLetter>>;
}

export const INITIAL_ROUND: RoundState = {
  status: 'none',
  number: '',
  name: '',
  term: '',
  sequence: 0,
  plannedFrom: '',
  plannedTo: '',
  pack: null,
  proposedBy: '',
  targets: {},
  groups: {},
  letters: {},
  clock: NO_DEADLINES,
};

/** Load limit of a group (一托三): its head can lead no more inspections at once. Source: acceptance row 74. */
export const TARGETS_PER_GROUP = 3;

/** Only an approved round has targets with a life of their own. */
export const isListed = guard<RoundState>(
  (round) =>
    round.approvedOn !== undefined ||
    reject('round-not-approved', 'The round is not approved yet, so its targets are not listed.'),
);

/** @returns the round's targets in the order of their nomination */
export function targetsOf(round: RoundState): readonly RoundTarget[] {
  return Object.values(round.targets);
}

/** @returns the round's groups by number, lowest first */
export function groupsOf(round: RoundState): readonly RoundGroup[] {
  return Object.values(round.groups);
}

/** @returns undefined for a unit that is no target of this round */
export function targetOf(round: RoundState, unit: string): RoundTarget | undefined {
  return ownEntry(round.targets, unit);
}

/** The round with one more fact about one target; a unit it does not have changes nothing. */
export function withTarget(
  round: RoundState,
  unit: string,
  fact: Partial<RoundTarget>,
): RoundState {
  const target = targetOf(round, unit);
  if (!target) return round;
  return { ...round, targets: { ...round.targets, [unit]: { ...target, ...fact } } };
}

/** The facts about a target that its own inspection reports back, each a date. */
export type TargetMilestone =
  'stationedOn' | 'withdrawnOn' | 'reportAcceptedOn' | 'fedBackOn' | 'closedOn';

/** @returns the latest of these dates once every target has one, undefined before */
export function reachedByAll(
  round: RoundState,
  milestone: TargetMilestone,
): CalendarDate | undefined {
  const dates = targetsOf(round).map((target) => target[milestone]);
  if (dates.includes(undefined)) return undefined;
  return dates.reduce((a, b) => (a !== undefined && b !== undefined && a > b ? a : b), undefined);
}

/** The name from which a target's stream id is derived, so that round and target find each other. */
export function targetName(roundStream: string, unit: string): string {
  return `${roundStream}/target/${unit}`;
}

/** Scope of the posts in one group of a round; the target carries the same text. */
export function groupScope(round: RoundState, group: number): string {
  return `group:${round.number}/${group}`;
}
