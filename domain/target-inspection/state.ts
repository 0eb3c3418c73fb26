import { NO_DEADLINES, type WithClock } from '../clock/state.js';
import { guard, reject, type Command, type EffectDraft, type Rejection } from '../process.js';
import type { Earliest } from '../shared/business-date.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import { parseStream } from '../shared/ids.js';
import type { InspectionMode, InspectionType, OwningCommittee } from '../shared/inspection.js';
import type { PackRef } from '../shared/policy.js';
import type { FollowUp } from './follow-up.js';
import type { PlanRow } from './plan-row.js';
import type { FindingTrail, Replaced, ReportTrail } from './trails.js';

/** Where the inspection of one target stands; each status is entered by one event, `notified` by either notice. */
export type TargetStatus =
  | 'none'
  | 'listed'
  | 'notified'
  | 'stationed'
  | 'withdrawn'
  | 'supervisionReported'
  | 'supervisionReportReturned'
  | 'supervised'
  | 'reportSubmitted'
  | 'reportReturned'
  | 'reportAccepted'
  | 'decided'
  | 'fedBack'
  | 'claimed'
  | 'planSubmitted'
  | 'planReturned'
  | 'rectifying'
  | 'rectificationReported'
  | 'rectificationReportReturned'
  | 'rectificationAccepted'
  | 'closed'
  | 'cancelled';

export type FindingStatus =
  'drafted' | 'returned' | 'reviewed' | 'confirmed' | 'dropped' | 'approved' | 'claimed' | Replaced;

/** A finding as decisions need it; its text stays in the events. */
export interface FindingState extends FindingTrail {
  readonly status: FindingStatus;
  /** Actor id of whoever drafted it last. */
  readonly author: string;
  readonly draftedOn: CalendarDate;
  readonly reviewedOn?: CalendarDate;
  readonly confirmedOn?: CalendarDate;
}

/** One rectification item as its target knows it; the item itself is a stream of its own. */
export interface ItemState {
  readonly finding: string;
  readonly outcome: 'open' | 'closed' | 'continuing';
}

export const REVIEWING_BODIES = [
  'inspectionOffice',
  'discipline',
  'organization',
  'publicity',
  'inspectionGroup',
  'finance',
  'audit',
] as const;
export type ReviewingBody = (typeof REVIEWING_BODIES)[number];

/** A document that is submitted, perhaps returned, and submitted again. */
export interface Submission {
  /** Counts from 1; 0 before the first submission. */
  readonly version: number;
  readonly submittedOn: CalendarDate;
  /** Actor id; nobody accepts a submission of their own. */
  readonly submittedBy: string;
}

export interface PlanState extends Submission {
  readonly rows: readonly PlanRow[];
  /** What each body said of this version; a body that has not spoken is missing. */
  readonly reviews: Readonly<Partial<Record<ReviewingBody, boolean>>>;
  readonly approvedOn?: CalendarDate;
}

/** Whom a feedback letter can go to. */
export const ADDRESSEES = [
  'unit',
  'principal',
  'owningCommittee',
  'supervisingLeader',
  'discipline',
  'organization',
] as const;
export type Addressee = (typeof ADDRESSEES)[number];

/** The feedback letters as they were issued; only their digests are kept. */
interface FeedbackLetters {
  readonly issuedOn: CalendarDate;
  readonly sent: Readonly<Partial<Record<Addressee, SentLetter>>>;
}

interface SentLetter {
  readonly document: string;
  readonly receivedOn?: CalendarDate;
}

export interface TargetState extends WithClock, FollowUp, ReportTrail {
  readonly status: TargetStatus;
  readonly round: string;
  readonly number: string;
  readonly unit: string;
  readonly name: string;
  readonly type: InspectionType;
  readonly modes?: readonly InspectionMode[];
  /** The committee the target belongs to, where another level inspects; it hears the feedback first. */
  readonly owner?: OwningCommittee | undefined;
  readonly oldFindings: readonly string[];
  readonly plannedFrom: CalendarDate;
  readonly plannedTo: CalendarDate;
  readonly pack: PackRef;
  readonly group?: { readonly number: number; readonly scope: string };
  /** Ids of those who must keep away from this target. */
  readonly recused?: readonly string[];
  /** Set where the round asks everyone in the group to sign pledges. */
  readonly pledgesRequired?: boolean;
  /** Day of the last signature, while all of the group have signed. */
  readonly pledgesSignedOn?: CalendarDate;
  /** Set once another head took over the group; without a day, that one is not authorized yet. */
  readonly newHead?: { readonly authorizedOn?: CalendarDate | undefined };
  readonly notifiedOn?: CalendarDate;
  readonly groupSafetyPlanOn?: CalendarDate;
  readonly targetSafetyPlanOn?: CalendarDate;
  readonly stationedOn?: CalendarDate;
  readonly questionnairesIssued: number;
  /** Day of opening by channel number; empty again once the group has withdrawn. */
  readonly openChannels: Readonly<Record<number, CalendarDate>>;
  readonly channels: number;
  readonly petitions: number;
  readonly routedPetitions?: readonly number[];
  /** Entries of the fieldwork's ledgers by `<ledger>/<number>`, each with its day. */
  readonly ledgers?: Readonly<Record<string, CalendarDate>>;
  readonly documentsOut?: readonly string[];
  readonly midtermReportOn?: CalendarDate;
  readonly findings: Readonly<Record<string, FindingState>>;
  /** The verdict on each finding of the earlier inspection, of a look-back or a supervision only. */
  readonly verdicts: Readonly<Record<string, string>>;
  readonly items: Readonly<Record<string, ItemState>>;
  readonly withdrawnOn?: CalendarDate;
  readonly report: Submission;
  readonly supervisionReport?: Submission;
  readonly supervisedOn?: CalendarDate;
  readonly decidedOn?: CalendarDate;
  readonly feedbackLetters?: FeedbackLetters;
  readonly owningCommitteeFedBackOn?: CalendarDate;
  readonly collectiveTalkOn?: CalendarDate;
  readonly principalFedBackOn?: CalendarDate;
  readonly unitFedBackOn?: CalendarDate;
  readonly feedbackReceivedOn?: CalendarDate;
  /** Who reviews the plan, where the office named others than usual. */
  readonly planReviewers?: readonly ReviewingBody[];
  readonly plan: PlanState;
  readonly rectificationReport: Submission;
  readonly rectificationAcceptedOn?: CalendarDate;
}

