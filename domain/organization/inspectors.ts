import { z } from 'zod';
import type { OrganizationState } from './state.js';

/** A pseudonymous id, as an actor's; who it is stands in the sealed personal card alone. */
export const InspectorId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9:._-]{0,79}$/, 'an id without spaces');

/** What an inspector knows by profession; secondments are asked for in the same words. */
export const Expertise = z.enum([
  'discipline',
  'organization',
  'finance',
  'audit',
  'law',
  'publicity',
  'engineering',
  'it',
  'other',
]);
export type Expertise = z.infer<typeof Expertise>;

export interface PoolFigures {
  readonly total: number;
  readonly experienced: number;
  /** Rounded down, so that a share is never claimed that is not reached. */
  readonly percent: number;
}

/** How large the pool is and how experienced, counted from those in it now. Source: rows 49, 50. */
export function poolFigures({
  inspectors = {},
}: Pick<OrganizationState, 'inspectors'>): PoolFigures {
  const present = Object.values(inspectors).filter(({ releasedOn }) => releasedOn === undefined);
  const total = present.length;
  const experienced = present.filter((one) => one.experienced).length;
  return { total, experienced, percent: total === 0 ? 0 : Math.floor((100 * experienced) / total) };
}
