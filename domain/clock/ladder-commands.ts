import { z } from 'zod';
import { guard, reject, type Rejection } from '../process.js';
import { CalendarDate } from '../shared/calendar-date.js';
import { PERSON_ROLES, Role } from '../shared/roles.js';
import { Receiver } from './ladder-events.js';
import { isOwed, type Deadline, type WithClock } from './state.js';

const isRunning = ({ status }: Deadline) => status === 'running';
const isPaused = ({ status }: Deadline) => status === 'paused';
const hasFired = ({ fired }: Deadline) => fired.length > 0;

const Reason = z.string().min(1).max(500);
const Named = z.strictObject({ deadline: z.string().min(1).max(80) });

/** Shut until the case has a deadline for which it makes sense; which one is looked at when it is decided. */
const has = (test: (deadline: Deadline) => boolean, least: number, otherwise: Rejection) =>
  guard<WithClock>(
    ({ clock }) => Object.values(clock.deadlines).filter(test).length >= least || otherwise,
  );

const isOwedSomething = has(
  isOwed,
  1,
  reject('deadline-not-owed', 'Nothing is owed in this case.'),
);

const canPause = guard<WithClock>((state, context) => {
  const owed = isOwedSomething(state, context);
  if (owed !== true) return owed;
  return has(isRunning, 1, reject('already-paused', 'Every deadline is paused.'))(state, context);
});

/** The commands of every deadline of every process: the clock's, people's, and those of other cases. */
export const LADDER_COMMANDS = {
  FireRung: {
    by: ['clock'],
    data: z.strictObject({ deadline: z.string(), rung: z.string(), dueOn: CalendarDate }),
  },
  PauseDeadline: {
    by: ['officeDirector', 'executiveDeputyHead'],
    guard: canPause,
    data: Named.extend({ pausedOn: CalendarDate, reason: Reason }),
  },
  ResumeDeadline: {
    by: ['officeDirector', 'executiveDeputyHead'],
    guard: has(isPaused, 1, reject('not-paused', 'No deadline of this case is paused.')),
    data: Named.extend({ resumedOn: CalendarDate }),
  },
  ExtendDeadline: {
    by: ['officeDirector', 'executiveDeputyHead'],
    guard: isOwedSomething,
    data: Named.extend({ untilOn: CalendarDate, reason: Reason }),
  },
  WaiveDeadline: {
    by: ['executiveDeputyHead', 'leadingGroupHead'],
    guard: has(isOwed, 2, reject('last-deadline', 'The last limit of an open case is not waived.')),
    data: Named.extend({ reason: Reason }),
  },
  RecalculateDeadlines: { by: ['process'], data: z.strictObject({ calendar: z.string() }) },
  AcknowledgeReminder: {
    by: PERSON_ROLES,
    guard: has(hasFired, 1, reject('nothing-issued', 'No reminder of this case was issued.')),
    data: Named.extend({ rung: z.string().min(1).max(80), role: Role }),
  },
  NoteReminderUndelivered: {
    by: ['process'],
    data: z.strictObject({
      deadline: z.string(),
      rung: z.string(),
      of: Receiver,
      why: z.string().max(200),
    }),
  },
} as const;
