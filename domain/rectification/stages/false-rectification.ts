import { z } from 'zod';
import { start } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { outcomeEffect } from '../outcome.js';
import { nth, startedAnew, waiveAttempt, type RectificationState } from '../state.js';

const SUBMITTED: readonly RectificationState['status'][] = ['submitted', 'verified', 'closed'];

/** What was handed in is judged by others than those who handed it in. Source: `domain.md` B.6, guard 4. */
const canFind = guard<RectificationState>(({ status, submitters }, { actor }) => {
  if (!SUBMITTED.includes(status))
    return reject('nothing-submitted', 'Only what was submitted as done can be found false.');
  return (
    !submitters.includes(actor.id) ||
    reject('found-by-submitter', 'Whoever submitted to an item does not judge it.')
  );
});

const Verdict = z.object({
  foundOn: CalendarDate,
  ground: z.enum(['sameEvidence', 'datedBeforeFeedback', 'notDone', 'fabricated']),
  document: Digest,
  /** A date set by decision; without one the days of rework in the pack apply. */
  newDueOn: CalendarDate.optional(),
});

/**
 * Rectification on paper only (虚假整改): whether it awaits verification or is closed, the item goes back to work
 * with nothing handed in, and the steps that waited for its completion fall away.
 */
export const falseRectification = stageOf<RectificationState>()({
  name: 'false-rectification',
  commands: {
    FindFalseRectification: {
      by: ['dailySupervisor', 'disciplineReceiver', 'officeDirector'],
      guard: canFind,
      data: z.strictObject(Verdict.shape),
    },
  },
  events: {
    FalseRectificationFound: Verdict.extend({ returnedOn: CalendarDate }),
  },
  decide: {
    FindFalseRectification: (data, item, context) => {
      if (data.newDueOn !== undefined && data.newDueOn <= context.today)
        return reject('new-due-date-past', 'The new due date lies ahead.');
      return (
        dateRefusal(data.foundOn, context, {
          on: item.submittedOn ?? undefined,
          code: 'found-before-submission',
          message: 'A verdict follows the completion.',
        }) ?? [{ type: 'FalseRectificationFound', data: { ...data, returnedOn: context.today } }]
      );
    },
  },
  evolve: {
    FalseRectificationFound: (item, { returnedOn, newDueOn = item.outerLimitOn }) => ({
      ...startedAnew(item, returnedOn, newDueOn),
      deadline: nth('rework', item.attempt),
    }),
  },
  clock: {
    FalseRectificationFound: ({ returnedOn, newDueOn }, item) => [
      ...waiveAttempt(item, 'false-rectification-found'),
      ...(item.pack
        ? [
            start('rework', item.pack, returnedOn, {
              deadline: item.deadline,
              ...(newDueOn === undefined ? {} : { dueOn: newDueOn }),
            }),
          ]
        : []),
    ],
  },
  effects: {
    FalseRectificationFound: ({ returnedOn }, item) => outcomeEffect(item, 'reopened', returnedOn),
  },
});
