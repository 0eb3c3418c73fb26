import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { ItemId } from '../plan-row.js';
import type { TargetState } from '../state.js';

const ItemOutcome = z.object({
  item: ItemId,
  outcome: z.enum(['closed', 'continuing', 'reopened']),
  on: CalendarDate,
});

/** What became of each item, as its own stream tells it. */
export const items = stageOf<TargetState>()({
  name: 'items',
  commands: {
    NoteItemOutcome: { by: ['process'], data: z.strictObject(ItemOutcome.shape) },
  },
  events: {
    ItemOutcomeNoted: ItemOutcome,
  },
  decide: {
    NoteItemOutcome: (data, target) => {
      const found = target.items[data.item];
      if (!found) return reject('item-unknown', `No item ${data.item}.`);
      return found.outcome === known(data.outcome) ? [] : [{ type: 'ItemOutcomeNoted', data }];
    },
  },
  evolve: {
    ItemOutcomeNoted: (target, { item, outcome }) => {
      const found = target.items[item];
      if (!found) return target;
      return {
        ...target,
        items: { ...target.items, [item]: { ...found, outcome: known(outcome) } },
      };
    },
  },
});

/** A reopened item is an open one. */
function known(outcome: z.infer<typeof ItemOutcome>['outcome']): 'open' | 'closed' | 'continuing' {
  return outcome === 'reopened' ? 'open' : outcome;
}
