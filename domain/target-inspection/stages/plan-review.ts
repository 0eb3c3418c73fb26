import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { holds, type Role } from '../../shared/roles.js';
import { openItem } from '../open-item.js';
import { PlanRow } from '../plan-row.js';
import {
  attempt,
  reachOf,
  reviewersOf,
  REVIEWING_BODIES,
  sinceSubmission,
  type ReviewingBody,
  type TargetState,
} from '../state.js';

const isSubmitted = guard<TargetState>(
  ({ status }) =>
    status === 'planSubmitted' ||
    reject('plan-not-submitted', 'Only a submitted plan is reviewed, returned or approved.'),
);

const isReviewed = guard<TargetState>((target, context) => {
  const submitted = isSubmitted(target, context);
  if (submitted !== true) return submitted;
  return (
    reviewersOf(target).every((body) => target.plan.reviews[body] === true) ||
    reject('review-missing', 'Every body that reviews this plan passes it first.')
  );
});

/** Bodies without a role of their own speak through the functional departments. */
const REVIEWERS: Readonly<Record<ReviewingBody, Role>> = {
  inspectionOffice: 'officeStaff',
  discipline: 'disciplineReceiver',
  organization: 'organizationReceiver',
  publicity: 'functionalDepartment',
  inspectionGroup: 'groupHead',
  finance: 'functionalDepartment',
  audit: 'functionalDepartment',
};

const Review = z.object({
  body: z.enum(REVIEWING_BODIES),
  reviewedOn: CalendarDate,
  passed: z.boolean(),
  opinion: z.string().min(1).max(500),
});
const Return = z.object({ returnedOn: CalendarDate, reason: z.string().min(1).max(500) });

/** The named bodies review the plan; approved, each of its rows becomes an item with a life of its own. */
export const planReview = stageOf<TargetState>()({
  name: 'plan-review',
  commands: {
    ReviewPlan: {
      by: [...new Set(Object.values(REVIEWERS))],
      guard: isSubmitted,
      data: z.strictObject(Review.shape),
    },
    ReturnPlan: {
      by: ['officeStaff', 'officeDirector'],
      guard: isSubmitted,
      data: z.strictObject(Return.shape),
    },
    ApprovePlan: {
      by: ['officeDirector'],
      guard: isReviewed,
      data: z.strictObject({ approvedOn: CalendarDate }),
    },
  },
  events: {
    PlanReviewed: Review,
    PlanReturned: Return,
    PlanApproved: z.object({ approvedOn: CalendarDate, items: z.array(PlanRow) }),
  },
  decide: {
    ReviewPlan: (data, target, context) => {
      const { plan } = target;
      if (!holds(context.actor, [REVIEWERS[data.body]], reachOf(target)))
        return reject('wrong-body', `No post of yours speaks for ${data.body}.`);
      if (!reviewersOf(target).includes(data.body))
        return reject('body-not-named', `${data.body} does not review this plan.`);
      if (plan.submittedBy === context.actor.id)
        return reject('reviewed-by-submitter', 'Nobody reviews a plan of their own.');
      if (plan.reviews[data.body] !== undefined)
        return reject('already-reviewed', `${data.body} has given its opinion on this version.`);
      return (
        dateRefusal(data.reviewedOn, context, sinceSubmission(plan)) ?? [
          { type: 'PlanReviewed', data },
        ]
      );
    },
    ReturnPlan: (data, { plan }, context) =>
      dateRefusal(data.returnedOn, context, sinceSubmission(plan)) ?? [
        { type: 'PlanReturned', data },
      ],
    ApprovePlan: (data, { plan }, context) => {
      if (plan.submittedBy === context.actor.id)
        return reject('approved-by-submitter', 'Nobody approves a plan of their own.');
      return (
        dateRefusal(data.approvedOn, context, sinceSubmission(plan)) ?? [
          { type: 'PlanApproved', data: { ...data, items: [...plan.rows] } },
        ]
      );
    },
  },
  evolve: {
    PlanReviewed: (target, { body, passed }) => ({
      ...target,
      plan: { ...target.plan, reviews: { ...target.plan.reviews, [body]: passed } },
    }),
    PlanReturned: (target) => ({ ...target, status: 'planReturned' }),
    PlanApproved: (target, { approvedOn, items }) => ({
      ...target,
      status: 'rectifying',
      plan: { ...target.plan, rows: [], approvedOn },
      items: {
        ...target.items,
        ...Object.fromEntries(
          items.map(({ item, finding }) => [item, { finding, outcome: 'open' as const }]),
        ),
      },
    }),
  },
  clock: {
    PlanReturned: ({ returnedOn }, { pack, plan: { version } }) => [
      meet(attempt('plan-review', version), returnedOn),
      start('plan-revision', pack, returnedOn, { deadline: attempt('plan-revision', version) }),
    ],
    PlanApproved: ({ approvedOn }, { plan: { version } }) => [
      meet(attempt('plan-review', version), approvedOn),
    ],
  },
  effects: {
    PlanApproved: ({ approvedOn, items }, target, context) =>
      items.map((row) => {
        const outerLimit = target.clock.deadlines['rectification-outer-limit'];
        const dates = {
          approvedOn,
          outerLimitOn: outerLimit?.dueOn ?? row.dueOn,
          ...(target.feedbackReceivedOn === undefined
            ? {}
            : { feedbackOn: target.feedbackReceivedOn }),
        };
        return openItem(target, row, dates, context);
      }),
  },
});
