import type { DecisionContext, DomainEvent } from '../process.js';
import { ruleOf } from '../shared/policy.js';
import type { ClockAction } from './actions.js';
import { dueDateBy } from './due-date.js';
import { isLateOn, owedDeadline, type Deadline, type WithClock } from './state.js';

type Action<D extends ClockAction['does']> = Extract<ClockAction, { does: D }>;

/** Turns what a stage declared about its deadlines into events; a repetition gives none. */
export function clockEvents<S extends WithClock>(
  action: ClockAction,
  state: S,
  anchorEvent: string,
  context: DecisionContext,
): readonly DomainEvent[] {
  if (action.does === 'start') return [deadlineSet(action, anchorEvent, context)];
  const found = owedDeadline(state, action.deadline);
  if (!found) return [];
  const { deadline } = found;
  switch (action.does) {
    case 'meet': {
      const { dueOn } = found;
      const late = isLateOn(found, dueOn, action.on);
      const data = { deadline, metOn: action.on, dueOn, late };
      return [{ type: 'DeadlineMet', data }, ...resolved(found, 'met')];
    }
    case 'extend':
      return [deadlineExtended(action, found), ...resolved(found, 'extended')];
    case 'pause':
      return found.status === 'paused' ? [] : paused(action, found);
    case 'resume':
      return found.status === 'paused' ? [deadlineResumed(action, found, context)] : [];
    case 'waive':
      return [
        { type: 'DeadlineWaived', data: { deadline, reason: action.reason } },
        ...resolved(found, 'waived'),
      ];
  }
}

function resolved(
  { deadline, escalated }: Deadline,
  by: 'met' | 'waived' | 'extended' | 'paused',
): readonly DomainEvent[] {
  if (escalated.length === 0) return [];
  return [{ type: 'EscalationResolved', data: { deadline, rungs: [...escalated], by } }];
}

function deadlineExtended(action: Action<'extend'>, found: Deadline): DomainEvent {
  const { deadline, dueOn: fromDueOn, originalDueOn } = found;
  const { dueOn, reason } = action;
  return { type: 'DeadlineExtended', data: { deadline, originalDueOn, fromDueOn, dueOn, reason } };
}

function paused({ on, reason }: Action<'pause'>, found: Deadline): readonly DomainEvent[] {
  const { deadline } = found;
  const data = { deadline, pausedOn: on, reason };
  return [{ type: 'DeadlinePaused', data }, ...resolved(found, 'paused')];
}

function deadlineResumed(
  { on: resumedOn }: Action<'resume'>,
  found: Deadline,
  context: DecisionContext,
): DomainEvent {
  const { deadline, dueOn: fromDueOn, pauses } = found;
  const last = pauses.at(-1);
  const pausedOn = last?.fromOn ?? resumedOn;
  const closed = [...pauses.slice(0, -1), { fromOn: pausedOn, toOn: resumedOn }];
  const calendar = context.calendars(found.calendarVersion);
  const { dueOn, estimated } = dueDateBy({ ...found, pauses: closed }, context, calendar);
  const data = { deadline, pausedOn, resumedOn, fromDueOn, dueOn, estimated };
  return { type: 'DeadlineResumed', data };
}

function deadlineSet(
  action: Action<'start'>,
  anchorEvent: string,
  context: DecisionContext,
): DomainEvent {
  const { rule, pack, anchorOn, dueOn: stated } = action;
  const row = ruleOf(context.packs(pack), rule);
  const count = { rule, pack, anchorOn, statedOn: stated ?? null, pauses: [] };
  const { dueOn, estimated } = dueDateBy(count, context, context.calendar);
  return {
    type: 'DeadlineSet',
    data: {
      deadline: action.deadline ?? rule,
      rule,
      anchorEvent,
      anchorOn,
      originalDueOn: dueOn,
      dueOn,
      stated: stated !== undefined,
      estimated,
      ladder: row.ladder,
      owner: row.owner,
      pack,
      calendarVersion: context.calendar.version,
    },
  };
}
