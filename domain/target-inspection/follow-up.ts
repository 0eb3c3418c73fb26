import type { CalendarDate } from '../shared/calendar-date.js';
import type { Grade } from '../shared/grade.js';

/** Results are made known twice: inside the Party and to society. */
export const TRACKS = ['party', 'society'] as const;
export type Track = (typeof TRACKS)[number];

/** The deadline by which each track has made the results known. */
export const DEADLINE_OF = {
  party: 'publish-inside-party',
  society: 'publish-to-society',
} as const satisfies Record<Track, string>;

/** What a visit finds of a finding that was reported as rectified; the last two undo it. */
export const FOLLOW_UP_VERDICTS = ['solved', 'partly', 'continuing', 'rebounded', 'false'] as const;
export type FollowUpVerdict = (typeof FOLLOW_UP_VERDICTS)[number];

/** What was reported as rectified is not, or no longer. */
export function isUndone(verdict: FollowUpVerdict): boolean {
  return verdict === 'rebounded' || verdict === 'false';
}

export const RESPONSIBILITY_LEVELS = [
  'main',
  'organize',
  'assist',
  'dualResponsibility',
  'firstResponsible',
  'supervise',
] as const;

/** Who answers for the rectification at which level, and which bodies watch it day by day. */
export interface ResponsibilityChain {
  readonly namedOn: CalendarDate;
  readonly chain: readonly {
    readonly post: string;
    readonly level: (typeof RESPONSIBILITY_LEVELS)[number];
  }[];
  readonly dailySupervisors: readonly string[];
}

interface Exemption {
  readonly exempted: boolean;
  readonly decidedOn: CalendarDate;
}

interface Visit {
  readonly visitedOn: CalendarDate;
  readonly document: string;
}

/** What decisions need to know of everything that follows the feedback; old streams have none of it. */
export interface FollowUp {
  readonly democraticLifeMeetingOn?: CalendarDate;
  readonly exemptions?: Readonly<Partial<Record<Track, Exemption>>>;
  readonly partyNotifiedOn?: CalendarDate;
  /** The text that may go out to society, by its digest. */
  readonly publicReport?: { readonly document: string; readonly approvedOn: CalendarDate };
  readonly publishedOn?: CalendarDate;
  /** One line per notice that was made public, so that none is recorded twice. */
  readonly publicNotices?: readonly string[];
  readonly copyNotices?: Readonly<
    Record<string, { readonly sentOn: CalendarDate; readonly receivedOn?: CalendarDate }>
  >;
  readonly responsibilityChain?: ResponsibilityChain;
  readonly supervisionVisits?: readonly Visit[];
  /** The last verdict on each finding that was visited. */
  readonly followUpVerdicts?: Readonly<Record<string, FollowUpVerdict>>;
  readonly assessment?: { readonly scoredOn: CalendarDate; readonly grade: Grade };
  readonly lookBackProposedOn?: CalendarDate;
}
