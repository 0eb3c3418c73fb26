import type { CalendarDate } from '../../domain/shared/calendar-date.js';
import type { UnitCode } from './facts.js';

/** How one planned item runs, as days of the source; what is missing does not happen. */
export interface ItemCourse {
  readonly finding: 'F2' | 'F3' | 'F4';
  readonly dueOn: CalendarDate;
  readonly mode?: 'continuing';
  readonly progress: readonly (readonly [on: CalendarDate, percent: number])[];
  /** Each completion with the evidence handed in for it; a second one follows a return or a reopening. */
  readonly completions: readonly CalendarDate[];
  readonly returnedOn?: CalendarDate;
  readonly verifications: readonly CalendarDate[];
  readonly closings: readonly CalendarDate[];
  readonly extension?: {
    readonly askedOn: CalendarDate;
    readonly untilOn: CalendarDate;
    readonly answeredOn: CalendarDate;
    readonly granted: boolean;
  };
  readonly continuingOn?: CalendarDate;
  readonly reopening?: { readonly on: CalendarDate; readonly newDueOn: CalendarDate };
}

/** An item that simply gets done a few days before it is due. */
const plain = (
  finding: ItemCourse['finding'],
  dueOn: CalendarDate,
  [half, done, verified, closed]: readonly [CalendarDate, CalendarDate, CalendarDate, CalendarDate],
): ItemCourse => ({
  finding,
  dueOn,
  progress: [[half, 50]],
  completions: [done],
  verifications: [verified],
  closings: [closed],
});

const third = plain('F3', '2021-10-15', ['2021-09-14', '2021-10-11', '2021-10-14', '2021-10-18']);
const fourth = plain('F4', '2021-10-25', ['2021-09-28', '2021-10-20', '2021-10-22', '2021-10-27']);

const extended: ItemCourse = {
  ...plain('F2', '2021-09-30', ['2021-09-10', '2021-10-18', '2021-10-22', '2021-10-25']),
  extension: {
    askedOn: '2021-09-13',
    untilOn: '2021-10-20',
    answeredOn: '2021-09-15',
    granted: true,
  },
};

const refused: ItemCourse = {
  ...plain('F2', '2021-09-28', ['2021-09-10', '2021-09-26', '2021-09-29', '2021-09-30']),
  extension: {
    askedOn: '2021-09-14',
    untilOn: '2021-10-29',
    answeredOn: '2021-09-16',
    granted: false,
  },
};

const returned: ItemCourse = {
  ...plain('F2', '2021-09-24', ['2021-09-08', '2021-09-13', '2021-09-26', '2021-09-28']),
  completions: ['2021-09-13', '2021-09-23'],
  returnedOn: '2021-09-17',
};

/** Left to run past its due day until the escalations have gone all the way up. */
const overdue: ItemCourse = {
  ...plain('F2', '2021-09-10', ['2021-09-06', '2021-10-12', '2021-10-14', '2021-10-18']),
  progress: [['2021-09-06', 20]],
};

const continuing: ItemCourse = {
  finding: 'F2',
  dueOn: '2021-10-29',
  mode: 'continuing',
  progress: [['2021-09-14', 30]],
  completions: [],
  verifications: [],
  closings: [],
  continuingOn: '2021-10-20',
};

const reopened: ItemCourse = {
  ...plain('F2', '2021-09-14', ['2021-09-06', '2021-09-08', '2021-09-13', '2021-09-15']),
  completions: ['2021-09-08', '2021-10-20'],
  verifications: ['2021-09-13', '2021-10-22'],
  closings: ['2021-09-15', '2021-10-25'],
  reopening: { on: '2021-10-09', newDueOn: '2021-10-25' },
};

const early = plain('F2', '2021-09-18', ['2021-09-06', '2021-09-13', '2021-09-15', '2021-09-17']);

/**
 * Three planned items per target. On the day of the demonstration one stands far from its due day (F3
 * and F4), others within ten days of it, and one is past it.
 */
export const COURSES: Readonly<Record<UnitCode, readonly ItemCourse[]>> = {
  'W-T1': [extended, third, fourth],
  'W-T2': [refused, third, fourth],
  'W-T3': [returned, third, fourth],
  'W-T4': [overdue, third, fourth],
  'W-T5': [continuing, third, fourth],
  'W-T6': [reopened, third, fourth],
  'W-T7': [early, third, fourth],
};

/** A day of the source on which one item is far from due, one nearly due and one overdue. */
export const DEMO_UNTIL: CalendarDate = '2021-09-20';

export function itemOf({ finding }: ItemCourse): string {
  return `${finding}-1`;
}
