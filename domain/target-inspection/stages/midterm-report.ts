import { z } from 'zod';
import { meet } from '../../clock/actions.js';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { isInFieldwork, type TargetState } from '../state.js';

const Report = z.object({ filedOn: CalendarDate, document: Digest });

/** Half way through, the group tells the office what it has found so far. Source: B.2, half time. */
export const midtermReport = stageOf<TargetState>()({
  name: 'midterm-report',
  commands: {
    FileMidtermReport: {
      by: ['groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(Report.shape),
    },
  },
  events: { MidtermReportFiled: Report },
  decide: {
    FileMidtermReport: (data, { midtermReportOn, stationedOn }, context) =>
      midtermReportOn !== undefined
        ? reject('midterm-report-filed', 'The mid-term report has been filed already.')
        : (dateRefusal(data.filedOn, context, {
            on: stationedOn,
            code: 'before-stationing',
            message: 'The report speaks of fieldwork that has begun.',
          }) ?? [{ type: 'MidtermReportFiled', data }]),
  },
  evolve: {
    MidtermReportFiled: (target, { filedOn }) => ({ ...target, midtermReportOn: filedOn }),
  },
  clock: {
    MidtermReportFiled: ({ filedOn }) => [meet('midterm-report', filedOn)],
  },
});
