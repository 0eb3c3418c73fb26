import { z } from 'zod';
import { meet, start, type ClockAction } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { outcomeEffect } from '../outcome.js';
import {
  continuedFrom,
  nth,
  sinceAttempt,
  waiveAttempt,
  type RectificationState,
} from '../state.js';

const canContinue = guard<RectificationState>(
  ({ status }) =>
    status === 'inProgress' ||
    status === 'verified' ||
    reject('item-not-in-progress', 'Only an item being worked on, or verified, is continued.'),
);

const isContinuing = guard<RectificationState>(
  ({ status }) =>
    status === 'continuing' || reject('item-not-continuing', 'Only a continuing item is reviewed.'),
);

const Marking = z.object({ on: CalendarDate, reason: z.string().min(1).max(500) });
const Review = z.object({ heldOn: CalendarDate, record: Digest });

/** What takes years goes on as approved long-term work, and comes back for review every half year. */
export const continuing = stageOf<RectificationState>()({
  name: 'continuing',
  commands: {
    MarkContinuing: {
      by: ['officeStaff', 'officeDirector'],
      guard: canContinue,
      data: z.strictObject(Marking.shape),
    },
    HoldContinuingReview: {
      by: ['officeStaff', 'officeDirector', 'dailySupervisor'],
      guard: isContinuing,
      data: z.strictObject(Review.shape),
    },
  },
  events: {
    ItemMarkedContinuing: Marking,
    ContinuingReviewHeld: Review,
  },
  decide: {
    MarkContinuing: (data, item, context) =>
      dateRefusal(data.on, context, sinceAttempt(item)) ?? [{ type: 'ItemMarkedContinuing', data }],
    HoldContinuingReview: (data, item, context) => {
      if (data.heldOn === item.continuingSinceOn)
        return reject('review-not-later', 'A review is held after the marking or the last review.');
      return (
        dateRefusal(data.heldOn, context, {
          on: item.continuingSinceOn ?? undefined,
          code: 'review-not-later',
          message: 'A review is held after the marking or the last review.',
        }) ?? [{ type: 'ContinuingReviewHeld', data }]
      );
    },
  },
  evolve: {
    ItemMarkedContinuing: (item, { on }) => ({
      ...continuedFrom(item, on),
      pendingExtension: null,
    }),
    ContinuingReviewHeld: (item, { heldOn }) => continuedFrom(item, heldOn),
  },
  clock: {
    ItemMarkedContinuing: ({ on }, item) => [
      ...waiveAttempt(item, 'marked-continuing'),
      ...nextReview(item, on),
    ],
    ContinuingReviewHeld: ({ heldOn }, item) => [
      meet(nth('continuing-review', item.reviews - 1), heldOn),
      ...nextReview(item, heldOn),
    ],
  },
  effects: {
    ItemMarkedContinuing: ({ on }, item) => outcomeEffect(item, 'continuing', on),
  },
});

function nextReview({ pack, deadline }: RectificationState, on: string): readonly ClockAction[] {
  return pack ? [start('continuing-review', pack, on, { deadline })] : [];
}
