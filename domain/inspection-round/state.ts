import { NO_DEADLINES, type WithClock } from '../clock/state.js';
import { guard, reject } from '../process.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import {
  isFedBack,
  type InspectionMode,
  type InspectionType,
  type OwningCommittee,
} from '../shared/inspection.js';
import type { Level } from '../shared/levels.js';
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
  /** Its own period within the round's; the round's where it has none. */
  readonly plannedFrom?: CalendarDate | undefined;
  readonly plannedTo?: CalendarDate | undefined;
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

/** The earlier inspection that a look-back or a supervision returns to; each of its findings needs a verdict. */
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
  readonly members?: readonly string[];
  /** Day on which the head took over from another; a new head is authorized anew. */
  readonly headSinceOn?: CalendarDate;
  readonly authorizedOn?: CalendarDate;
  readonly safetyPlanFiledOn?: CalendarDate;
  readonly workPlanApprovedOn?: CalendarDate;
  readonly branch?: TemporaryBranch;
}

/** Party branch of a group for the time of its round; it stands without a secretary once that one has left. */
export interface TemporaryBranch {
  readonly setUpOn: CalendarDate;
  readonly secretary?: string;
  /** Digests of the minutes, one a meeting. */
  readonly meetings: readonly string[];
}

/** Somebody who must keep away from one target; not decided yet while `upheld` is missing. */
export interface Recusal {
  readonly person: string;
  readonly unit: string;
  readonly declaredOn: CalendarDate;
  readonly upheld?: boolean;
}

/** The level above follows a round through people of its own, who only look on. */
export interface GuidanceGroup {
  readonly fromOn: CalendarDate;
  readonly members: readonly string[];
  /** Digests of the opinions, one a visit. */
  readonly visits: readonly string[];
}

/** A letter to another body, as far as decisions need it. */
export interface RoundLetter {
  readonly kind: 'consultation' | 'inquiry';
  readonly body: string;
  readonly sentOn: CalendarDate;
  readonly answeredOn?: CalendarDate;
}

/** The organization of another level with which the round is held together (上下联动). Source: row 103. */
export interface JointPartner {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
}

/** How the targets were chosen, as it was recorded last. */
export interface Selection {
  readonly strategy: string;
  readonly recordedOn: CalendarDate;
  readonly document: string;
}

/** A text for the press, as far as its repetition must be noticed. */
export interface PressText {
  readonly channel: string;
  readonly document: string;
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
  /** Id of the term plan that is told what the round covers; without one nothing is told. */
  readonly termPlan?: string | undefined;
  readonly level?: Level | undefined;
  readonly jointWith?: JointPartner | undefined;
  readonly campaign?: string | undefined;
  readonly selection?: Selection;
  readonly pressTexts?: readonly PressText[];
  readonly stageReports?: readonly string[];
  readonly archivedOn?: CalendarDate;
  readonly proposedBy: string;
  readonly proposedOn?: CalendarDate;
  readonly approvedOn?: CalendarDate;
  readonly deployedOn?: CalendarDate;
  readonly leadingGroupHeardOn?: CalendarDate;
  readonly assessedOn?: CalendarDate;
  readonly targets: Readonly<Record<string, RoundTarget>>;
  readonly groups: Readonly<Record<number, RoundGroup>>;
  readonly letters: Readonly<Record<string, RoundLetter>>;
  /** Load limit of this round's groups; rounds that state none have the usual one. */
  readonly targetsPerGroup?: number;
  readonly recusals?: readonly Recusal[];
  /** Digest of each pledge text by its number. */
  readonly pledges?: Readonly<Record<string, string>>;
  /** Day of each signature: by person, then by pledge. */
  readonly signatures?: Readonly<Record<string, Readonly<Record<string, CalendarDate>>>>;
  /** Digests of the records, one a training. */
  readonly trainings?: readonly string[];
  readonly guidanceGroups?: Readonly<Record<string, GuidanceGroup>>;
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

/** Usual load limit of a group (一托三): its head can lead no more inspections at once. Source: acceptance row 74. */
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

const OF_FED_BACK: readonly TargetMilestone[] = ['reportAcceptedOn', 'fedBackOn'];

/** Whether a target ever reaches a milestone; the round waits for no report or feedback of a supervision. */
export function reaches({ type }: RoundTarget, milestone: TargetMilestone): boolean {
  return isFedBack(type) || !OF_FED_BACK.includes(milestone);
}

/** @returns the latest of these dates once every target that reaches the milestone has one, undefined before */
export function reachedByAll(
  round: RoundState,
  milestone: TargetMilestone,
): CalendarDate | undefined {
  const dates = targetsOf(round)
    .filter((target) => reaches(target, milestone))
    .map((target) => target[milestone]);
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
