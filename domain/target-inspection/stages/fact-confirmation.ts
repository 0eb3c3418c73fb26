import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { reject, stageOf, type DecisionContext, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { isWithTarget, sheetNumbered, withSheet } from '../fact-sheets.js';
import {
  inRectificationRefusal,
  isBeforeAcceptance,
  namedTwiceRefusal,
  standingRefusal,
} from '../finding-checks.js';
import { FindingId } from '../plan-row.js';
import { attempt, isInFieldwork, withFinding, type TargetState } from '../state.js';

const SheetNumber = z.int().min(1);
const Findings = z.array(FindingId).min(1).max(500);

/** Strict on purpose: no severity, and no word of a clue, fits on a sheet that the target reads. */
const Submission = z.strictObject({
  findings: Findings,
  submittedOn: CalendarDate,
  document: Digest,
});
const Confirmation = z.object({ sheet: SheetNumber, answeredOn: CalendarDate });
const Dispute = Confirmation.extend({
  findings: Findings,
  document: Digest,
  reason: z.string().min(1).max(200),
});
const Outcome = z.object({
  finding: FindingId,
  outcome: z.enum(['upheld', 'revised', 'dropped']),
  reason: z.string().min(1).max(500),
  handlers: z.array(z.string().min(1).max(100)).min(2).max(10),
});
const Revision = z.object({
  sheet: SheetNumber,
  revisedOn: CalendarDate,
  outcomes: z.array(Outcome).min(1).max(500),
});
type Revision = z.infer<typeof Revision>;

/**
 * The target comments on the facts (事实确认), and on nothing else, before the report judges them. A sheet may
 * outlast the withdrawal of the group: the answer counts until the report is accepted.
 */
export const factConfirmation = stageOf<TargetState>()({
  name: 'fact-confirmation',
  commands: {
    SubmitFactsToTarget: { by: ['groupHead'], guard: isInFieldwork, data: Submission },
    ConfirmFacts: {
      by: ['targetPrincipal'],
      guard: isBeforeAcceptance,
      data: z.strictObject(Confirmation.shape),
    },
    DisputeFacts: {
      by: ['targetPrincipal'],
      guard: isBeforeAcceptance,
      data: z.strictObject(Dispute.shape),
    },
    ReviseFacts: {
      by: ['groupHead'],
      guard: isBeforeAcceptance,
      data: z.strictObject(Revision.shape),
    },
  },
  events: {
    FactsSubmittedToTarget: Submission.extend({ sheet: SheetNumber }),
    FactsConfirmed: Confirmation,
    FactsDisputed: Dispute,
    FactsRevised: Revision,
  },
  decide: {
    SubmitFactsToTarget: (data, target, context) => {
      const reviewedOn = data.findings.map((id) => target.findings[id]?.reviewedOn ?? '').sort();
      return (
        standingRefusal(target, data.findings) ??
        submissionRefusal(target, data.findings) ??
        dateRefusal(data.submittedOn, context, {
          on: reviewedOn.at(-1),
          code: 'before-review',
          message: 'The facts go to the target after the group’s own review.',
        }) ?? [
          {
            type: 'FactsSubmittedToTarget',
            data: { ...data, sheet: (target.factSheets ?? []).length + 1 },
          },
        ]
      );
    },
    ConfirmFacts: (data, target, context) =>
      sheetNumbered(target, data.sheet)?.status === 'confirmed'
        ? []
        : (answerRefusal(data, target, context) ?? [{ type: 'FactsConfirmed', data }]),
    DisputeFacts: (data, target, context) => {
      const { findings = [] } = sheetNumbered(target, data.sheet) ?? {};
      const elsewhere = data.findings.find((id) => !findings.includes(id));
      return (
        answerRefusal(data, target, context) ??
        namedTwiceRefusal(data.findings) ??
        (elsewhere === undefined
          ? [{ type: 'FactsDisputed', data }]
          : reject('finding-not-on-sheet', `The sheet does not name finding ${elsewhere}.`))
      );
    },
    ReviseFacts: (data, target, context) =>
      revisionRefusal(data, target) ??
      dateRefusal(data.revisedOn, context, {
        on: sheetNumbered(target, data.sheet)?.answeredOn,
        code: 'before-dispute',
        message: 'Facts are revised after the target has disputed them.',
      }) ?? [{ type: 'FactsRevised', data }],
  },
  evolve: {
    FactsSubmittedToTarget: (target, { findings, submittedOn }) => ({
      ...target,
      factSheets: [...(target.factSheets ?? []), { status: 'submitted', findings, submittedOn }],
    }),
    FactsConfirmed: (target, { sheet, answeredOn }) =>
      withSheet(target, sheet, { status: 'confirmed', answeredOn }),
    FactsDisputed: (target, { sheet, answeredOn, findings }) =>
      withSheet(target, sheet, { status: 'disputed', answeredOn, disputed: findings }),
    FactsRevised: (target, { sheet, outcomes }) =>
      outcomes
        .filter(({ outcome }) => outcome === 'dropped')
        .reduce(
          (all, { finding }) => withFinding(all, finding, { status: 'dropped' }),
          withSheet(target, sheet, { status: 'revised' }),
        ),
  },
  clock: {
    FactsSubmittedToTarget: ({ sheet, submittedOn }, { pack }) => [
      start('fact-confirmation', pack, submittedOn, {
        deadline: attempt('fact-confirmation', sheet),
      }),
    ],
    FactsConfirmed: ({ sheet, answeredOn }) => [
      meet(attempt('fact-confirmation', sheet), answeredOn),
    ],
    FactsDisputed: ({ sheet, answeredOn }) => [
      meet(attempt('fact-confirmation', sheet), answeredOn),
    ],
  },
});

/** What the group itself has not reviewed is no fact yet, and nobody answers two sheets on one finding. */
function submissionRefusal(
  target: TargetState,
  findings: readonly string[],
): Rejection | undefined {
  const unreviewed = findings.find((id) => target.findings[id]?.reviewedOn === undefined);
  if (unreviewed !== undefined)
    return reject('facts-not-reviewed', `The group has not reviewed finding ${unreviewed}.`);
  const away = findings.find((id) => isWithTarget(target, id));
  return away === undefined
    ? undefined
    : reject('facts-with-target', `The facts of finding ${away} lie with the target.`);
}

function answerRefusal(
  { sheet, answeredOn }: z.infer<typeof Confirmation>,
  target: TargetState,
  context: DecisionContext,
): Rejection | undefined {
  const found = sheetNumbered(target, sheet);
  if (!found) return reject('sheet-unknown', `No fact sheet ${sheet}.`);
  if (found.status !== 'submitted')
    return reject('sheet-answered', `The target has answered fact sheet ${sheet}.`);
  return dateRefusal(answeredOn, context, {
    on: found.submittedOn,
    code: 'before-submission',
    message: 'An answer follows the submission.',
  });
}

/** Every disputed fact gets one outcome, with two people behind it. */
function revisionRefusal({ sheet, outcomes }: Revision, target: TargetState) {
  const found = sheetNumbered(target, sheet);
  if (!found) return reject('sheet-unknown', `No fact sheet ${sheet}.`);
  const { status, disputed = [] } = found;
  if (status !== 'disputed')
    return reject('facts-not-disputed', 'Facts are revised once, and only after a dispute.');
  const revised = outcomes.map(({ finding }) => finding);
  const undisputed = revised.find((id) => !disputed.includes(id));
  if (undisputed !== undefined)
    return reject('finding-not-disputed', `The target does not dispute finding ${undisputed}.`);
  const left = disputed.find((id) => !revised.includes(id));
  if (left !== undefined)
    return reject('revision-incomplete', `Disputed finding ${left} has no outcome.`);
  if (outcomes.some(({ handlers }) => new Set(handlers).size < 2))
    return reject('one-handler', 'Two different people handle a finding.');
  const dropped = outcomes.filter(({ outcome }) => outcome === 'dropped');
  return (
    namedTwiceRefusal(revised) ??
    inRectificationRefusal(
      target,
      dropped.map(({ finding }) => finding),
    )
  );
}
