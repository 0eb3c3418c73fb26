import { z } from 'zod';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { otherLetterRefusal, sinceDecision, sinceLetters, type TargetState } from '../state.js';

const hasOwningCommittee = guard<TargetState>(({ owner, decidedOn }) => {
  if (!owner)
    return reject(
      'no-owning-committee',
      'Only an upgraded or cross inspection has two addressees.',
    );
  return (
    decidedOn !== undefined ||
    reject('decision-missing', 'Nothing is fed back before both meetings have decided.')
  );
});

const awaitsFeedback = guard<TargetState>((target, context) => {
  const verdict = hasOwningCommittee(target, context);
  if (verdict !== true) return verdict;
  if (!target.feedbackLetters)
    return reject('letters-missing', 'The feedback letters have not been issued yet.');
  return (
    target.owningCommitteeFedBackOn === undefined ||
    reject('owning-committee-already-fed-back', 'The owning committee has the feedback.')
  );
});

/** Posts as the place itself calls them; no names, since the record is read by many. */
const Attendees = z
  .array(
    z.object({
      post: z.string().min(1).max(100),
      role: z.enum(['chair', 'speaker', 'listener']),
    }),
  )
  .min(1)
  .max(50);

const Feedback = z.object({
  heldOn: CalendarDate,
  letter: Digest,
  attendees: Attendees,
  agenda: z
    .array(z.enum(['leadingGroupFeedsBack', 'executiveDeputyHeadSpeaks', 'committeeStatement']))
    .min(1)
    .max(10),
});

const Talk = z.object({ heldOn: CalendarDate, attendees: Attendees, minutes: Digest });

/** The first half of double feedback: the committee the target belongs to hears it before the target does. */
export const upperFeedback = stageOf<TargetState>()({
  name: 'upper-feedback',
  commands: {
    GiveFeedbackToOwningCommittee: {
      by: ['leadingGroupHead', 'executiveDeputyHead', 'officeStaff', 'officeDirector'],
      guard: awaitsFeedback,
      data: z.strictObject(Feedback.shape),
    },
    HoldCollectiveTalk: {
      by: ['leadingGroupHead', 'executiveDeputyHead', 'officeStaff', 'officeDirector'],
      guard: hasOwningCommittee,
      data: z.strictObject(Talk.shape),
    },
  },
  events: {
    FeedbackGivenToOwningCommittee: Feedback,
    CollectiveTalkHeld: Talk,
  },
  decide: {
    GiveFeedbackToOwningCommittee: (data, target, context) =>
      dateRefusal(data.heldOn, context, sinceDecision(target)) ??
      dateRefusal(data.heldOn, context, sinceLetters(target)) ??
      otherLetterRefusal(target, 'owningCommittee', data.letter) ?? [
        { type: 'FeedbackGivenToOwningCommittee', data },
      ],
    HoldCollectiveTalk: (data, target, context) =>
      target.collectiveTalkOn !== undefined
        ? reject('collective-talk-already-held', 'The collective talk has been recorded.')
        : (dateRefusal(data.heldOn, context, sinceDecision(target)) ?? [
            { type: 'CollectiveTalkHeld', data },
          ]),
  },
  evolve: {
    FeedbackGivenToOwningCommittee: (target, { heldOn }) => ({
      ...target,
      owningCommitteeFedBackOn: heldOn,
    }),
    CollectiveTalkHeld: (target, { heldOn }) => ({ ...target, collectiveTalkOn: heldOn }),
  },
});
