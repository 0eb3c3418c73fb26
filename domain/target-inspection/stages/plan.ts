import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { owedDeadline } from '../../clock/state.js';
import { guard, reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { PlanRow } from '../plan-row.js';
import { attempt, fedBackFindings, sinceSubmission, type TargetState } from '../state.js';

const isDue = guard<TargetState>((target) => {
  if (target.feedbackReceivedOn === undefined)
    return reject('feedback-missing', 'A plan answers the feedback.');
  if (fedBackFindings(target).some((id) => target.findings[id]?.status !== 'claimed'))
    return reject('findings-unclaimed', 'No plan before every finding is claimed.');
  return (
    ['fedBack', 'claimed', 'planReturned'].includes(target.status) ||
    reject('plan-not-due', 'The plan is with its reviewers or approved.')
  );
});

const Plan = z.object({
  submittedOn: CalendarDate,
  document: Digest,
  items: z.array(PlanRow).max(500),
  /** The three lists (问题、任务、责任清单) beside the plan, where the place asks for them. Source: row 71. */
  lists: z.strictObject({ problems: Digest, tasks: Digest, responsibilities: Digest }).optional(),
});

/** The principal answers the findings with a plan: at least one item each, none beyond the outer limit. */
export const plan = stageOf<TargetState>()({
  name: 'plan',
  commands: {
    SubmitPlan: { by: ['targetPrincipal'], guard: isDue, data: z.strictObject(Plan.shape) },
  },
  events: {
    PlanSubmitted: Plan.extend({ version: z.int().min(1) }),
  },
  decide: {
    SubmitPlan: (data, target, context) =>
      dateRefusal(data.submittedOn, context, {
        on: target.feedbackReceivedOn,
        code: 'before-feedback',
        message: 'The plan follows the feedback.',
      }) ??
      dateRefusal(data.submittedOn, context, sinceSubmission(target.plan)) ??
      rowRefusal(data.items, data.submittedOn, target) ?? [
        { type: 'PlanSubmitted', data: { ...data, version: target.plan.version + 1 } },
      ],
  },
  evolve: {
    PlanSubmitted: (target, { submittedOn, items, version }, { actor }) => ({
      ...target,
      status: 'planSubmitted',
      plan: { version, submittedOn, submittedBy: actor.id, rows: items, reviews: {} },
    }),
  },
  clock: {
    PlanSubmitted: ({ submittedOn, version }, { pack }) => [
      meet('rectification-plan', submittedOn),
      meet(attempt('plan-revision', version - 1), submittedOn),
      start('plan-review', pack, submittedOn, { deadline: attempt('plan-review', version) }),
    ],
  },
});

/** What is wrong with the rows as a whole; an item ordered at once during fieldwork counts for its finding. */
function rowRefusal(
  rows: readonly PlanRow[],
  submittedOn: CalendarDate,
  target: TargetState,
): Rejection | undefined {
  const outerLimitOn = owedDeadline(target, 'rectification-outer-limit')?.dueOn ?? '';
  const findings = fedBackFindings(target);
  for (const [index, { item, finding, dueOn, integrationTags = [] }] of rows.entries()) {
    if (target.items[item] || rows.findIndex((row) => row.item === item) !== index)
      return reject('item-exists', `Item ${item} exists already.`);
    if (!findings.includes(finding))
      return reject('finding-not-fed-back', `Item ${item}: finding ${finding} was not fed back.`);
    if (dueOn < submittedOn)
      return reject('due-before-plan', `Item ${item} falls due before the plan is submitted.`);
    if (dueOn > outerLimitOn)
      return reject('beyond-outer-limit', `Item ${item} falls due after ${outerLimitOn}.`);
    if (new Set(integrationTags).size < integrationTags.length)
      return reject('tag-named-twice', `Item ${item} names a tag twice.`);
  }
  const covered = new Set([...rows, ...Object.values(target.items)].map(({ finding }) => finding));
  const bare = findings.find((finding) => !covered.has(finding));
  return bare === undefined
    ? undefined
    : reject('finding-without-item', `The plan has no item for finding ${bare}.`);
}
