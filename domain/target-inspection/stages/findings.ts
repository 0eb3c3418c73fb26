import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { findingUnknown, isStanding } from '../finding-checks.js';
import { ResponsibilityField, ResponsibilityLevel, Severity } from '../finding-dimensions.js';
import { FindingId } from '../plan-row.js';
import { draftsFindings, isInFieldwork, withFinding, type TargetState } from '../state.js';

const WorkingPaper = z.object({
  finding: FindingId,
  draftedOn: CalendarDate,
  title: z.string().min(1).max(200),
  focus: z.string().min(1).max(100),
  taxonomy: z.string().min(1).max(60),
  phenomenon: z.string().min(1).max(2000),
  ruleBroken: z.string().min(1).max(500),
  responsibility: z.string().min(1).max(100),
  responsibilityLevel: ResponsibilityLevel.optional(),
  responsibilityField: ResponsibilityField.optional(),
  /** It concerns the top leader or the key few (关键少数). */
  keyFew: z.boolean().optional(),
  /** Special-check topic inside the inspection, such as ideology or audit follow-up. */
  topic: z.string().min(1).max(60).optional(),
  handlers: z.array(z.string().min(1).max(100)).min(2).max(10),
  evidence: z
    .array(z.object({ digest: Digest, observedOn: CalendarDate }))
    .min(1)
    .max(50),
});

const Review = z.object({ finding: FindingId, reviewedOn: CalendarDate, minutes: Digest });
const Reason = z.string().min(1).max(500);

const Confirmation = z.object({
  finding: FindingId,
  confirmedOn: CalendarDate,
  severity: Severity,
});

/** A finding is drafted by two, reviewed by the group and signed by its head, each another person's work. */
export const findings = stageOf<TargetState>()({
  name: 'findings',
  commands: {
    DraftFinding: {
      by: ['groupMember', 'groupHead'],
      guard: draftsFindings,
      data: z.strictObject(WorkingPaper.shape),
    },
    ReviewFinding: {
      by: ['groupMember', 'groupHead'],
      guard: isInFieldwork,
      data: z.strictObject({ ...Review.shape, passed: z.boolean(), reason: Reason.optional() }),
    },
    ConfirmFinding: {
      by: ['groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(Confirmation.shape),
    },
    DropFinding: {
      by: ['groupHead'],
      guard: isInFieldwork,
      data: z.strictObject({ finding: FindingId, droppedOn: CalendarDate, reason: Reason }),
    },
  },
  events: {
    FindingDrafted: WorkingPaper,
    FindingReviewed: Review,
    FindingReturned: Review.extend({ reason: Reason }),
    FindingConfirmed: Confirmation,
    FindingDropped: z.object({ finding: FindingId, droppedOn: CalendarDate, reason: Reason }),
  },
  decide: {
    DraftFinding: (data, target, context) => {
      const found = target.findings[data.finding];
      if (found && found.status !== 'returned')
        return reject('finding-exists', `Finding ${data.finding} exists already.`);
      if (new Set(data.handlers).size < 2)
        return reject('one-handler', 'Two different people handle a finding.');
      const observed = data.evidence.map(({ observedOn }) => observedOn).sort();
      return (
        dateRefusal(data.draftedOn, context, {
          on: target.stationedOn,
          code: 'before-stationing',
          message: 'Findings are drafted once the group is stationed.',
        }) ??
        dateRefusal(data.draftedOn, context, {
          on: observed.at(-1),
          code: 'drafted-before-evidence',
          message: 'A finding is drafted once its evidence has been seen.',
        }) ?? [{ type: 'FindingDrafted', data }]
      );
    },
    ReviewFinding: ({ passed, reason, ...data }, target, context) => {
      const found = target.findings[data.finding];
      if (!found) return findingUnknown(data.finding);
      if (found.status !== 'drafted')
        return reject('finding-not-drafted', 'Only a drafted finding is reviewed.');
      if (found.author === context.actor.id)
        return reject('reviewed-by-author', 'Nobody reviews a finding of their own.');
      const refusal = dateRefusal(data.reviewedOn, context, {
        on: found.draftedOn,
        code: 'before-draft',
        message: 'The review follows the draft.',
      });
      if (refusal) return refusal;
      if (passed) return [{ type: 'FindingReviewed', data }];
      if (reason === undefined)
        return reject('reason-missing', 'A finding is returned with a reason.');
      return [{ type: 'FindingReturned', data: { ...data, reason } }];
    },
    ConfirmFinding: (data, target, context) => {
      const found = target.findings[data.finding];
      if (!found) return findingUnknown(data.finding);
      if (found.status !== 'reviewed')
        return reject('finding-not-reviewed', 'Only a reviewed finding is confirmed.');
      if (found.author === context.actor.id)
        return reject('confirmed-by-author', 'Nobody confirms a finding of their own.');
      if (found.severity !== undefined && found.severity !== data.severity)
        return reject('severity-differs', `Two have assessed the finding as ${found.severity}.`);
      return (
        dateRefusal(data.confirmedOn, context, {
          on: found.reviewedOn,
          code: 'before-review',
          message: 'The confirmation follows the review.',
        }) ?? [{ type: 'FindingConfirmed', data }]
      );
    },
    DropFinding: (data, target, context) => {
      const found = target.findings[data.finding];
      if (!found) return findingUnknown(data.finding);
      if (found.status === 'dropped')
        return reject('finding-dropped', 'The finding has been dropped already.');
      if (!isStanding(found))
        return reject('finding-gone', 'The finding was merged or split; drop its successors.');
      if (Object.values(target.items).some(({ finding }) => finding === data.finding))
        return reject('finding-in-rectification', 'Its rectification has been ordered already.');
      return (
        dateRefusal(data.droppedOn, context, {
          on: found.draftedOn,
          code: 'before-draft',
          message: 'A finding is dropped after it was drafted.',
        }) ?? [{ type: 'FindingDropped', data }]
      );
    },
  },
  evolve: {
    FindingDrafted: (target, { finding, draftedOn }, { actor }) => ({
      ...target,
      findings: {
        ...target.findings,
        [finding]: { status: 'drafted', author: actor.id, draftedOn },
      },
    }),
    FindingReviewed: (target, { finding, reviewedOn }) =>
      withFinding(target, finding, { status: 'reviewed', reviewedOn }),
    FindingReturned: (target, { finding }) => withFinding(target, finding, { status: 'returned' }),
    FindingConfirmed: (target, { finding, confirmedOn }) =>
      withFinding(target, finding, { status: 'confirmed', confirmedOn }),
    FindingDropped: (target, { finding }) => withFinding(target, finding, { status: 'dropped' }),
  },
});
