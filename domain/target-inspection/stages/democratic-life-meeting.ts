import { z } from 'zod';
import { meet } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import type { TargetState } from '../state.js';

const awaitsMeeting = guard<TargetState>(({ feedbackReceivedOn, democraticLifeMeetingOn }) => {
  if (feedbackReceivedOn === undefined)
    return reject('feedback-missing', 'The meeting answers the feedback, which is not given yet.');
  return (
    democraticLifeMeetingOn === undefined ||
    reject('democratic-life-meeting-held', 'The democratic-life meeting has been recorded.')
  );
});

const Meeting = z.object({
  heldOn: CalendarDate,
  minutes: Digest,
  attended: z.int().min(1).max(1_000),
});

/** The leading body of the target examines itself on what was fed back: the special democratic-life meeting. */
export const democraticLifeMeeting = stageOf<TargetState>()({
  name: 'democratic-life-meeting',
  commands: {
    HoldDemocraticLifeMeeting: {
      by: ['targetPrincipal', 'targetLiaison'],
      guard: awaitsMeeting,
      data: z.strictObject(Meeting.shape),
    },
  },
  events: {
    DemocraticLifeMeetingHeld: Meeting,
  },
  decide: {
    HoldDemocraticLifeMeeting: (data, { feedbackReceivedOn }, context) =>
      dateRefusal(data.heldOn, context, {
        on: feedbackReceivedOn,
        code: 'before-feedback',
        message: 'The meeting follows the feedback.',
      }) ?? [{ type: 'DemocraticLifeMeetingHeld', data }],
  },
  evolve: {
    DemocraticLifeMeetingHeld: (target, { heldOn }) => ({
      ...target,
      democraticLifeMeetingOn: heldOn,
    }),
  },
  clock: {
    DemocraticLifeMeetingHeld: ({ heldOn }) => [meet('democratic-life-meeting', heldOn)],
  },
});
