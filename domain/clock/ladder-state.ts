import type { z } from 'zod';
import type { EventMeta } from '../process.js';
import type { LADDER_EVENTS } from './ladder-events.js';
import { MISSED } from './rungs.js';
import type { Deadline, WithClock } from './state.js';

type Events = typeof LADDER_EVENTS;
type Data<T extends keyof Events> = z.output<Events[T]>;

/** How each ladder event changes the deadline it names; an event of an unknown deadline changes nothing. */
export function ladderEvolve<S extends WithClock>(): {
  [T in keyof Events]: (state: S, data: Data<T>, meta: EventMeta) => S;
} {
  const change = (state: S, deadline: string, to: (found: Deadline) => Partial<Deadline>): S => {
    const found = state.clock.deadlines[deadline];
    if (!found) return state;
    return withDeadline(state, { ...found, ...to(found) });
  };
  return {
    DeadlineSet: (state, data, { now }) => withDeadline(state, startedBy(data, now)),
    DeadlinePaused: (state, { deadline, pausedOn }, { now }) =>
      change(state, deadline, ({ pauses }) => ({
        status: 'paused',
        plannedAt: now,
        pauses: [...pauses, { fromOn: pausedOn, toOn: null }],
      })),
    DeadlineResumed: (state, { deadline, pausedOn, resumedOn, dueOn, estimated }, { now }) =>
      change(state, deadline, ({ pauses, ...found }) => ({
        ...moved(found, dueOn, now),
        status: 'running',
        estimated,
        pauses: [...pauses.slice(0, -1), { fromOn: pausedOn, toOn: resumedOn }],
      })),
    DeadlineExtended: (state, { deadline, dueOn }, { now }) =>
      change(state, deadline, (found) => ({
        ...moved(found, dueOn, now),
        statedOn: dueOn,
        estimated: false,
        extensions: found.extensions + 1,
        // What was paused before is in the granted day; an open pause goes on.
        pauses: found.pauses.filter(({ toOn }) => toOn === null),
      })),
    DeadlineRecalculated: (state, { deadline, dueOn, calendarVersion, estimated }, { now }) =>
      change(state, deadline, (found) => ({
        ...moved(found, dueOn, now),
        calendarVersion,
        estimated,
      })),
    DeadlineMet: (state, { deadline, metOn }) =>
      change(state, deadline, () => ({ status: 'met', metOn })),
    DeadlineMissed: (state, { deadline }) =>
      change(state, deadline, ({ fired }) => ({ missed: true, fired: [...fired, MISSED] })),
    DeadlineWaived: (state, { deadline }, { now }) =>
      change(state, deadline, () => ({ status: 'waived', plannedAt: now })),
    ReminderIssued: (state, { deadline, rung }) =>
      change(state, deadline, ({ fired }) => ({ fired: [...fired, rung] })),
    EscalationRaised: (state, { deadline, rung }) =>
      change(state, deadline, ({ fired, escalated }) => ({
        fired: [...fired, rung],
        escalated: [...escalated, rung],
      })),
    EscalationResolved: (state, { deadline }) => change(state, deadline, () => ({ escalated: [] })),
    ReminderAcknowledged: (state, { deadline, rung, role }) =>
      change(state, deadline, ({ acknowledged }) => ({
        acknowledged: [...acknowledged, `${rung}/${role}`],
      })),
    ReminderUndelivered: (state, { deadline, rung, of }) =>
      change(state, deadline, ({ undelivered }) => ({
        undelivered: [...undelivered, `${rung}/${of.role}`],
      })),
  };
}

function withDeadline<S extends WithClock>(state: S, changed: Deadline): S {
  const deadlines = { ...state.clock.deadlines, [changed.deadline]: changed };
  return { ...state, clock: { deadlines } };
}

function startedBy(
  { anchorEvent: _anchor, stated, ...data }: Data<'DeadlineSet'>,
  now: EventMeta['now'],
): Deadline {
  return {
    ...data,
    statedOn: stated ? data.dueOn : null,
    pauses: [],
    plannedAt: now,
    status: 'running',
    extensions: 0,
    missed: false,
    fired: [],
    escalated: [],
    acknowledged: [],
    undelivered: [],
  };
}

/** A later due day can be missed again; the rungs that fired stay fired. */
function moved(
  { dueOn: before, missed, fired }: Pick<Deadline, 'dueOn' | 'missed' | 'fired'>,
  dueOn: string,
  now: EventMeta['now'],
): Partial<Deadline> {
  if (dueOn <= before) return { dueOn, plannedAt: now };
  const still = missed && fired.includes(MISSED) ? fired.filter((key) => key !== MISSED) : fired;
  return { dueOn, plannedAt: now, missed: false, fired: still };
}
