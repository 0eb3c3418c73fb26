import { NO_DEADLINES, type WithClock } from '../clock/state.js';
import type { PolicyPack } from '../shared/policy.js';
import type { NoticeCalendar } from './notice-calendar.js';

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
}

export const INITIAL_ORGANIZATION: OrganizationState = {
  status: 'none',
  name: '',
  packs: {},
  calendars: {},
  calendar: null,
  clock: NO_DEADLINES,
};

/** The first year for which a calendar has no official notice. */
export function firstMissingYear({ years }: Pick<NoticeCalendar, 'years'>): number {
  return Math.max(...Object.keys(years).map(Number)) + 1;
}
