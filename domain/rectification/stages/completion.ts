import { z } from 'zod';
import { meet, start, waive } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { isWorkedOn, nth, sinceAttempt, withSubmitter, type RectificationState } from '../state.js';

/** No item is closed without evidence, so none is submitted without. Source: `domain.md` B.6, guard 4. */
const canSubmit = guard<RectificationState>((item, context) => {
  const workedOn = isWorkedOn(item, context);
  if (workedOn !== true) return workedOn;
  return (
    item.evidence.length > 0 ||
    reject('evidence-missing', 'Completion is submitted with at least one piece of evidence.')
  );
});

const Completion = z.object({ submittedOn: CalendarDate });

/** The target declares the item done; that stops the owner's ladder and starts the verifier's. */
export const completion = stageOf<RectificationState>()({
  name: 'completion',
  commands: {
    SubmitCompletion: {
      by: ['targetOwner', 'targetLiaison'],
      guard: canSubmit,
      data: z.strictObject(Completion.shape),
    },
  },
  events: { CompletionSubmitted: Completion },
  decide: {
    SubmitCompletion: (data, item, context) =>
      dateRefusal(data.submittedOn, context, sinceAttempt(item)) ?? [
        { type: 'CompletionSubmitted', data },
      ],
  },
  evolve: {
    CompletionSubmitted: (item, { submittedOn }, { actor }) => ({
      ...item,
      status: 'submitted',
      submittedOn,
      submitters: withSubmitter(item, actor.id),
      pendingExtension: null,
    }),
  },
  clock: {
    CompletionSubmitted: ({ submittedOn }, item) => [
      meet(item.deadline, submittedOn),
      waive(nth('extension-decision', item.extensionsRequested), 'completion-submitted'),
      ...(item.pack
        ? [
            start('verification', item.pack, submittedOn, {
              deadline: nth('verification', item.attempt),
            }),
          ]
        : []),
    ],
  },
});
