import { z } from 'zod';
import { start } from '../../clock/actions.js';
import type { Due } from '../../clock/actions.js';
import { windowEnd } from '../../clock/window-end.js';
import { guard, reject, stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import type { Instant } from '../../shared/instant.js';
import type { RuleBook } from '../../shared/rule-book.js';
import { outcomeEffect } from '../outcome.js';
import { nth, startedAnew, type RectificationState } from '../state.js';

const isClosed = guard<RectificationState>(
  ({ status }) =>
    status === 'closed' || reject('item-not-closed', 'Only a closed item is reopened.'),
);

/**
 * Supervision or a look-back may find a closed item rebounded or false; the pack says for how long it can be
 * reopened. After that the clock archives it, and the case ends.
 */
export const reopening = stageOf<RectificationState>()({
  name: 'reopening',
  commands: {
    ReopenItem: {
      // A process only after a supervision visit, whose verdict is the reason.
      by: ['officeDirector', 'process'],
      guard: isClosed,
      data: z.strictObject({ reason: z.string().min(1).max(500), newDueOn: CalendarDate }),
    },
    ArchiveItem: { by: ['clock'], data: z.strictObject({ closedOn: CalendarDate }) },
  },
  events: {
    ItemReopened: z.object({
      reopenedOn: CalendarDate,
      newDueOn: CalendarDate,
      reason: z.string(),
    }),
    ItemArchived: z.object({ archivedOn: CalendarDate }),
  },
  decide: {
    ReopenItem: ({ reason, newDueOn }, _item, { today }) =>
      newDueOn <= today
        ? reject('new-due-date-past', 'The new due date lies ahead.')
        : [{ type: 'ItemReopened', data: { reopenedOn: today, newDueOn, reason } }],
    ArchiveItem: ({ closedOn }, item, { now, today, ...book }) => {
      const at = archivedAt(item, book);
      if (at === undefined || item.closedOn !== closedOn) return [];
      return at > now
        ? reject('archive-not-due', 'The item can still be reopened.')
        : [{ type: 'ItemArchived', data: { archivedOn: today } }];
    },
  },
  evolve: {
    ItemReopened: (item, { reopenedOn, newDueOn }) => ({
      ...startedAnew(item, reopenedOn, newDueOn),
      deadline: nth('rectification-item', item.attempt + 1),
    }),
    ItemArchived: (item) => ({ ...item, status: 'archived' }),
  },
  clock: {
    ItemReopened: ({ reopenedOn, newDueOn }, { pack, deadline }) =>
      pack ? [start('rectification-item', pack, reopenedOn, { deadline, dueOn: newDueOn })] : [],
  },
  deadlines: (item, book): readonly Due[] => {
    const at = archivedAt(item, book);
    if (at === undefined) return [];
    const command = { type: 'ArchiveItem', data: { closedOn: item.closedOn } };
    return [{ deadline: nth('item-reopening', item.attempt), rung: 'archive', at, command }];
  },
  effects: {
    ItemReopened: ({ reopenedOn }, item) => outcomeEffect(item, 'reopened', reopenedOn),
  },
});

/**
 * The end of the last day on which a closed item can be reopened.
 *
 * @returns undefined while it is not closed, and while somebody is yet to answer for it
 */
function archivedAt(
  { status, closedOn, pack, clock, deadline, accountability }: RectificationState,
  book: RuleBook,
): Instant | undefined {
  if (status !== 'closed' || closedOn === null || pack === null) return undefined;
  if (accountability?.pending) return undefined;
  const calendarVersion = clock.deadlines[deadline]?.calendarVersion ?? '';
  return windowEnd('item-reopening', { pack, openedOn: closedOn, calendarVersion }, book);
}
