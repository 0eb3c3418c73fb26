import { z } from 'zod';

/**
 * A post that answers for an item, and on which of three levels: main responsibility (主体责任), first
 * responsible person (第一责任人), dual responsibility (一岗双责). Source: `domain.md` A, row 92.
 */
export const Responsibility = z.strictObject({
  level: z.enum(['main', 'firstResponsible', 'dualResponsibility']),
  post: z.string().min(1).max(100),
});

/**
 * What a plan may say of an item beyond its goal and measures; target and item hold the same.
 * The tags are words of the place, since each county counts its own four. Source: rows 70, 71, 91, 92.
 */
export const PLAN_DETAILS = {
  task: z.string().min(1).max(500).optional(),
  responsible: z.array(Responsibility).max(6).optional(),
  /** The long-term mechanism (长效机制) that outlives the item. */
  mechanism: z.string().min(1).max(500).optional(),
  integrationTags: z.array(z.string().min(1).max(40)).max(4).optional(),
};
