import { z } from 'zod';
import { CalendarDate } from '../shared/calendar-date.js';
import { PaperNumber } from '../shared/ids.js';
import { PLAN_DETAILS } from '../shared/plan-details.js';

/** Number of a finding within its inspection, such as `F3`. */
export const FindingId = PaperNumber;

/** Number of a rectification item within its inspection, such as `F3-1`. */
export const ItemId = PaperNumber;

/**
 * One row of a rectification plan; approval makes an item of it. What is to be done at once is also planned,
 * with a due day of its own; only during fieldwork is it ordered instead. Source: `domain.md` B.4, row 53.
 */
export const PlanRow = z.strictObject({
  item: ItemId,
  finding: FindingId,
  goal: z.string().min(1).max(500),
  measures: z.array(z.string().min(1).max(500)).min(1).max(20),
  owner: z.string().min(1).max(100),
  branchLeader: z.string().min(1).max(100),
  leadDepartment: z.string().min(1).max(100),
  dueOn: CalendarDate,
  mode: z.enum(['immediate', 'concentrated', 'continuing']),
  ...PLAN_DETAILS,
});
export type PlanRow = z.infer<typeof PlanRow>;
