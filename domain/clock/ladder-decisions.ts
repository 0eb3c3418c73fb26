import type { z } from 'zod';
import { reject, type DecisionContext, type DomainEvent, type Rejection } from '../process.js';
import { dateRefusal } from '../shared/business-date.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import { holds } from '../shared/roles.js';
import { extend, pause, resume, waive, type ClockAction } from './actions.js';
import { claimOf, climbed, toldOf } from './audience.js';
import { clockEvents } from './clock-events.js';
import type { LADDER_COMMANDS } from './ladder-commands.js';
import { recalculated } from './recalculation.js';
import { MISSED, caseRungs } from './rungs.js';
import { deadlineNamed, isOwed, owedDeadline, type Deadline, type WithClock } from './state.js';
import { caseSuspended } from './suspension.js';

type Commands = typeof LADDER_COMMANDS;
type Data<C extends keyof Commands> = z.output<Commands[C]['data']>;
type Decision = readonly DomainEvent[] | Rejection;

export interface LadderOptions<S> {
  /** Last day to which a deadline of the case may ever be extended; undefined when there is none. */
  readonly outerLimitOn?: (state: S, deadline: string) => CalendarDate | undefined;
}

/** How each ladder command is decided; see the kit for `reach`. */
export function ladderDecisions<S extends WithClock>(
  reach: (state: S) => readonly string[],
  { outerLimitOn = () => undefined }: LadderOptions<S>,
): { [C in keyof Commands]: (data: Data<C>, state: S, context: DecisionContext) => Decision } {
  /** A person's change of a deadline that must be owed. */
  const changed = (
    { deadline }: { readonly deadline: string },
    state: S,
    context: DecisionContext,
    actionOf: (found: Deadline) => ClockAction | Rejection,
  ): Decision => {
    const found = owedDeadline(state, deadline);
    if (!found) return reject('deadline-not-owed', `No deadline ${deadline} is owed in this case.`);
    const action = actionOf(found);
    return 'rejected' in action ? action : clockEvents(action, state, '', context);
  };
  return {
    FireRung: (data, state, context) => fireRung(data, state, context, reach(state)),
    PauseDeadline: (data, state, context) =>
      changed(data, state, context, (found) => pausing(data, found, context)),
    ResumeDeadline: (data, state, context) =>
      changed(
        data,
        state,
        context,
        (found) => caseSuspended(state) ?? resuming(data, found, context),
      ),
    ExtendDeadline: (data, state, context) =>
      changed(data, state, context, (found) =>
        extending(data, found, context, {
          reach: reach(state),
          outer: outerLimitOn(state, data.deadline),
        }),
      ),
    WaiveDeadline: (data, state, context) =>
      changed(data, state, context, () => waiving(data, state)),
    RecalculateDeadlines: ({ calendar }, state, context) =>
      calendar === context.calendar.version
        ? Object.values(state.clock.deadlines)
            .filter(isOwed)
            .flatMap((found) => {
              const data = recalculated(found, context);
              return data ? [{ type: 'DeadlineRecalculated', data }] : [];
            })
        : [],
    AcknowledgeReminder: (data, state, context) =>
      acknowledging(data, state, context, reach(state)),
    NoteReminderUndelivered: ({ deadline, rung, of, why }, state, context) => {
      const found = owedDeadline(state, deadline);
      if (!found?.fired.includes(rung) || found.undelivered.includes(`${rung}/${of.role}`))
        return [];
      const claim = climbed(found, { rung, of }, reach(state), context);
      return [{ type: 'ReminderUndelivered', data: { ...claim, of, why } }];
    },
  };
}

