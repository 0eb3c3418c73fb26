import { z } from 'zod';
import type { Limit } from './working-days.js';
import { Role } from './roles.js';

/** Who a rung tells: the owner of the deadline, or a role. */
export const Audience = z.union([z.literal('owner'), Role]);
export type Audience = z.infer<typeof Audience>;

/**
 * One rung of a ladder. Offsets count from the due date: negative before, zero the due day, positive after.
 * A rung on a rest day moves to the next working day, the due day's own rung does not.
 */
export interface Rung {
  readonly key: string;
  readonly offset: { readonly amount: number; readonly unit: 'calendarDay' | 'workingDay' };
  readonly lamp: 'green' | 'yellow' | 'red';
  readonly audience: readonly Audience[];
  readonly paper?: string;
}

export interface DeadlineRule {
  readonly rule: string;
  readonly title: string;
  /** Null when each case states its own due date, as a rectification item does. */
  readonly limit: Limit | null;
  readonly ladder: string;
  readonly owner: Role;
  readonly basis: string;
  /** C confirmed, L local practice, M from memory, P our proposal (`domain.md`). */
  readonly tag: 'C' | 'L' | 'M' | 'P';
}

/** Time limits and ladders under one version; a round pins one and carries it to its end. */
export interface PolicyPack {
  readonly pack: string;
  readonly version: number;
  readonly effectiveFrom: string;
  /** Rungs fire at this hour, Asia/Shanghai. */
  readonly officeHour: number;
  readonly rules: readonly DeadlineRule[];
  readonly ladders: Readonly<Record<string, readonly Rung[]>>;
}

export const PackRef = z.object({ pack: z.string(), version: z.int() });
export type PackRef = z.infer<typeof PackRef>;

/** Finds a published pack. @throws RangeError when no such version was ever published */
export type PackLookup = (ref: PackRef) => PolicyPack;

/** Whether such a version was ever published, so that a person's choice is answered, not thrown. */
export function hasPack(packs: PackLookup, ref: PackRef): boolean {
  try {
    packs(ref);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** @throws RangeError when the pack has no such rule */
export function ruleOf(pack: PolicyPack, rule: string): DeadlineRule {
  const found = pack.rules.find((row) => row.rule === rule);
  if (!found) throw new RangeError(`policy pack ${pack.pack} ${pack.version} has no rule ${rule}`);
  return found;
}
