import type { CalendarDate } from '../domain/shared/calendar-date.js';
import type { PolicyPack } from '../domain/shared/policy.js';

/** Someone in the scenario: a post, as the access rules know it. */
export interface Person {
  /** Stable within the scenario, such as `group-3-head`; one person is one token. */
  readonly name: string;
  readonly posts: readonly { readonly role: string; readonly scope: string }[];
}

export interface Answer {
  readonly status: number;
  /** Rejection or problem code of anything but a success. */
  readonly code: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The stage on which a scenario plays: an installation reached over HTTP, and a clock that may be moved. */
export interface Theater {
  /** Sends a command as that person. @throws Error on any answer but 200, naming command, code and message */
  send(person: Person, stream: StreamRef, command: string, data: unknown): Promise<Answer>;
  /** Sends a command that must be refused; returns the answer whatever it is. */
  attempt(person: Person, stream: StreamRef, command: string, data: unknown): Promise<Answer>;
  /** All rows of a view at or after everything sent so far. */
  rows(view: string, filters?: Readonly<Record<string, string>>): Promise<readonly Row[]>;
  /** A case as the API shows it. */
  case(stream: StreamRef): Promise<Readonly<Record<string, unknown>>>;
  /** All events of a case in order. */
  events(stream: StreamRef): Promise<readonly Row[]>;
  /** Why a deadline of a case falls on its day, as the API explains it. */
  explanation(stream: StreamRef, deadline: string): Promise<Row>;
  /** How far a term's coverage plan has come on a day. */
  coverage(plan: StreamRef, on: CalendarDate): Promise<Row>;
  /** Figures of a report by name, as of everything sent so far. */
  figures(report: string, subject: Subject): Promise<ReadonlyMap<string, Row>>;
  /** Every fact behind one figure of a report, each with its event. */
  factsBehind(report: string, figure: string, subject: Subject): Promise<readonly Row[]>;
  /** Imports past work from files by name, as `xuncha import` does; returns when all of it is in the log. */
  importFiles(files: Readonly<Record<string, string>>): Promise<void>;
  /** Waits until effects have reached that case: the condition holds or two minutes have passed (then it throws). */
  until(what: string, condition: () => Promise<boolean>): Promise<void>;
  /** Moves the rehearsal's clock to 10:00 of that date; reminders on the way fire. A no-op when dates are filled in afterwards. */
  advanceTo(date: CalendarDate): Promise<void>;
  /** Prints one line: what happened, on which date. */
  tell(date: CalendarDate, text: string): void;
}

export type Row = Readonly<Record<string, unknown>>;

/** What a report is about: a term by name, a round by stream, or everything. */
export type Subject = Readonly<{ term?: string; round?: string }>;

/** A case by process and id. */
export interface StreamRef {
  readonly process: string;
  readonly id: string;
}

/** One check after the play: `print` is the line to show, numbers come from the installation alone. */
export interface CheckResult {
  readonly id: string;
  readonly passed: boolean;
  readonly print: string;
  readonly detail?: string;
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** The date in the source that is laid on the day the play starts, and how the others follow. */
  readonly startsOn: CalendarDate;
  /** Past work: everything keeps its real date, and no clock is moved. */
  readonly isPast?: boolean;
  /** Plays everything by commands over HTTP. */
  play(theater: Theater, options: PlayOptions): Promise<void>;
  check(theater: Theater, options: PlayOptions): Promise<readonly CheckResult[]>;
}

export interface PlayOptions {
  /** Turns a date of the source into the date it is played on. */
  readonly dateOf: (source: CalendarDate) => CalendarDate;
  /** Published pack that the round is proposed with. */
  readonly pack: PolicyPack;
  /** Makes stream ids unique to this play. */
  readonly newId: () => string;
  /** Plays only what lies on or before this source date, the rest stays open. */
  readonly until?: CalendarDate;
}