function fireRung(
  { deadline, rung, dueOn }: Data<'FireRung'>,
  state: WithClock,
  context: DecisionContext,
  reach: readonly string[],
): Decision {
  const found = deadlineNamed(state, deadline);
  if (!found || found.dueOn !== dueOn) return [];
  const planned = caseRungs(state, context).find(({ of, key }) => of === found && key === rung);
  if (!planned) return [];
  if (planned.at > context.now) return reject('rung-not-due', 'This rung is not due yet.');
  if (!planned.rung)
    return [{ type: 'DeadlineMissed', data: { deadline, rule: found.rule, dueOn } }];
  const type = planned.rung.offset.amount > 0 ? 'EscalationRaised' : 'ReminderIssued';
  return [{ type, data: claimOf(found, planned.rung, reach) }];
}

function pausing(
  { deadline, pausedOn, reason }: Data<'PauseDeadline'>,
  found: Deadline,
  context: DecisionContext,
): ClockAction | Rejection {
  if (found.status === 'paused') return reject('already-paused', 'The deadline is paused already.');
  if (context.today > found.dueOn)
    return reject('due-day-passed', 'A deadline is paused before its due day ends.');
  const counts = found.pauses.at(-1)?.toOn ?? found.anchorOn;
  return (
    dateRefusal(pausedOn, context, {
      // A limit that counts backwards has its anchor ahead: it counts from the day it was set.
      on: counts <= context.today ? counts : undefined,
      code: 'paused-before-count',
      message: 'A pause begins when the deadline counts.',
    }) ?? pause(deadline, pausedOn, reason)
  );
}

function resuming(
  { deadline, resumedOn }: Data<'ResumeDeadline'>,
  { status, pauses }: Deadline,
  context: DecisionContext,
): ClockAction | Rejection {
  if (status !== 'paused') return reject('not-paused', 'Only a paused deadline is resumed.');
  return (
    dateRefusal(resumedOn, context, {
      on: pauses.at(-1)?.fromOn,
      code: 'resumed-before-pause',
      message: 'It counts again after the pause began.',
    }) ?? resume(deadline, resumedOn)
  );
}

/** The first extension is the office director's to grant, every later one the executive deputy head's. */
function extending(
  { deadline, untilOn, reason }: Data<'ExtendDeadline'>,
  found: Deadline,
  { today, actor }: DecisionContext,
  { reach, outer }: { readonly reach: readonly string[]; readonly outer: string | undefined },
): ClockAction | Rejection {
  if (today > found.dueOn)
    return reject('due-day-passed', 'An extension is granted before the due day ends.');
  if (found.extensions > 0 && !holds(actor, ['executiveDeputyHead'], reach))
    return reject(
      'needs-higher-grant',
      'A second extension is granted by the executive deputy head.',
    );
  if (untilOn <= found.dueOn)
    return reject('extension-not-later', 'The new date is not later than the due date.');
  if (outer !== undefined && untilOn > outer)
    return reject('beyond-outer-limit', `It never runs beyond ${outer}.`);
  return extend(deadline, untilOn, reason);
}

/** Nothing open is ever forgotten: what has one limit left is ended, not waived. */
function waiving(
  { deadline, reason }: Data<'WaiveDeadline'>,
  { clock }: WithClock,
): ClockAction | Rejection {
  return Object.values(clock.deadlines).filter(isOwed).length < 2
    ? reject('last-deadline', 'The last limit of an open case is not waived.')
    : waive(deadline, reason);
}

function acknowledging(
  { deadline, rung, role }: Data<'AcknowledgeReminder'>,
  state: WithClock,
  context: DecisionContext,
  reach: readonly string[],
): Decision {
  const found = deadlineNamed(state, deadline);
  if (!found?.fired.includes(rung) || rung === MISSED)
    return reject('not-reminded', 'No such reminder was issued.');
  if (!toldOf(found, rung, reach, context).some((one) => one.role === role))
    return reject('not-addressed', 'This reminder was not addressed to that post.');
  if (!holds(context.actor, [role], reach))
    return reject('not-your-post', 'Only a holder of the post acknowledges its reminder.');
  if (found.acknowledged.includes(`${rung}/${role}`)) return [];
  return [{ type: 'ReminderAcknowledged', data: { deadline, rung, role } }];
}
