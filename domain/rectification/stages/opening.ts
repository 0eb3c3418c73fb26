import { z } from 'zod';
import { start } from '../../clock/actions.js';
import { reject, stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { PackRef } from '../../shared/policy.js';
import type { RectificationMode, RectificationState } from '../state.js';

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
  mode: z.enum(['immediate', 'concentrated', 'continuing']),
  dueOn: CalendarDate,
  outerLimitOn: CalendarDate,
  pack: PackRef,
});

/** Immediate rectification has a rule and a short ladder of its own. */
function ruleFor(mode: RectificationMode): string {
  return mode === 'immediate' ? 'immediate-rectification' : 'rectification-item';
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
    ItemPlanned: (state, { target, unit, scope, number, item, mode, pack, outerLimitOn }) => ({
      ...state,
      target,
      unit,
      scope: scope ?? null,
      number,
      item,
      mode,
      pack,
      outerLimitOn,
    }),
    ItemApproved: (state, { approvedOn }) => ({
      ...state,
      status: 'inProgress',
      sinceOn: approvedOn,
      deadline: ruleFor(state.mode),
    }),
  },
  clock: {
    ItemApproved: ({ approvedOn, dueOn }, { pack, deadline }) =>
      pack ? [start(deadline, pack, approvedOn, { dueOn })] : [],
  },
});
