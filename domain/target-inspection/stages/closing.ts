import { z } from 'zod';
import { meet, waive } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { hasOpenItem, runningDeadlines, toRound, type TargetState } from '../state.js';

const isRectified = guard<TargetState>((target) => {
  if (target.status !== 'rectificationAccepted')
    return reject('report-not-accepted', 'The rectification report is accepted first.');
  return (
    !hasOpenItem(target) || reject('items-open', 'Every item is closed or marked continuing first.')
  );
});

const Closing = z.object({ closedOn: CalendarDate });
const Cancellation = z.object({ reason: z.string().min(1).max(500) });

/** The inspection of a target ends: closed by the office director, or cancelled with its round. */
export const closing = stageOf<TargetState>()({
  name: 'closing',
  commands: {
    CloseTargetInspection: {
      by: ['officeDirector'],
      guard: isRectified,
      data: z.strictObject(Closing.shape),
    },
    CancelTarget: { by: ['process'], data: z.strictObject(Cancellation.shape) },
  },
  events: {
    TargetInspectionClosed: Closing,
    TargetInspectionCancelled: Cancellation,
  },
  decide: {
    CloseTargetInspection: (data, { rectificationAcceptedOn }, context) =>
      dateRefusal(data.closedOn, context, {
        on: rectificationAcceptedOn,
        code: 'before-acceptance',
        message: 'Closing follows the acceptance of the rectification report.',
      }) ?? [{ type: 'TargetInspectionClosed', data }],
    CancelTarget: (data) => [{ type: 'TargetInspectionCancelled', data }],
  },
  evolve: {
    TargetInspectionClosed: (target) => ({ ...target, status: 'closed' }),
    TargetInspectionCancelled: (target) => ({ ...target, status: 'cancelled' }),
  },
  clock: {
    TargetInspectionClosed: ({ closedOn }, target) =>
      runningDeadlines(target).map((deadline) => meet(deadline, closedOn)),
    TargetInspectionCancelled: ({ reason }, target) =>
      runningDeadlines(target).map((deadline) => waive(deadline, reason)),
  },
  effects: {
    TargetInspectionClosed: ({ closedOn }, target) =>
      toRound(target, { type: 'NoteTargetClosed', data: { unit: target.unit, closedOn } }),
  },
});
