import { z } from 'zod';
import { CalendarDate } from '../shared/calendar-date.js';
import { PackRef } from '../shared/policy.js';
import { Role } from '../shared/roles.js';

export const Receiver = z.object({ role: Role, scope: z.string() });
export type Receiver = z.infer<typeof Receiver>;

/** What a rung says: whom it tells of which deadline. */
const Claim = z.object({
  deadline: z.string(),
  rule: z.string(),
  rung: z.string(),
  dueOn: CalendarDate,
  lamp: z.enum(['green', 'yellow', 'red']),
  to: z.array(Receiver),
  paper: z.string().nullable(),
});
export type Claim = z.infer<typeof Claim>;

const Moved = z.object({ deadline: z.string(), fromDueOn: CalendarDate, dueOn: CalendarDate });

/** The events of every deadline of every process; the names exist once. Source: `domain.md` B.0. */
export const LADDER_EVENTS = {
  DeadlineSet: z.object({
    deadline: z.string(),
    rule: z.string(),
    anchorEvent: z.string(),
    anchorOn: CalendarDate,
    originalDueOn: CalendarDate,
    dueOn: CalendarDate,
    /** True when the case stated the day itself. */
    stated: z.boolean(),
    estimated: z.boolean(),
    ladder: z.string(),
    owner: Role,
    pack: PackRef,
    calendarVersion: z.string(),
  }),
  /** From this day on nothing counts. */
  DeadlinePaused: z.object({ deadline: z.string(), pausedOn: CalendarDate, reason: z.string() }),
  /** From this day on it counts again; the due day moves by what lay between. */
  DeadlineResumed: Moved.extend({
    pausedOn: CalendarDate,
    resumedOn: CalendarDate,
    estimated: z.boolean(),
  }),
  DeadlineExtended: Moved.extend({ originalDueOn: CalendarDate, reason: z.string() }),
  /** Another calendar counts from now on: both dates, and how many coming reminders move with it. */
  DeadlineRecalculated: Moved.extend({
    fromCalendar: z.string(),
    calendarVersion: z.string(),
    estimated: z.boolean(),
    rungsMoved: z.int(),
  }),
  DeadlineMet: z.object({
    deadline: z.string(),
    metOn: CalendarDate,
    dueOn: CalendarDate,
    late: z.boolean(),
  }),
  DeadlineMissed: z.object({ deadline: z.string(), rule: z.string(), dueOn: CalendarDate }),
  DeadlineWaived: z.object({ deadline: z.string(), reason: z.string() }),
  ReminderIssued: Claim,
  EscalationRaised: Claim,
  /** Real progress answered what had been raised. */
  EscalationResolved: z.object({
    deadline: z.string(),
    rungs: z.array(z.string()),
    by: z.enum(['met', 'waived', 'extended', 'paused']),
  }),
  ReminderAcknowledged: z.object({ deadline: z.string(), rung: z.string(), role: Role }),
  /** A notice reached nobody, so those of the next rung are told as well. */
  ReminderUndelivered: Claim.extend({ of: Receiver, why: z.string() }),
} as const;
