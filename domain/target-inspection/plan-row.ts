import { z } from 'zod';
import { CalendarDate } from '../shared/calendar-date.js';
import { PaperNumber } from '../shared/ids.js';

/** Number of a finding within its inspection, such as `F3`. */
export const FindingId = PaperNumber;

/** Number of a rectification item within its inspection, such as `F3-1`. */
export const ItemId = PaperNumber;

/** One row of a rectification plan; approval makes an item of it. Source: `domain.md` B.4. */
export const PlanRow = z.strictObject({
  item: ItemId,
  finding: FindingId,
  goal: z.string().min(1).max(500),
  measures: z.array(z.string().min(1).max(500)).min(1).max(20),
  owner: z.string().min(1).max(100),
  branchLeader: z.string().min(1).max(100),
  leadDepartment: z.string().min(1).max(100),
  dueOn: CalendarDate,
  mode: z.enum(['concentrated', 'continuing']),
});
export type PlanRow = z.infer<typeof PlanRow>;
