import { z } from 'zod';
import { start } from '../../clock/actions.js';
import { reject, stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { PLAN_DETAILS } from '../../shared/plan-details.js';
import { PackRef } from '../../shared/policy.js';
import type { RectificationState } from '../state.js';

const Text = z.string().min(1).max(100);

const Plan = z.object({
  target: z.string().min(1).max(120),
  round: z.string().min(1).max(120),
  unit: z.string().min(1).max(40),
  number: z.string().min(1).max(120),
  item: z.string().min(1).max(40),
  finding: z.string().min(1).max(40),
  goal: z.string().min(1).max(500),
  measures: z.array(z.string().min(1).max(500)).max(20),
  owner: Text.optional(),
  branchLeader: Text.optional(),
  leadDepartment: Text,
  /** Scope of the group that found it, whose people may verify. */
  scope: Text.optional(),
  /** Ids of those recused from the target, who keep away from its items as well. */
  recused: z.array(z.string().min(1).max(80)).max(200).optional(),
  mode: z.enum(['immediate', 'concentrated', 'continuing']),
  dueOn: CalendarDate,
  outerLimitOn: CalendarDate,
  /** Missing where an order of immediate rectification came before any feedback. */
  feedbackOn: CalendarDate.optional(),
  ...PLAN_DETAILS,
  pack: PackRef,
});

/**
 * Immediate rectification ordered during fieldwork has a rule and a short ladder of its own, which tells the
 * group; a plan's item of that mode comes after the group has left, and climbs the ladder of the plan's others.
 */
function ruleFor({ mode, feedbackOn }: RectificationState): string {
  return mode === 'immediate' && feedbackOn === undefined
    ? 'immediate-rectification'
    : 'rectification-item';
}

/** An item comes from an approved plan, or from an order of immediate rectification; it runs from that day. */
export const opening = stageOf<RectificationState>()({
  name: 'opening',
  commands: {
    OpenItem: {
      by: ['process'],
      opens: true,
      data: z.strictObject({ ...Plan.shape, approvedOn: CalendarDate }),
    },
  },
  events: {
    ItemPlanned: Plan,
    ItemApproved: z.object({ approvedOn: CalendarDate, dueOn: CalendarDate }),
  },
  decide: {
    OpenItem: ({ approvedOn, ...plan }) =>
      plan.dueOn > plan.outerLimitOn
        ? reject('beyond-outer-limit', 'The due date lies beyond the outer limit.')
        : [
            { type: 'ItemPlanned', data: plan },
            { type: 'ItemApproved', data: { approvedOn, dueOn: plan.dueOn } },
          ],
  },
  evolve: {
    ItemPlanned: (state, plan) => ({
      ...state,
      target: plan.target,
      unit: plan.unit,
      scope: plan.scope ?? null,
      number: plan.number,
      item: plan.item,
      mode: plan.mode,
      pack: plan.pack,
      outerLimitOn: plan.outerLimitOn,
      ...(plan.feedbackOn === undefined ? {} : { feedbackOn: plan.feedbackOn }),
      ...(plan.recused === undefined ? {} : { recused: plan.recused }),
    }),
    ItemApproved: (state, { approvedOn }) => ({
      ...state,
      status: 'inProgress',
      sinceOn: approvedOn,
      deadline: ruleFor(state),
    }),
  },
  clock: {
    ItemApproved: ({ approvedOn, dueOn }, { pack, deadline }) =>
      pack ? [start(deadline, pack, approvedOn, { dueOn })] : [],
  },
});
