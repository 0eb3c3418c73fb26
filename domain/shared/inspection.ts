import { z } from 'zod';

/** What kind of inspection a target gets; the type decides its path. Source: `domain.md` B.2. */
export const InspectionType = z.enum(['regular', 'special', 'flexible', 'lookBack']);
export type InspectionType = z.infer<typeof InspectionType>;

/** A line of work beside the type: a special inspection can be an upgraded cross one as well. */
export const InspectionMode = z.enum(['upgraded', 'cross', 'joint']);
export type InspectionMode = z.infer<typeof InspectionMode>;

/** The committee (党委) a target belongs to when another level or another county inspects it. */
export const OwningCommittee = z.object({
  code: z.string().min(1).max(40),
  name: z.string().min(1).max(100),
});
export type OwningCommittee = z.infer<typeof OwningCommittee>;
