import { z } from 'zod';
import {
  reject,
  stageOf,
  type DecisionContext,
  type DomainEvent,
  type ErasedStage,
} from '../process.js';
import { CalendarDate } from '../shared/calendar-date.js';
import { PackRef, ruleOf, type Rung } from '../shared/policy.js';
import { Role, scopeOf } from '../shared/roles.js';
import { dueOf } from '../shared/working-days.js';
import type { ClockAction } from './actions.js';
import { MISSED, openRungs } from './rungs.js';
import type { Deadline, WithClock } from './state.js';

const Receiver = z.object({ role: Role, scope: z.string() });

const Claim = z.object({
  deadline: z.string(),
  rule: z.string(),
  rung: z.string(),
  dueOn: CalendarDate,
  lamp: z.enum(['green', 'yellow', 'red']),
  to: z.array(Receiver),
  paper: z.string().nullable(),
});

/**
 * The deadline ladder as a stage kit: every process that lists it has deadlines, reminders before the due
 * day and escalation after it, under the same event names. A rung is claimed once by (deadline, rung); only
 * meeting, waiving or extending the deadline stops the ladder.
 *
 * @param reach scopes of the case, so that a reminder finds the post it is owed to
 */
export function deadlineLadder<S extends WithClock>(
  reach: (state: S) => readonly string[],
): ErasedStage<S> {
  const change = (state: S, deadline: string, to: (found: Deadline) => Deadline): S => {
    const found = state.clock.deadlines[deadline];
    if (!found) return state;
    const deadlines = { ...state.clock.deadlines, [deadline]: to(found) };
    return { ...state, clock: { deadlines } };
  };
  const claimed = (state: S, { deadline, rung }: { deadline: string; rung: string }) =>
    change(state, deadline, (found) => ({ ...found, fired: [...found.fired, rung] }));

  return stageOf<S>()({
    name: 'deadline-ladder',
    commands: {
      FireRung: {
        by: ['clock'],
        data: z.strictObject({ deadline: z.string(), rung: z.string(), dueOn: CalendarDate }),
      },
    },
    events: {
      DeadlineSet: z.object({
        deadline: z.string(),
        rule: z.string(),
        anchorEvent: z.string(),
        anchorOn: CalendarDate,
        originalDueOn: CalendarDate,
        dueOn: CalendarDate,
        estimated: z.boolean(),
        ladder: z.string(),
        owner: Role,
        pack: PackRef,
        calendarVersion: z.string(),
      }),
      DeadlineMet: z.object({
        deadline: z.string(),
        metOn: CalendarDate,
        dueOn: CalendarDate,
        late: z.boolean(),
      }),
      DeadlineExtended: z.object({
        deadline: z.string(),
        originalDueOn: CalendarDate,
        fromDueOn: CalendarDate,
        dueOn: CalendarDate,
        reason: z.string(),
      }),
      DeadlineMissed: z.object({ deadline: z.string(), rule: z.string(), dueOn: CalendarDate }),
      DeadlineWaived: z.object({ deadline: z.string(), reason: z.string() }),
      ReminderIssued: Claim,
      EscalationRaised: Claim,
    },
    decide: {
      FireRung: ({ deadline, rung, dueOn }, state, context) => {
        const found = state.clock.deadlines[deadline];
        if (!found || found.dueOn !== dueOn) return [];
        const pack = context.packs(found.pack);
        const planned = openRungs(found, pack, context.calendar).find(({ key }) => key === rung);
        if (!planned) return [];
        if (planned.at > context.now) return reject('rung-not-due', 'This rung is not due yet.');
        if (!planned.rung)
          return [{ type: 'DeadlineMissed', data: { deadline, rule: found.rule, dueOn } }];
        const type = planned.rung.offset.amount > 0 ? 'EscalationRaised' : 'ReminderIssued';
        return [{ type, data: claimOf(found, planned.rung, reach(state)) }];
      },
    },
    evolve: {
      DeadlineSet: (state, { deadline, anchorEvent: _anchor, ...data }, { now }) => ({
        ...state,
        clock: {
          deadlines: {
            ...state.clock.deadlines,
            [deadline]: {
              ...data,
              deadline,
              setAt: now,
              status: 'running',
              missed: false,
              fired: [],
            },
          },
        },
      }),
      DeadlineMet: (state, { deadline, metOn }) =>
        change(state, deadline, (found) => ({ ...found, status: 'met', metOn })),
      DeadlineExtended: (state, { deadline, dueOn }) =>
        change(state, deadline, (found) => ({
          ...found,
          dueOn,
          missed: false,
          // The new due day can be missed again; the rungs that fired stay fired.
          fired: found.fired.filter((key) => key !== MISSED),
        })),
      DeadlineMissed: (state, { deadline }) =>
        change(state, deadline, (found) => ({
          ...found,
          missed: true,
          fired: [...found.fired, MISSED],
        })),
      DeadlineWaived: (state, { deadline }) =>
        change(state, deadline, (found) => ({ ...found, status: 'waived' })),
      ReminderIssued: claimed,
      EscalationRaised: claimed,
    },
    deadlines: (state, packs, calendar) =>
      Object.values(state.clock.deadlines).flatMap((deadline) =>
        openRungs(deadline, packs(deadline.pack), calendar).map(({ key, at }) => ({
          deadline: deadline.deadline,
          rung: key,
          at,
          command: {
            type: 'FireRung',
            data: { deadline: deadline.deadline, rung: key, dueOn: deadline.dueOn },
          },
        })),
      ),
    onClock: clockEvents,
  });
}

