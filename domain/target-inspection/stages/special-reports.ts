import { z } from 'zod';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { standingRefusal } from '../finding-checks.js';
import { FindingId } from '../plan-row.js';
import type { TargetState } from '../state.js';

const isBetween = guard<TargetState>(
  ({ withdrawnOn, decidedOn }) =>
    (withdrawnOn !== undefined && decidedOn === undefined) ||
    reject('special-report-not-due', 'Only between the withdrawal of the group and the decision.'),
);

const SpecialReport = z.object({
  report: PaperNumber,
  topic: z.string().min(1).max(100),
  submittedOn: CalendarDate,
  document: Digest,
  findings: z.array(FindingId).min(1).max(500),
});

/**
 * What is widespread or major is reported on its own (专题报告), beside the inspection report, in time for the
 * meetings that decide. Source: 《中国共产党巡视工作条例》(2015) Art. 23.
 */
export const specialReports = stageOf<TargetState>()({
  name: 'special-reports',
  commands: {
    SubmitSpecialReport: {
      by: ['groupHead'],
      guard: isBetween,
      data: z.strictObject(SpecialReport.shape),
    },
  },
  events: { SpecialReportSubmitted: SpecialReport },
  decide: {
    SubmitSpecialReport: (data, target, context) => {
      if (target.specialReports?.includes(data.report))
        return reject('special-report-exists', `Special report ${data.report} exists already.`);
      return (
        standingRefusal(target, data.findings) ??
        dateRefusal(data.submittedOn, context, {
          on: target.withdrawnOn,
          code: 'before-withdrawal',
          message: 'Reports follow the withdrawal of the group.',
        }) ?? [{ type: 'SpecialReportSubmitted', data }]
      );
    },
  },
  evolve: {
    SpecialReportSubmitted: (target, { report }) => ({
      ...target,
      specialReports: [...(target.specialReports ?? []), report],
    }),
  },
});
