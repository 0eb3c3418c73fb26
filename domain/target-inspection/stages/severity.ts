import { z } from 'zod';
import { reject, stageOf, type DecisionContext, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { findingUnknown, isBeforeReport, standingRefusal } from '../finding-checks.js';
import { Severity } from '../finding-dimensions.js';
import { FindingId } from '../plan-row.js';
import { isInFieldwork, withFinding, type TargetState } from '../state.js';

const Assessors = z.array(z.string().min(1).max(100)).min(1).max(10);
const Reason = z.string().min(1).max(500);

const Assessment = z.object({
  finding: FindingId,
  severity: Severity,
  assessedOn: CalendarDate,
  assessors: Assessors,
  reason: Reason,
});
const Revision = z.object({
  finding: FindingId,
  severity: Severity,
  revisedOn: CalendarDate,
  assessors: Assessors,
  reason: Reason,
});

/** Two weigh a finding together, so that big matters are not made small nor small ones big; every reason stays. */
export const severity = stageOf<TargetState>()({
  name: 'severity',
  commands: {
    AssessSeverity: {
      by: ['groupMember', 'groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(Assessment.shape),
    },
    ReviseSeverity: {
      by: ['groupMember', 'groupHead'],
      guard: isBeforeReport,
      data: z.strictObject(Revision.shape),
    },
  },
  events: {
    SeverityAssessed: Assessment,
    SeverityRevised: Revision.extend({ formerSeverity: Severity }),
  },
  decide: {
    AssessSeverity: (data, target, context) => {
      const found = target.findings[data.finding];
      if (!found) return findingUnknown(data.finding);
      if (found.severity !== undefined)
        return reject('severity-assessed', 'It has been assessed; a change is a revision.');
      if (found.status !== 'reviewed')
        return reject('finding-not-reviewed', 'A finding is weighed between review and signature.');
      return (
        assessorRefusal(data.assessors, context) ??
        dateRefusal(data.assessedOn, context, {
          on: found.reviewedOn,
          code: 'before-review',
          message: 'The severity is assessed after the review.',
        }) ?? [{ type: 'SeverityAssessed', data }]
      );
    },
    ReviseSeverity: (data, target, context) => {
      const refusal = standingRefusal(target, [data.finding]);
      if (refusal) return refusal;
      const { severity: formerSeverity, assessedOn } = target.findings[data.finding] ?? {};
      if (formerSeverity === undefined)
        return reject('severity-not-assessed', 'Only an assessed severity is revised.');
      if (formerSeverity === data.severity) return [];
      return (
        assessorRefusal(data.assessors, context) ??
        dateRefusal(data.revisedOn, context, {
          on: assessedOn,
          code: 'before-assessment',
          message: 'A revision follows the assessment.',
        }) ?? [{ type: 'SeverityRevised', data: { ...data, formerSeverity } }]
      );
    },
  },
  evolve: {
    SeverityAssessed: (target, { finding, severity: level, assessedOn }) =>
      withFinding(target, finding, { severity: level, assessedOn }),
    SeverityRevised: (target, { finding, severity: level, revisedOn }) =>
      withFinding(target, finding, { severity: level, assessedOn: revisedOn }),
  },
});

/** One person's word is no assessment, and nobody enters one they had no part in. */
function assessorRefusal(
  assessors: readonly string[],
  { actor }: DecisionContext,
): Rejection | undefined {
  if (new Set(assessors).size < 2)
    return reject('severity-by-one', 'Two different people assess how serious a finding is.');
  return assessors.includes(actor.id)
    ? undefined
    : reject('sender-not-assessor', 'Whoever enters the severity is one of those who assessed it.');
}
