import { z } from 'zod';
import { waiveOwed } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { targetName, targetsOf, type RoundState, type RoundStatus } from '../state.js';

const AFTER_FEEDBACK: readonly RoundStatus[] = ['feedingBack', 'rectifying', 'assessed'];

/** An opinion that a target has received cannot be taken back, so the round then goes to its end. */
const canCancel = guard<RoundState>(
  (round) =>
    !AFTER_FEEDBACK.includes(round.status) ||
    reject('feedback-given', 'A round is not cancelled once a target has received its opinions.'),
);

/** The leading-group head cancels a round with a reason; its targets are cancelled with it. */
export const cancellation = stageOf<RoundState>()({
  name: 'cancellation',
  commands: {
    CancelRound: {
      by: ['leadingGroupHead'],
      guard: canCancel,
      data: z.strictObject({ reason: z.string().min(1).max(500) }),
    },
  },
  events: { RoundCancelled: z.object({ reason: z.string() }) },
  decide: {
    CancelRound: (data) => [{ type: 'RoundCancelled', data }],
  },
  evolve: {
    RoundCancelled: (round) => ({ ...round, status: 'cancelled' }),
  },
  clock: {
    RoundCancelled: (_data, round) => waiveOwed(round, 'round-cancelled'),
  },
  effects: {
    // Before the approval no target has a stream of its own that could be cancelled.
    RoundCancelled: ({ reason }, round, { stream, deriveId }) =>
      round.approvedOn === undefined
        ? []
        : targetsOf(round).map(({ unit }) => ({
            process: 'target-inspection',
            id: deriveId(targetName(stream, unit)),
            command: { type: 'CancelTarget', data: { reason } },
          })),
  },
});
