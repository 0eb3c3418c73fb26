import { z } from 'zod';
import { waiveOwed, type Due } from '../../clock/actions.js';
import { windowEnd } from '../../clock/window-end.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import type { Instant } from '../../shared/instant.js';
import type { RuleBook } from '../../shared/rule-book.js';
import { answer, begin, lastOf, receiverRow } from '../limits.js';
import { sinceLastStep, standsAt, type ClueState } from '../state.js';

const isReported = standsAt(
  ['reported'],
  reject('result-not-reported', 'A clue is closed once its result is reported.'),
);

/** Nobody checks the form of a sheet of their own. */
const canClose = guard<ClueState>((clue, context) => {
  const reported = isReported(clue, context);
  if (reported !== true) return reported;
  return (
    !clue.handlers.includes(context.actor.id) ||
    reject('closed-by-receiver', 'Whoever acted for a receiver does not close the clue.')
  );
});

const isClosed = standsAt(['closed'], reject('clue-not-closed', 'Only a closed clue is reopened.'));

const Closing = z.object({ closedOn: CalendarDate, sheet: Digest });
const Reopening = z.object({
  reason: z.enum(['newEvidence', 'resultFalse', 'formIncomplete', 'complaint']),
  newDueOn: CalendarDate,
});

/**
 * The office director checks the form of the result, never its substance, and closes. For as long as the pack
 * says the clue may go back to its receiver; then the clock archives it, and the case ends.
 */
export const closing = stageOf<ClueState>()({
  name: 'closing',
  commands: {
    CloseClue: { by: ['officeDirector'], guard: canClose, data: z.strictObject(Closing.shape) },
    ReopenClue: {
      by: ['officeDirector', 'executiveDeputyHead'],
      guard: isClosed,
      data: z.strictObject(Reopening.shape),
    },
    ArchiveClue: { by: ['clock'], data: z.strictObject({ closedOn: CalendarDate }) },
  },
  events: {
    ClueClosed: Closing,
    ClueReopened: Reopening.extend({ reopenedOn: CalendarDate }),
    ClueArchived: z.object({ archivedOn: CalendarDate }),
  },
  decide: {
    CloseClue: (data, clue, context) =>
      dateRefusal(data.closedOn, context, sinceLastStep(clue)) ?? [{ type: 'ClueClosed', data }],
    ReopenClue: (data, _clue, { today }) =>
      data.newDueOn <= today
        ? reject('new-due-date-past', 'The new due date lies ahead.')
        : [{ type: 'ClueReopened', data: { ...data, reopenedOn: today } }],
    ArchiveClue: ({ closedOn }, clue, { now, today, ...book }) => {
      const at = archivedAt(clue, book);
      if (at === undefined || clue.closedOn !== closedOn) return [];
      return at > now
        ? reject('archive-not-due', 'The clue can still be reopened.')
        : [{ type: 'ClueArchived', data: { archivedOn: today } }];
    },
  },
  evolve: {
    ClueClosed: (clue, { closedOn }) => ({
      ...clue,
      status: 'closed',
      sinceOn: closedOn,
      closedOn,
    }),
    ClueReopened: (clue, { reopenedOn }) => ({
      ...clue,
      status: 'received',
      sinceOn: reopenedOn,
      handling: null,
      closedOn: null,
    }),
    ClueArchived: (clue) => ({ ...clue, status: 'archived' }),
  },
  clock: {
    ClueClosed: ({ closedOn }, clue) => answer(clue, 'clue-closing', closedOn),
    ClueReopened: ({ reopenedOn, newDueOn }, clue) =>
      begin(clue, receiverRow('clue-result', clue), reopenedOn, newDueOn),
    ClueArchived: (_data, clue) => waiveOwed(clue, 'ended'),
  },
  deadlines: (clue, book): readonly Due[] => {
    const at = archivedAt(clue, book);
    if (at === undefined) return [];
    const command = { type: 'ArchiveClue', data: { closedOn: clue.closedOn } };
    return [{ deadline: 'clue-reopening', rung: 'archive', at, command }];
  },
});

/** @returns the end of the last day on which a closed clue can be reopened; undefined while it is not closed */
function archivedAt(clue: ClueState, book: RuleBook): Instant | undefined {
  const { status, closedOn, pack } = clue;
  if (status !== 'closed' || closedOn === null || pack === null) return undefined;
  const calendarVersion = lastOf(clue, 'clue-closing')?.calendarVersion;
  if (calendarVersion === undefined) return undefined;
  return windowEnd('clue-reopening', { pack, openedOn: closedOn, calendarVersion }, book);
}
