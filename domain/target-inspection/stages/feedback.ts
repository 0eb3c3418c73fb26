import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { fedBackFindings, toRound, type TargetState } from '../state.js';

const isDecided = guard<TargetState>(({ decidedOn, feedbackReceivedOn }) => {
  if (decidedOn === undefined)
    return reject('decision-missing', 'Nothing is fed back before both meetings have decided.');
  return (
    feedbackReceivedOn === undefined ||
    reject('feedback-already-given', 'Principal and unit have received the feedback.')
  );
});

const ToPrincipal = z.object({
  givenOn: CalendarDate,
  letter: Digest,
  receivedBy: z.string().min(1).max(100),
});

const ToUnit = z.object({ heldOn: CalendarDate, letter: Digest, minutes: Digest });

const sinceDecision = ({ decidedOn }: TargetState) => ({
  on: decidedOn,
  code: 'before-decision',
  message: 'Feedback follows the decision.',
});

/** Double feedback (双反馈): the principal and the whole unit. The later day anchors every limit of rectification. */
export const feedback = stageOf<TargetState>()({
  name: 'feedback',
  commands: {
    GiveFeedbackToPrincipal: {
      by: ['groupHead'],
      guard: isDecided,
      data: z.strictObject(ToPrincipal.shape),
    },
    GiveFeedbackToUnit: { by: ['groupHead'], guard: isDecided, data: z.strictObject(ToUnit.shape) },
  },
  events: {
    FeedbackGivenToPrincipal: ToPrincipal,
    FeedbackGivenToUnit: ToUnit,
    FeedbackReceived: z.object({ receivedOn: CalendarDate }),
  },
  decide: {
    GiveFeedbackToPrincipal: (data, target, context) => {
      if (target.principalFedBackOn !== undefined)
        return reject('feedback-already-given', 'The principal has received the feedback.');
      return (
        dateRefusal(data.givenOn, context, sinceDecision(target)) ?? [
          { type: 'FeedbackGivenToPrincipal', data },
          ...received(data.givenOn, target.unitFedBackOn),
        ]
      );
    },
    GiveFeedbackToUnit: (data, target, context) => {
      if (target.unitFedBackOn !== undefined)
        return reject('feedback-already-given', 'The unit has received the feedback.');
      return (
        dateRefusal(data.heldOn, context, sinceDecision(target)) ?? [
          { type: 'FeedbackGivenToUnit', data },
          ...received(data.heldOn, target.principalFedBackOn),
        ]
      );
    },
  },
  evolve: {
    FeedbackGivenToPrincipal: (target, { givenOn }) => ({ ...target, principalFedBackOn: givenOn }),
    FeedbackGivenToUnit: (target, { heldOn }) => ({ ...target, unitFedBackOn: heldOn }),
    FeedbackReceived: (target, { receivedOn }) => ({
      ...target,
      status: 'fedBack',
      feedbackReceivedOn: receivedOn,
    }),
  },
  clock: {
    FeedbackReceived: ({ receivedOn }, target) => [
      meet('feedback-after-decision', receivedOn),
      ...(fedBackFindings(target).length > 0 ? [start('claim', target.pack, receivedOn)] : []),
      start('rectification-plan', target.pack, receivedOn),
      start('rectification-report', target.pack, receivedOn),
      start('rectification-outer-limit', target.pack, receivedOn),
    ],
  },
  effects: {
    FeedbackReceived: ({ receivedOn }, target) =>
      toRound(target, { type: 'NoteTargetFedBack', data: { unit: target.unit, receivedOn } }),
  },
});

/** Once both have the feedback, it counts as received on the later of the two days. */
function received(on: CalendarDate, otherOn: CalendarDate | undefined) {
  if (otherOn === undefined) return [];
  const receivedOn = on > otherOn ? on : otherOn;
  return [{ type: 'FeedbackReceived' as const, data: { receivedOn } }];
}
