import { NO_DEADLINES, type WithClock } from '../clock/state.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import type { PolicyPack } from '../shared/policy.js';
import type { NoticeCalendar } from './notice-calendar.js';

/** A written instruction, or what a meeting required, as far as decisions need it. */
export interface InstructionState {
  /** Day of its issue, then of the last thing known of it. */
  readonly since: CalendarDate;
  readonly completedOn?: CalendarDate;
}

/** A rule of the office's own library in its last version. */
export interface OfficeRuleState {
  readonly version: number;
  readonly since: CalendarDate;
  readonly isRepealed: boolean;
}

/** What one organization has published; every version stays, since open cases go on naming it. */
export interface OrganizationState extends WithClock {
  readonly status: 'none' | 'open';
  readonly name: string;
  /** By `<pack> <version>`. */
  readonly packs: Readonly<Record<string, PolicyPack>>;
  /** By version name, in the order of their publication. */
  readonly calendars: Readonly<Record<string, NoticeCalendar>>;
  /** Version in force; null while the shipped one is. */
  readonly calendar: string | null;
  readonly instructions: Readonly<Record<string, InstructionState>>;
  /** Numbers of the standing committee's meetings, in the order of their recording. */
  readonly committeeMeetings: readonly string[];
  readonly officeRules: Readonly<Record<string, OfficeRuleState>>;
}

export const INITIAL_ORGANIZATION: OrganizationState = {
  status: 'none',
  name: '',
  packs: {},
  calendars: {},
  calendar: null,
  instructions: {},
  committeeMeetings: [],
  officeRules: {},
  clock: NO_DEADLINES,
};

/** The first year for which a calendar has no official notice. */
export function firstMissingYear({ years }: Pick<NoticeCalendar, 'years'>): number {
  return Math.max(...Object.keys(years).map(Number)) + 1;
}
