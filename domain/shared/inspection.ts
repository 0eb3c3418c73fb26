import { z } from 'zod';

/** What kind of inspection a target gets; the type decides its path. Source: `domain.md` B.2. */
export const InspectionType = z.enum([
  'regular',
  'special',
  'flexible',
  'lookBack',
  'rectificationSupervision',
]);
export type InspectionType = z.infer<typeof InspectionType>;

/** Both go back to the findings of an earlier inspection and judge each of them; neither covers a unit anew. */
export function judgesOldFindings(type: InspectionType): boolean {
  return type === 'lookBack' || type === 'rectificationSupervision';
}

/** Rectification supervision feeds the old items alone: nothing of it is decided or fed back. Source: `domain.md` B.2. */
export function isFedBack(type: InspectionType): boolean {
  return type !== 'rectificationSupervision';
}

/** A line of work beside the type: a special inspection can be an upgraded cross one as well. */
export const InspectionMode = z.enum(['upgraded', 'cross', 'joint']);
export type InspectionMode = z.infer<typeof InspectionMode>;

/** The committee (党委) a target belongs to when another level or another county inspects it. */
export const OwningCommittee = z.object({
  code: z.string().min(1).max(40),
  name: z.string().min(1).max(100),
});
export type OwningCommittee = z.infer<typeof OwningCommittee>;
