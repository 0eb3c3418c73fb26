import { z } from 'zod';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { reachedByAll, type RoundState } from '../state.js';

const isRectifying = guard<RoundState>(
  ({ status }) =>
    status === 'rectifying' ||
    reject('round-not-rectifying', 'Stage reports belong to the period of rectification.'),
);

const StageReport = z.object({
  report: PaperNumber,
  /** Position in the log up to which its figures count, so that they can be counted again. */
  asOf: z.int().min(0).optional(),
  issuedOn: CalendarDate,
  document: Digest,
});

/** While the targets rectify, the office sums up from time to time how far they have come. Source: row 97. */
export const stageReports = stageOf<RoundState>()({
  name: 'stage-reports',
  commands: {
    IssueStageReport: {
      by: ['officeStaff'],
      guard: isRectifying,
      data: z.strictObject(StageReport.shape),
    },
  },
  events: { StageReportIssued: StageReport },
  decide: {
    IssueStageReport: (data, round, context) =>
      round.stageReports?.includes(data.report)
        ? reject('stage-report-already-issued', `Stage report ${data.report} is issued already.`)
        : (dateRefusal(data.issuedOn, context, {
            on: reachedByAll(round, 'fedBackOn'),
            code: 'issued-before-rectification',
            message: 'A stage report follows the last feedback.',
          }) ?? [{ type: 'StageReportIssued', data }]),
  },
  evolve: {
    StageReportIssued: (round, { report }) => ({
      ...round,
      stageReports: [...(round.stageReports ?? []), report],
    }),
  },
});
