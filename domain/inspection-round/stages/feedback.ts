import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { reachedByAll, targetOf, withTarget, type RoundState } from '../state.js';

/** No feedback before both decisions. Source: `domain.md` B.6, guard 2. */
const isDecided = guard<RoundState>(
  (round) =>
    round.status === 'secretaryMeetingHeard' ||
    round.status === 'feedingBack' ||
    reject(
      'round-not-decided',
      'Feedback is given while a decided round is not fed back entirely.',
    ),
);

const Feedback = z.object({ unit: z.string().min(1).max(40), receivedOn: CalendarDate });

/** Opinions go back to the targets, one by one; with the last one the period of rectification opens. */
export const feedback = stageOf<RoundState>()({
  name: 'feedback',
  commands: {
    NoteTargetFedBack: {
      by: ['process'],
      guard: isDecided,
      data: z.strictObject(Feedback.shape),
    },
  },
  events: {
    TargetFeedbackNoted: Feedback,
    FeedbackStarted: z.object({ startedOn: CalendarDate }),
    FeedbackCompleted: z.object({ completedOn: CalendarDate }),
    RectificationPeriodOpened: z.object({ openedOn: CalendarDate }),
  },
  decide: {
    NoteTargetFedBack: (data, round) => {
      const target = targetOf(round, data.unit);
      if (!target) return reject('target-unknown', `${data.unit} is no target of this round.`);
      if (target.fedBackOn !== undefined) return [];
      const lastOn = reachedByAll(
        withTarget(round, data.unit, { fedBackOn: data.receivedOn }),
        'fedBackOn',
      );
      return [
        { type: 'TargetFeedbackNoted', data },
        ...(round.status === 'secretaryMeetingHeard'
          ? [{ type: 'FeedbackStarted', data: { startedOn: data.receivedOn } } as const]
          : []),
        ...(lastOn !== undefined
          ? ([
              { type: 'FeedbackCompleted', data: { completedOn: lastOn } },
              { type: 'RectificationPeriodOpened', data: { openedOn: lastOn } },
            ] as const)
          : []),
      ];
    },
  },
  evolve: {
    TargetFeedbackNoted: (round, { unit, receivedOn }) =>
      withTarget(round, unit, { fedBackOn: receivedOn }),
    FeedbackStarted: (round) => ({ ...round, status: 'feedingBack' }),
    FeedbackCompleted: (round) => round,
    RectificationPeriodOpened: (round) => ({ ...round, status: 'rectifying' }),
  },
  clock: {
    FeedbackCompleted: ({ completedOn }) => [meet('round-feedback', completedOn)],
    RectificationPeriodOpened: ({ openedOn }, { pack }) =>
      pack ? [start('rectification-outer-limit', pack, openedOn)] : [],
  },
});
