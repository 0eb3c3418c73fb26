import type { CalendarDate } from '../../domain/shared/calendar-date.js';
import type { DeadlineFact } from '../kit/deadline-check.js';

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

/** A due day of the source that anybody can count again on a wall calendar of 2021. */
export interface CountedDate {
  readonly rule: string;
  readonly pack: DeadlineFact['pack'];
  readonly anchorOn: CalendarDate;
  /** The arithmetic in words. */
  readonly words: string;
  /** Where a limit of months lands before the rest days at its end are passed over; absent for working days. */
  readonly landsOn?: CalendarDate;
  /** Every working day that is counted, in order; empty for a limit of months. */
  readonly counted: readonly CalendarDate[];
  /** Every rest day that is passed over on the way. */
  readonly passedOver: readonly CalendarDate[];
  readonly dueOn: CalendarDate;
}

/** Ordinary weekends; a week of holidays at the end of a month count; holidays and a worked Saturday in between. */
export const COUNTED_DATES: readonly CountedDate[] = [
  {
    rule: 'report-after-fieldwork',
    pack: 'county-default',
    anchorOn: '2021-06-22',
    words: '撤离日星期二不计，次日起数 15 个工作日，跨三个周末，第 15 日为 7 月 13 日星期二',
    counted: [
      ...['2021-06-23', '2021-06-24', '2021-06-25', '2021-06-28', '2021-06-29'],
      ...['2021-06-30', '2021-07-01', '2021-07-02', '2021-07-05', '2021-07-06'],
      ...['2021-07-07', '2021-07-08', '2021-07-09', '2021-07-12', '2021-07-13'],
    ],
    passedOver: [
      ...['2021-06-26', '2021-06-27', '2021-07-03', '2021-07-04', '2021-07-10', '2021-07-11'],
    ],
    dueOn: '2021-07-13',
  },
  {
    rule: 'rectification-report',
    pack: '2015-text',
    anchorOn: '2021-08-05',
    words:
      '8 月 5 日起两个月，同日为 10 月 5 日，国庆假期 10 月 1 日至 7 日，顺延至 10 月 8 日星期五',
    landsOn: '2021-10-05',
    counted: [],
    passedOver: ['2021-10-05', '2021-10-06', '2021-10-07'],
    dueOn: '2021-10-08',
  },
  {
    rule: 'verification',
    pack: 'county-default',
    anchorOn: '2021-09-26',
    words:
      '县产业招商促进中心 F2-1 于 9 月 26 日（星期日，调休上班）提交，不计；节前 4 日，国庆放假 7 日不计，' +
      '10 月 8 日为第 5 日，9 日星期六调休上班为第 6 日，10 日星期日不计，14 日为第 10 日',
    counted: [
      ...['2021-09-27', '2021-09-28', '2021-09-29', '2021-09-30', '2021-10-08'],
      ...['2021-10-09', '2021-10-11', '2021-10-12', '2021-10-13', '2021-10-14'],
    ],
    passedOver: [
      ...['2021-10-01', '2021-10-02', '2021-10-03', '2021-10-04', '2021-10-05'],
      ...['2021-10-06', '2021-10-07', '2021-10-10'],
    ],
    dueOn: '2021-10-14',
  },
];
