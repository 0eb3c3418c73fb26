import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { attempt, hasOpenItem, sinceSubmission, type TargetState } from '../state.js';

const isDue = guard<TargetState>((target) => {
  if (target.status !== 'rectifying' && target.status !== 'rectificationReportReturned')
    return reject('not-rectifying', 'The report follows an approved plan.');
  return (
    !hasOpenItem(target) || reject('items-open', 'Every item is closed or marked continuing first.')
  );
});

const isUnderReview = guard<TargetState>(
  ({ status }) =>
    status === 'rectificationReported' ||
    reject('report-not-submitted', 'Only a submitted report is returned or accepted.'),
);

const Reports = z.object({
  submittedOn: CalendarDate,
  report: Digest,
  principalReport: Digest,
  /** Evidence handed in with the reports. */
  attachments: z.array(Digest).max(18).optional(),
});
const Pledge = z.object({ pledgedOn: CalendarDate, covers: z.array(Digest).min(1).max(20) });
const Return = z.object({ returnedOn: CalendarDate, reason: z.string().min(1).max(500) });
const Acceptance = z.object({ acceptedOn: CalendarDate });

/**
 * The principal reports on the unit's rectification and on their own, and pledges that both are true. A pledge is
 * bound to the digests of one version; the next version needs another, and the former is void with its report.
 */
export const rectificationReport = stageOf<TargetState>()({
  name: 'rectification-report',
  commands: {
    SubmitRectificationReport: {
      by: ['targetPrincipal'],
      guard: isDue,
      data: z.strictObject({ ...Reports.shape, pledge: z.strictObject(Pledge.shape) }),
    },
    ReturnRectificationReport: {
      by: ['officeStaff', 'officeDirector'],
      guard: isUnderReview,
      data: z.strictObject(Return.shape),
    },
    AcceptRectificationReport: {
      by: ['officeStaff', 'officeDirector'],
      guard: isUnderReview,
      data: z.strictObject(Acceptance.shape),
    },
  },
  events: {
    RectificationReportSubmitted: Reports.extend({ version: z.int().min(1) }),
    TruthPledgeSigned: Pledge.extend({ version: z.int().min(1).optional() }),
    RectificationReportReturned: Return,
    RectificationReportAccepted: Acceptance,
  },
  decide: {
    SubmitRectificationReport: ({ pledge, ...data }, target, context) => {
      const submitted = [data.report, data.principalReport, ...(data.attachments ?? [])];
      if (!submitted.every((document) => pledge.covers.includes(document)))
        return reject(
          'pledge-does-not-cover',
          'The pledge names both reports and every attachment by their digests.',
        );
      if (pledge.pledgedOn > data.submittedOn)
        return reject('pledge-after-report', 'The pledge is signed when the report is submitted.');
      const { plan, rectificationReport: last } = target;
      const version = last.version + 1;
      return (
        dateRefusal(data.submittedOn, context, {
          on: plan.approvedOn,
          code: 'before-plan',
          message: 'The report follows the approval of the plan.',
        }) ??
        dateRefusal(data.submittedOn, context, sinceSubmission(last)) ?? [
          { type: 'RectificationReportSubmitted', data: { ...data, version } },
          { type: 'TruthPledgeSigned', data: { ...pledge, version } },
        ]
      );
    },
    ReturnRectificationReport: (data, target, context) =>
      dateRefusal(data.returnedOn, context, sinceSubmission(target.rectificationReport)) ?? [
        { type: 'RectificationReportReturned', data },
      ],
    AcceptRectificationReport: (data, { rectificationReport: last }, context) => {
      if (last.submittedBy === context.actor.id)
        return reject('accepted-by-submitter', 'Nobody accepts a report of their own.');
      return (
        dateRefusal(data.acceptedOn, context, sinceSubmission(last)) ?? [
          { type: 'RectificationReportAccepted', data },
        ]
      );
    },
  },
  evolve: {
    RectificationReportSubmitted: (target, { version, submittedOn }, { actor }) => ({
      ...target,
      status: 'rectificationReported',
      rectificationReport: { version, submittedOn, submittedBy: actor.id },
    }),
    TruthPledgeSigned: (target) => target,
    RectificationReportReturned: (target) => ({ ...target, status: 'rectificationReportReturned' }),
    RectificationReportAccepted: (target, { acceptedOn }) => ({
      ...target,
      status: 'rectificationAccepted',
      rectificationAcceptedOn: acceptedOn,
    }),
  },
  clock: {
    RectificationReportSubmitted: ({ submittedOn, version }, { pack }) => [
      meet('rectification-report', submittedOn),
      meet(attempt('rectification-report-revision', version - 1), submittedOn),
      start('report-review', pack, submittedOn, { deadline: attempt('report-review', version) }),
    ],
    RectificationReportReturned: ({ returnedOn }, { pack, rectificationReport: { version } }) => [
      meet(attempt('report-review', version), returnedOn),
      start('rectification-report-revision', pack, returnedOn, {
        deadline: attempt('rectification-report-revision', version),
      }),
    ],
    RectificationReportAccepted: ({ acceptedOn }, { pack, rectificationReport: { version } }) => [
      meet(attempt('report-review', version), acceptedOn),
      start('target-closing', pack, acceptedOn),
      start('publish-inside-party', pack, acceptedOn),
      start('publish-to-society', pack, acceptedOn),
      start('rectification-supervision', pack, acceptedOn),
    ],
  },
});
