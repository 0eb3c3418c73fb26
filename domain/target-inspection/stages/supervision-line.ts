import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal, type Earliest } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { FOLLOW_UP_VERDICTS, type FollowUpVerdict } from '../follow-up.js';
import { attempt, sinceSubmission, toRound, type Submission, type TargetState } from '../state.js';

const isDue = guard<TargetState>(({ type, status }) => {
  if (type !== 'rectificationSupervision')
    return reject('not-a-supervision', 'Only a rectification supervision reports on its visit.');
  return (
    status === 'withdrawn' ||
    status === 'supervisionReportReturned' ||
    reject('report-not-due', 'A report is submitted after withdrawal, and again when returned.')
  );
});

const isUnderReview = guard<TargetState>(
  ({ status }) =>
    status === 'supervisionReported' ||
    reject('report-not-submitted', 'Only a submitted report is returned or accepted.'),
);

const Report = z.object({ submittedOn: CalendarDate, document: Digest, version: z.int().min(1) });
const Return = z.object({ returnedOn: CalendarDate, reason: z.string().min(1).max(500) });
const Acceptance = z.object({ acceptedOn: CalendarDate });
const Verdict = z.object({
  finding: z.string().min(1).max(40),
  verdict: z.enum(FOLLOW_UP_VERDICTS),
});

const NONE: Submission = { version: 0, submittedOn: '', submittedBy: '' };

/**
 * Rectification supervision (整改督查) as a line of work of its own round: one visit report per target goes to the
 * office and no further, since its verdicts belong to the items of the earlier inspection. Source: `domain.md` B.2.
 */
export const supervisionLine = stageOf<TargetState>()({
  name: 'supervision-line',
  commands: {
    SubmitSupervisionReport: {
      by: ['groupHead'],
      guard: isDue,
      data: z.strictObject(Report.shape),
    },
    ReturnSupervisionReport: {
      by: ['officeStaff', 'officeDirector'],
      guard: isUnderReview,
      data: z.strictObject(Return.shape),
    },
    AcceptSupervisionReport: {
      by: ['officeStaff', 'officeDirector'],
      guard: isUnderReview,
      data: z.strictObject(Acceptance.shape),
    },
  },
  events: {
    SupervisionReportSubmitted: Report,
    SupervisionReportReturned: Return,
    SupervisionReportAccepted: Acceptance.extend({
      /** The verdict that stands on each finding of the earlier inspection. */
      verdicts: z.array(Verdict),
    }),
  },
  decide: {
    SubmitSupervisionReport: (data, target, context) => {
      const { supervisionReport: last = NONE } = target;
      if (data.version !== last.version + 1)
        return reject('version-out-of-order', `The next version is ${last.version + 1}.`);
      return (
        dateRefusal(data.submittedOn, context, sinceWithdrawal(target)) ??
        dateRefusal(data.submittedOn, context, sinceSubmission(last)) ?? [
          { type: 'SupervisionReportSubmitted', data },
        ]
      );
    },
    ReturnSupervisionReport: (data, { supervisionReport = NONE }, context) =>
      dateRefusal(data.returnedOn, context, sinceSubmission(supervisionReport)) ?? [
        { type: 'SupervisionReportReturned', data },
      ],
    AcceptSupervisionReport: (data, target, context) => {
      const { supervisionReport = NONE } = target;
      if (supervisionReport.submittedBy === context.actor.id)
        return reject('accepted-by-submitter', 'Nobody accepts a report of their own.');
      return (
        dateRefusal(data.acceptedOn, context, sinceSubmission(supervisionReport)) ?? [
          { type: 'SupervisionReportAccepted', data: { ...data, verdicts: verdictsOf(target) } },
        ]
      );
    },
  },
  evolve: {
    SupervisionReportSubmitted: (target, { version, submittedOn }, { actor }) => ({
      ...target,
      status: 'supervisionReported',
      supervisionReport: { version, submittedOn, submittedBy: actor.id },
    }),
    SupervisionReportReturned: (target) => ({ ...target, status: 'supervisionReportReturned' }),
    SupervisionReportAccepted: (target, { acceptedOn }) => ({
      ...target,
      status: 'supervised',
      supervisedOn: acceptedOn,
    }),
  },
  clock: {
    SupervisionReportSubmitted: ({ version, submittedOn }, { pack }) => [
      meet('supervision-report', submittedOn),
      meet(attempt('report-revision', version - 1), submittedOn),
      start('office-review', pack, submittedOn, { deadline: attempt('office-review', version) }),
    ],
    SupervisionReportReturned: (
      { returnedOn },
      { pack, supervisionReport: { version } = NONE },
    ) => [
      meet(attempt('office-review', version), returnedOn),
      start('report-revision', pack, returnedOn, { deadline: attempt('report-revision', version) }),
    ],
    SupervisionReportAccepted: (
      { acceptedOn },
      { pack, supervisionReport: { version } = NONE },
    ) => [
      meet(attempt('office-review', version), acceptedOn),
      start('target-closing', pack, acceptedOn),
    ],
  },
  effects: {
    SupervisionReportAccepted: ({ acceptedOn }, target) =>
      toRound(target, { type: 'NoteReportAccepted', data: { unit: target.unit, acceptedOn } }),
  },
});

function sinceWithdrawal({ withdrawnOn }: TargetState): Earliest {
  return {
    on: withdrawnOn,
    code: 'before-withdrawal',
    message: 'The report follows the withdrawal of the group.',
  };
}

/** In the order of the earlier findings; withdrawal made sure that none is missing. */
function verdictsOf({ oldFindings, verdicts }: TargetState) {
  return oldFindings.flatMap((finding) => {
    const verdict = verdicts[finding] as FollowUpVerdict | undefined;
    return verdict === undefined ? [] : [{ finding, verdict }];
  });
}
