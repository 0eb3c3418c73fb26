import { z } from 'zod';
import { CalendarDate } from './calendar-date.js';
import { Role } from './roles.js';
import { Limit } from './working-days.js';

/** Who a rung tells: the owner of the deadline, or a role. */
export const Audience = z.union([z.literal('owner'), Role]);
export type Audience = z.infer<typeof Audience>;

const Key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and dashes');

/**
 * One rung of a ladder. Offsets count from the due date: negative before, zero the due day, positive after;
 * `halfTime` lies in the middle between anchor and due date, whatever its (negative) amount.
 * A rung on a rest day moves to the next working day, the due day's own rung does not.
 */
export const Rung = z.strictObject({
  key: Key,
  offset: z.strictObject({
    amount: z.int().min(-400).max(400),
    unit: z.enum(['calendarDay', 'workingDay', 'halfTime']),
  }),
  lamp: z.enum(['green', 'yellow', 'red']),
  audience: z.array(Audience),
  paper: Key.optional(),
});
export type Rung = Readonly<z.infer<typeof Rung>>;

export const DeadlineRule = z.strictObject({
  rule: Key,
  title: z.string().min(1).max(100),
  /** Types of the events whose business date the limit counts from. */
  anchors: z.array(z.string().min(1).max(80)).min(1),
  /** Null when each case states its own due date, as a rectification item does. */
  limit: Limit.nullable(),
  ladder: z.string().min(1).max(20),
  owner: Role,
  basis: z.string().min(1).max(300),
  /** C confirmed, L local practice, M from memory, P our proposal (`domain.md`). */
  tag: z.enum(['C', 'L', 'M', 'P']),
});
export type DeadlineRule = Readonly<z.infer<typeof DeadlineRule>>;

/** Time limits and ladders under one version; a round pins one and carries it to its end. */
export const PolicyPack = z.strictObject({
  pack: Key.max(40),
  version: z.int().min(1),
  title: z.string().min(1).max(100),
  effectiveFrom: CalendarDate,
  /** Rungs fire at this time of day, Asia/Shanghai. */
  officeTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day like 09:00'),
  rules: z.array(DeadlineRule).min(1).max(200),
  ladders: z.record(z.string().min(1).max(20), z.array(Rung).max(40)),
});
export type PolicyPack = Readonly<z.infer<typeof PolicyPack>>;

export const PackRef = z.object({ pack: z.string(), version: z.int() });
export type PackRef = z.infer<typeof PackRef>;

/** Finds a published pack. @throws UnpublishedError when no such version was ever published */
export type PackLookup = (ref: PackRef) => PolicyPack;

/** A pack or calendar that nobody published, as far as the asking process has read the log. */
export class UnpublishedError extends RangeError {
  override readonly name = 'UnpublishedError';
}

/** @returns undefined when no such version was ever published, so that a person's choice is answered, not thrown */
export function packOrNone(packs: PackLookup, ref: PackRef): PolicyPack | undefined {
  try {
    return packs(ref);
  } catch (error) {
    if (error instanceof UnpublishedError) return undefined;
    throw error;
  }
}

/** @throws RangeError when the pack has no such rule */
export function ruleOf(pack: PolicyPack, rule: string): DeadlineRule {
  const found = pack.rules.find((row) => row.rule === rule);
  if (!found) throw new RangeError(`policy pack ${pack.pack} ${pack.version} has no rule ${rule}`);
  return found;
}

/** `county-default 1`, as views and letters name a pack. */
export function packName({ pack, version }: PackRef): string {
  return `${pack} ${version}`;
}

/** Minutes after midnight at which the pack's rungs fire. */
export function officeMinutes({ officeTime }: PolicyPack): number {
  const [hours = 0, minutes = 0] = officeTime.split(':').map(Number);
  return hours * 60 + minutes;
}
