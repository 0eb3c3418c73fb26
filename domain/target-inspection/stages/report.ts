import { z } from 'zod';
import { meet, start, waive } from '../../clock/actions.js';
import { deadlineNamed } from '../../clock/state.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { isFedBack } from '../../shared/inspection.js';
import { sheetsAt } from '../fact-sheets.js';
import { attempt, sinceSubmission, toRound, type TargetState } from '../state.js';

const isDue = guard<TargetState>(({ status, type }) => {
  if (!isFedBack(type))
    return reject('supervision-report-only', 'A rectification supervision ends with its visit.');
  return (
    status === 'withdrawn' ||
    status === 'reportReturned' ||
    reject('report-not-due', 'A report is submitted after withdrawal, and again when returned.')
  );
});

const isUnderReview = guard<TargetState>(
  ({ status }) =>
    status === 'reportSubmitted' ||
    reject('report-not-submitted', 'Only a submitted report is returned or accepted.'),
);

const Report = z.object({
  submittedOn: CalendarDate,
  document: Digest,
  version: z.int().min(1),
});
const Return = z.object({ returnedOn: CalendarDate, reason: z.string().min(1).max(500) });
const Acceptance = z.object({ acceptedOn: CalendarDate });

/** The group reports, and the office reviews: returned for revision or accepted for the leading group. */
export const report = stageOf<TargetState>()({
  name: 'report',
  commands: {
    SubmitReport: { by: ['groupHead'], guard: isDue, data: z.strictObject(Report.shape) },
    ReturnReport: {
      by: ['officeStaff', 'officeDirector'],
      guard: isUnderReview,
      data: z.strictObject(Return.shape),
    },
    AcceptReport: {
      by: ['officeStaff', 'officeDirector'],
      guard: isUnderReview,
      data: z.strictObject(Acceptance.shape),
    },
  },
  events: {
    ReportSubmitted: Report,
    ReportReturned: Return,
    ReportAccepted: Acceptance,
  },
  decide: {
    SubmitReport: (data, { report: last, withdrawnOn }, context) => {
      if (data.version !== last.version + 1)
        return reject('version-out-of-order', `The next version is ${last.version + 1}.`);
      return (
        dateRefusal(data.submittedOn, context, {
          on: withdrawnOn,
          code: 'before-withdrawal',
          message: 'The report follows the withdrawal of the group.',
        }) ??
        dateRefusal(data.submittedOn, context, sinceSubmission(last)) ?? [
          { type: 'ReportSubmitted', data },
        ]
      );
    },
    ReturnReport: (data, target, context) =>
      dateRefusal(data.returnedOn, context, sinceSubmission(target.report)) ?? [
        { type: 'ReportReturned', data },
      ],
    AcceptReport: (data, target, context) => {
      if (target.report.submittedBy === context.actor.id)
        return reject('accepted-by-submitter', 'Nobody accepts a report of their own.');
      if (sheetsAt(target, 'disputed').length > 0)
        return reject('dispute-open', 'Disputed facts are settled before the report is accepted.');
      return (
        dateRefusal(data.acceptedOn, context, sinceSubmission(target.report)) ?? [
          { type: 'ReportAccepted', data },
        ]
      );
    },
  },
  evolve: {
    ReportSubmitted: (target, { version, submittedOn }, { actor }) => ({
      ...target,
      status: 'reportSubmitted',
      report: { version, submittedOn, submittedBy: actor.id },
    }),
    ReportReturned: (target) => ({ ...target, status: 'reportReturned' }),
    ReportAccepted: ({ supersededVersion: _superseded, ...target }) => ({
      ...target,
      status: 'reportAccepted',
    }),
  },
  clock: {
    ReportSubmitted: ({ version, submittedOn }, { pack }) => [
      meet('report-after-fieldwork', submittedOn),
      meet(attempt('report-revision', version - 1), submittedOn),
      start('office-review', pack, submittedOn, { deadline: attempt('office-review', version) }),
    ],
    ReportReturned: ({ returnedOn }, { pack, report: { version } }) => [
      meet(attempt('office-review', version), returnedOn),
      start('report-revision', pack, returnedOn, { deadline: attempt('report-revision', version) }),
    ],
    ReportAccepted: ({ acceptedOn }, target) => [
      meet(attempt('office-review', target.report.version), acceptedOn),
      ...sheetsAt(target, 'submitted').map((sheet) =>
        waive(attempt('fact-confirmation', sheet), 'the report is accepted'),
      ),
      // A corrected report is accepted a second time; the limit of the decision goes on from the first.
      ...(deadlineNamed(target, 'target-decision')
        ? []
        : [start('target-decision', target.pack, target.withdrawnOn ?? acceptedOn)]),
    ],
  },
  effects: {
    ReportAccepted: ({ acceptedOn }, target) =>
      toRound(target, { type: 'NoteReportAccepted', data: { unit: target.unit, acceptedOn } }),
  },
});