const NOT_SUBMITTED: Submission = { version: 0, submittedOn: '', submittedBy: '' };

export const INITIAL_TARGET: TargetState = {
  status: 'none',
  round: '',
  number: '',
  unit: '',
  name: '',
  type: 'regular',
  oldFindings: [],
  plannedFrom: '',
  plannedTo: '',
  pack: { pack: '', version: 0 },
  questionnairesIssued: 0,
  openChannels: {},
  channels: 0,
  petitions: 0,
  findings: {},
  verdicts: {},
  items: {},
  report: NOT_SUBMITTED,
  plan: { ...NOT_SUBMITTED, rows: [], reviews: {} },
  rectificationReport: NOT_SUBMITTED,
  clock: NO_DEADLINES,
};

/** The name from which an item's stream id is derived, so that target and item find each other. */
export function itemName(targetStream: string, item: string): string {
  return `${targetStream}/item/${item}`;
}

/** The scopes of the target's own unit and of the group that inspects it. */
export function reachOf({ unit, group }: TargetState): readonly string[] {
  return [`unit:${unit}`, ...(group ? [group.scope] : [])];
}

const USUAL_REVIEWERS: readonly ReviewingBody[] = [
  'inspectionOffice',
  'discipline',
  'organization',
];

/** The bodies that each pass the plan before it is approved. */
export function reviewersOf({ planReviewers }: TargetState): readonly ReviewingBody[] {
  return planReviewers ?? USUAL_REVIEWERS;
}

/** A command to the round of the target; the round knows its targets by unit. */
export function toRound(target: TargetState, command: Command): readonly EffectDraft[] {
  const round = parseStream(target.round);
  return round ? [{ ...round, command }] : [];
}

/** The name of a deadline that a returned document starts anew: the first keeps the rule's own. */
export function attempt(rule: string, version: number): string {
  return version <= 1 ? rule : `${rule}-${version}`;
}

/** Ids of the findings that were fed back, claimed or not, in the order they were drafted. */
export function fedBackFindings({ findings }: TargetState): readonly string[] {
  return Object.keys(findings).filter((id) =>
    ['approved', 'claimed'].includes(findings[id]?.status ?? ''),
  );
}

/** Nothing of the feedback, its letters included, comes before the decision. */
export function sinceDecision({ decidedOn }: TargetState): Earliest {
  return { on: decidedOn, code: 'before-decision', message: 'Feedback follows the decision.' };
}

/** Where letters were issued, feedback hands over exactly these, and not before their day. */
export function sinceLetters({ feedbackLetters }: TargetState): Earliest {
  return {
    on: feedbackLetters?.issuedOn,
    code: 'before-letters',
    message: 'The letters are issued first.',
  };
}

/** @returns undefined when the document is the letter issued to the addressee, or none was issued at all */
export function otherLetterRefusal(
  { feedbackLetters }: TargetState,
  to: Addressee,
  document: string,
): Rejection | undefined {
  if (!feedbackLetters || feedbackLetters.sent[to]?.document === document) return undefined;
  return reject('letter-not-issued', 'This is not the letter that was issued to the addressee.');
}

/** Names of the deadlines still running. */
export function runningDeadlines({ clock }: TargetState): readonly string[] {
  return Object.keys(clock.deadlines).filter((name) => clock.deadlines[name]?.status === 'running');
}

/** The earliest day of whatever answers a submission, or replaces it. */
export function sinceSubmission({ version, submittedOn }: Submission): Earliest {
  return {
    on: version > 0 ? submittedOn : undefined,
    code: 'before-submission',
    message: 'An answer follows the submission.',
  };
}

export function hasOpenItem({ items }: TargetState): boolean {
  return Object.values(items).some(({ outcome }) => outcome === 'open');
}

export function withFinding(
  target: TargetState,
  finding: string,
  change: Partial<FindingState>,
): TargetState {
  const found = target.findings[finding];
  if (!found) return target;
  return { ...target, findings: { ...target.findings, [finding]: { ...found, ...change } } };
}

/** The group is at the target: stationed and not yet withdrawn. */
export const isInFieldwork = guard<TargetState>(
  ({ status }) =>
    status === 'stationed' ||
    reject('not-in-fieldwork', 'Only between stationing and withdrawal of the group.'),
);

/** A rectification supervision judges what was found before; a new problem is a matter for an inspection. */
export const draftsFindings = guard<TargetState>((target, context) =>
  target.type === 'rectificationSupervision'
    ? reject('supervision-drafts-nothing', 'A rectification supervision drafts no findings.')
    : isInFieldwork(target, context),
);
