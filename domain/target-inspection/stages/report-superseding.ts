import { z } from 'zod';
import { start } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { attempt, sinceSubmission, type TargetState } from '../state.js';

const canSupersede = guard<TargetState>(({ status, decidedOn }) => {
  if (decidedOn !== undefined)
    return reject('report-decided', 'The meetings have decided on the report as it stands.');
  return (
    status === 'reportAccepted' ||
    reject('report-not-accepted', 'The office has not accepted the report yet.')
  );
});

const Superseding = z.object({
  version: z.int().min(2),
  document: Digest,
  reason: z.string().min(1).max(500),
  supersededOn: CalendarDate,
});

/**
 * An accepted report proves wrong: a corrected version takes its place, and the office looks at it again. Should
 * the meetings be quicker, they decide on the version accepted before. Their limit counts from the withdrawal.
 */
export const reportSuperseding = stageOf<TargetState>()({
  name: 'report-superseding',
  commands: {
    SupersedeReport: {
      by: ['groupHead'],
      guard: canSupersede,
      data: z.strictObject(Superseding.shape),
    },
  },
  events: { ReportSuperseded: Superseding },
  decide: {
    SupersedeReport: (data, { report }, context) => {
      if (data.version !== report.version + 1)
        return reject('version-out-of-order', `The next version is ${report.version + 1}.`);
      return (
        dateRefusal(data.supersededOn, context, sinceSubmission(report)) ?? [
          { type: 'ReportSuperseded', data },
        ]
      );
    },
  },
  evolve: {
    ReportSuperseded: (target, { version, supersededOn }, { actor }) => ({
      ...target,
      status: 'reportSubmitted',
      report: { version, submittedOn: supersededOn, submittedBy: actor.id },
      supersededVersion: target.report.version,
    }),
  },
  clock: {
    ReportSuperseded: ({ version, supersededOn }, { pack }) => [
      start('office-review', pack, supersededOn, { deadline: attempt('office-review', version) }),
    ],
  },
});
