import { z } from 'zod';
import { guard, reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { reviewersOf, REVIEWING_BODIES, type ReviewingBody, type TargetState } from '../state.js';

const isOpenToReview = guard<TargetState>(
  ({ status }) =>
    ['fedBack', 'claimed', 'planSubmitted', 'planReturned'].includes(status) ||
    reject('plan-review-closed', 'Reviewers are named after the feedback and before the approval.'),
);

const Naming = z.object({
  bodies: z.array(z.enum(REVIEWING_BODIES)).min(1).max(REVIEWING_BODIES.length),
  namedOn: CalendarDate,
});

/**
 * Which bodies review a plan differs from place to place: three by default, five where publicity and the group
 * join, more where money is at stake. The office names them for each plan. Source: `domain.md` 1.3 and B.2.
 */
export const planReviewers = stageOf<TargetState>()({
  name: 'plan-reviewers',
  commands: {
    NamePlanReviewers: {
      by: ['officeStaff', 'officeDirector'],
      guard: isOpenToReview,
      data: z.strictObject(Naming.shape),
    },
  },
  events: { PlanReviewersNamed: Naming },
  decide: {
    NamePlanReviewers: (data, target, context) => {
      const refusal =
        dateRefusal(data.namedOn, context, {
          on: target.feedbackReceivedOn,
          code: 'before-feedback',
          message: 'A plan, and whoever reviews it, follows the feedback.',
        }) ?? bodiesRefusal(data.bodies, target);
      if (refusal) return refusal;
      return isSame(data.bodies, reviewersOf(target))
        ? [] // already so: a repeated command changes nothing
        : [{ type: 'PlanReviewersNamed', data }];
    },
  },
  evolve: {
    PlanReviewersNamed: (target, { bodies }) => ({ ...target, planReviewers: bodies }),
  },
});

/** A body that has spoken on this version stays, so that no objection disappears with its body. */
function bodiesRefusal(
  bodies: readonly ReviewingBody[],
  target: TargetState,
): Rejection | undefined {
  if (new Set(bodies).size < bodies.length)
    return reject('body-named-twice', 'Every body is named once.');
  if (!bodies.includes('inspectionOffice'))
    return reject('office-not-named', 'The inspection office reviews every plan.');
  const dropped = reviewersOf(target).find(
    (body) => target.plan.reviews[body] !== undefined && !bodies.includes(body),
  );
  return dropped === undefined
    ? undefined
    : reject('body-has-spoken', `${dropped} has given its opinion on this version.`);
}

function isSame(some: readonly ReviewingBody[], others: readonly ReviewingBody[]): boolean {
  return some.length === others.length && some.every((body) => others.includes(body));
}
