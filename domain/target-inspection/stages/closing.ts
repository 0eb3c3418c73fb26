import { z } from 'zod';
import { meet, waiveOwed } from '../../clock/actions.js';
import { owedDeadline } from '../../clock/state.js';
import { roundSuspended } from '../../clock/suspension.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { DEADLINE_OF, TRACKS } from '../follow-up.js';
import { hasOpenItem, runningDeadlines, toRound, type TargetState } from '../state.js';

const isRectified = guard<TargetState>((target) => {
  // What a supervision judged is rectified where it was found, so nothing is left to do here.
  if (target.status === 'supervised') return roundSuspended(target) ?? true;
  if (target.status !== 'rectificationAccepted')
    return reject('report-not-accepted', 'The rectification report is accepted first.');
  if (hasOpenItem(target))
    return reject('items-open', 'Every item is closed or marked continuing first.');
  // Streams from before the tracks existed owe no publication.
  return (
    !TRACKS.some((track) => owedDeadline(target, DEADLINE_OF[track])) ||
    reject('publication-open', 'The results are made known, or exempted from it, on both tracks.')
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
    CloseTargetInspection: (data, { rectificationAcceptedOn, supervisedOn }, context) =>
      dateRefusal(data.closedOn, context, {
        on: rectificationAcceptedOn ?? supervisedOn,
        code: 'before-acceptance',
        message: 'Closing follows the acceptance of the last report.',
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
    // A round may be cancelled while it is suspended, so what is paused ends as well.
    TargetInspectionCancelled: ({ reason }, target) => waiveOwed(target, reason),
  },
  effects: {
    TargetInspectionClosed: ({ closedOn }, target) =>
      toRound(target, { type: 'NoteTargetClosed', data: { unit: target.unit, closedOn } }),
  },
});
