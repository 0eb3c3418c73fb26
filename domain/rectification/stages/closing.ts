import { z } from 'zod';
import { meet } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { outcomeEffect } from '../outcome.js';
import { nth, type RectificationState } from '../state.js';

/** Two people stand behind a close-out: who verified, and who closes. Source: `domain.md` B.6, guard 4. */
const canClose = guard<RectificationState>((item, { actor }) => {
  if (item.status !== 'verified')
    return reject('item-not-verified', 'Only a verified item is closed.');
  return (
    item.verifiedBy !== actor.id ||
    reject('closed-by-verifier', 'Whoever verified an item does not close it.')
  );
});

const Closing = z.object({ closedOn: CalendarDate });

/** Close-out (销号): the office strikes the item from the ledger. */
export const closing = stageOf<RectificationState>()({
  name: 'closing',
  commands: {
    CloseItem: {
      by: ['officeStaff', 'officeDirector'],
      guard: canClose,
      data: z.strictObject(Closing.shape),
    },
  },
  events: { ItemClosed: Closing },
  decide: {
    CloseItem: (data, item, context) =>
      dateRefusal(data.closedOn, context, {
        on: item.verifiedOn ?? undefined,
        code: 'closed-before-verification',
        message: 'An item is closed after its verification.',
      }) ?? [{ type: 'ItemClosed', data }],
  },
  evolve: {
    ItemClosed: (item, { closedOn }) => ({ ...item, status: 'closed', closedOn }),
  },
  clock: {
    ItemClosed: ({ closedOn }, { attempt }) => [meet(nth('item-closing', attempt), closedOn)],
  },
  effects: {
    ItemClosed: ({ closedOn }, item) => outcomeEffect(item, 'closed', closedOn),
  },
});
