import { z } from 'zod';
import { meet } from '../../clock/actions.js';
import { reject, stageOf, type DecisionContext, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { isAccepted } from '../acceptance.js';
import { DEADLINE_OF } from '../follow-up.js';
import { Appearance } from '../public-notice.js';
import { publicationRefusal, sinceExemption } from '../publication-refusal.js';
import type { TargetState } from '../state.js';

const PartyNotice = z.object({
  notifiedOn: CalendarDate,
  document: Digest,
  channel: z.string().min(1).max(100),
});

const Approval = z.object({ approvedOn: CalendarDate, document: Digest });

const PublicReport = z.object({
  ...Appearance.partial({ publishedAt: true }).shape,
  document: Digest,
});

/** The results are made known inside the Party, and in an approved text to society. */
export const publication = stageOf<TargetState>()({
  name: 'publication',
  commands: {
    NotifyParty: {
      by: ['targetLiaison', 'targetPrincipal'],
      guard: isAccepted,
      data: z.strictObject(PartyNotice.shape),
    },
    ApprovePublicReport: {
      by: ['officeDirector'],
      guard: isAccepted,
      data: z.strictObject(Approval.shape),
    },
    PublishReport: {
      by: ['targetLiaison', 'targetPrincipal'],
      guard: isAccepted,
      data: z.strictObject(PublicReport.shape),
    },
  },
  events: {
    PartyNotified: PartyNotice,
    PublicReportApproved: Approval,
    PublicReportPublished: PublicReport,
  },
  decide: {
    NotifyParty: (data, target, context) => {
      if (target.partyNotifiedOn !== undefined)
        return reject('party-already-notified', 'The results are known inside the Party.');
      return (
        publicationRefusal(target, 'party') ??
        dateRefusal(data.notifiedOn, context, sinceExemption(target, 'party')) ?? [
          { type: 'PartyNotified', data },
        ]
      );
    },
    ApprovePublicReport: (data, target, context) => {
      const refusal = publishedRefusal(target) ?? publicationRefusal(target, 'society');
      if (refusal) return refusal;
      // Another text may take the place of the approved one until it is out.
      if (target.publicReport?.document === data.document) return [];
      return (
        dateRefusal(data.approvedOn, context, sinceExemption(target, 'society')) ?? [
          { type: 'PublicReportApproved', data },
        ]
      );
    },
    PublishReport: (data, target, context) =>
      publishedRefusal(target) ??
      publicationRefusal(target, 'society') ??
      textRefusal(target, data, context) ?? [{ type: 'PublicReportPublished', data }],
  },
  evolve: {
    PartyNotified: (target, { notifiedOn }) => ({ ...target, partyNotifiedOn: notifiedOn }),
    PublicReportApproved: (target, { document, approvedOn }) => ({
      ...target,
      publicReport: { document, approvedOn },
    }),
    PublicReportPublished: (target, { publishedOn }) => ({ ...target, publishedOn }),
  },
  clock: {
    PartyNotified: ({ notifiedOn }) => [meet(DEADLINE_OF.party, notifiedOn)],
    PublicReportPublished: ({ publishedOn }) => [meet(DEADLINE_OF.society, publishedOn)],
  },
});

function publishedRefusal({ publishedOn }: TargetState): Rejection | undefined {
  return publishedOn === undefined
    ? undefined
    : reject('report-already-published', 'The report has been published.');
}

/** What goes out is, to the letter, what was approved. */
function textRefusal(
  { publicReport }: TargetState,
  { document, publishedOn }: z.output<typeof PublicReport>,
  context: DecisionContext,
): Rejection | undefined {
  if (!publicReport)
    return reject('text-not-approved', 'The office has not approved a text for publication.');
  if (publicReport.document !== document)
    return reject('another-text-approved', 'This is not the text that was approved.');
  return dateRefusal(publishedOn, context, {
    on: publicReport.approvedOn,
    code: 'before-approval',
    message: 'A text is published once it is approved.',
  });
}
