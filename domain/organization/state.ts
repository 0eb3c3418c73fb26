import { NO_DEADLINES, type WithClock } from '../clock/state.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import type { Level } from '../shared/levels.js';
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

/** The last version of a list that differs from place to place. */
export interface PublishedList {
  readonly version: number;
  readonly publishedOn: CalendarDate;
}

/** An organization of the tree; the highest has no parent. */
export interface TreeNode {
  readonly level: Level;
  readonly parent: string | null;
  readonly isOwn: boolean;
}

/** Which organization's period a standing report of figures covers. */
export interface FigureReport {
  readonly from: string;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate;
}

/** Someone of the inspector pool; `releasedOn` once they have left it. */
export interface Inspector {
  readonly kind: 'fullTime' | 'pool';
  readonly experienced: boolean;
  readonly expertise: readonly string[];
  readonly admittedOn: CalendarDate;
  readonly releasedOn?: CalendarDate;
}

/** A request for cadres; `granted` once it has been answered. */
export interface Secondment {
  readonly number: number;
  readonly sentOn: CalendarDate;
  readonly granted?: number;
}

/** A group by its number, and the body it is paired with. */
export interface Pairing {
  readonly group: number;
  readonly with: string;
}

/** A table that the next one replaces as a whole. */
export interface SetTable<Line> {
  readonly table: readonly Line[];
  readonly setOn: CalendarDate;
}

export interface Question {
  readonly askedOn: CalendarDate;
  readonly isAnswered: boolean;
}

/** What a superior found here; `since` is the day of the last thing known of it. */
export interface UpstreamFinding {
  readonly since: CalendarDate;
  readonly isRectified: boolean;
}

/** A theme over several rounds: how many targets of each count in it, by the round's stream. */
export interface Campaign {
  readonly since: CalendarDate;
  readonly rounds: Readonly<Record<string, number>>;
  readonly isClosed: boolean;
}

/** An instruction taken apart: whether each of its tasks is still open, by aspect. */
export interface RequirementTasks {
  readonly decomposedOn: CalendarDate;
  readonly open: Readonly<Record<string, boolean>>;
}

/** What a printed report froze. */
export interface LastPrint {
  readonly position: number;
  readonly printedOn: CalendarDate;
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
  /** By `<report> <subject>`: what the last print of it froze. */
  readonly printedReports?: Readonly<Record<string, LastPrint>>;
  /** By `<list> <name>`. What follows is optional, so that states of older streams stay as they were. */
  readonly lists?: Readonly<Record<string, PublishedList>>;
  /** The tree of organizations, by code. */
  readonly nodes?: Readonly<Record<string, TreeNode>>;
  /** Numbers of the guidance that went down the tree. */
  readonly guidance?: readonly string[];
  readonly figureReports?: Readonly<Record<string, FigureReport>>;
  /** By pseudonymous id. */
  readonly inspectors?: Readonly<Record<string, Inspector>>;
  readonly secondments?: Readonly<Record<string, Secondment>>;
  readonly pairings?: SetTable<Pairing>;
  readonly sharing?: SetTable<string>;
  readonly questions?: Readonly<Record<string, Question>>;
  readonly upstream?: Readonly<Record<string, UpstreamFinding>>;
  readonly campaigns?: Readonly<Record<string, Campaign>>;
  /** Numbers of the matters settled, in the order of their recording. */
  readonly matters?: readonly string[];
  /** By the number of the instruction. */
  readonly tasks?: Readonly<Record<string, RequirementTasks>>;
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
