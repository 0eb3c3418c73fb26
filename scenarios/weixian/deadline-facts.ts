import type { CalendarDate } from '../../domain/shared/calendar-date.js';

/** A limit of the round as the source's calendar has it: anchor and due date are to be computed again. */
export interface DeadlineFact {
  readonly rule: string;
  readonly pack: 'county-default' | '2015-text';
  readonly anchorOn: CalendarDate;
  readonly amount: number;
  readonly unit: 'calendarDay' | 'calendarMonth' | 'workingDay';
  readonly rawDueOn?: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly why?: string;
}

export const DEADLINES: readonly DeadlineFact[] = [
  {
    rule: 'notice-before-stationing',
    pack: 'county-default',
    anchorOn: '2021-05-22',
    amount: -10,
    unit: 'calendarDay',
    dueOn: '2021-05-12',
  },
  {
    rule: 'report-after-fieldwork',
    pack: 'county-default',
    anchorOn: '2021-06-22',
    amount: 15,
    unit: 'workingDay',
    dueOn: '2021-07-13',
  },
  {
    rule: 'leading-group-hears',
    pack: 'county-default',
    anchorOn: '2021-07-09',
    amount: 10,
    unit: 'workingDay',
    dueOn: '2021-07-23',
  },
  {
    rule: 'secretary-meeting-hears',
    pack: 'county-default',
    anchorOn: '2021-06-22',
    amount: 1,
    unit: 'calendarMonth',
    dueOn: '2021-07-22',
  },
  {
    rule: 'feedback-after-decision',
    pack: 'county-default',
    anchorOn: '2021-07-21',
    amount: 15,
    unit: 'workingDay',
    dueOn: '2021-08-11',
  },
  {
    rule: 'rectification-plan',
    pack: 'county-default',
    anchorOn: '2021-08-05',
    amount: 1,
    unit: 'calendarMonth',
    rawDueOn: '2021-09-05',
    dueOn: '2021-09-06',
    why: '星期日顺延至星期一',
  },
  {
    rule: 'rectification-report',
    pack: 'county-default',
    anchorOn: '2021-08-05',
    amount: 3,
    unit: 'calendarMonth',
    dueOn: '2021-11-05',
  },
  {
    rule: 'rectification-report',
    pack: '2015-text',
    anchorOn: '2021-08-05',
    amount: 2,
    unit: 'calendarMonth',
    rawDueOn: '2021-10-05',
    dueOn: '2021-10-08',
    why: '国庆假期顺延至节后首个工作日',
  },
];