/** Turns what a stage declared about its deadlines into events; a repetition gives none. */
function clockEvents<S extends WithClock>(
  action: ClockAction,
  state: S,
  anchorEvent: string,
  context: DecisionContext,
): readonly DomainEvent[] {
  if (action.does === 'start') return [deadlineSet(action, anchorEvent, context)];
  const found = state.clock.deadlines[action.deadline];
  if (found?.status !== 'running') return [];
  const { deadline, dueOn, originalDueOn } = found;
  switch (action.does) {
    case 'meet': {
      const late = action.on > dueOn;
      return [{ type: 'DeadlineMet', data: { deadline, metOn: action.on, dueOn, late } }];
    }
    case 'extend': {
      const moved = { originalDueOn, fromDueOn: dueOn, dueOn: action.dueOn, reason: action.reason };
      return [{ type: 'DeadlineExtended', data: { deadline, ...moved } }];
    }
    case 'waive':
      return [{ type: 'DeadlineWaived', data: { deadline, reason: action.reason } }];
  }
}

function deadlineSet(
  action: Extract<ClockAction, { does: 'start' }>,
  anchorEvent: string,
  context: DecisionContext,
): DomainEvent {
  const { rule, pack, anchorOn } = action;
  const row = ruleOf(context.packs(pack), rule);
  const computed = row.limit ? dueOf(anchorOn, row.limit, context.calendar) : null;
  const dueOn = action.dueOn ?? computed?.dueOn;
  if (!dueOn) throw new RangeError(`rule ${rule} has no limit, so its case must state a due date`);
  const estimated = action.dueOn === undefined && computed?.estimated === true;
  return {
    type: 'DeadlineSet',
    data: {
      deadline: action.deadline ?? rule,
      rule,
      anchorEvent,
      anchorOn,
      originalDueOn: dueOn,
      dueOn,
      estimated,
      ladder: row.ladder,
      owner: row.owner,
      pack,
      calendarVersion: context.calendar.version,
    },
  };
}

function claimOf(
  { deadline, rule, dueOn, owner }: Deadline,
  rung: Rung,
  reach: readonly string[],
): z.infer<typeof Claim> {
  const roles = [...new Set(rung.audience.map((who) => (who === 'owner' ? owner : who)))];
  const to = roles.map((role) => ({ role, scope: scopeOf(role, reach) }));
  return { deadline, rule, rung: rung.key, dueOn, lamp: rung.lamp, to, paper: rung.paper ?? null };
}
