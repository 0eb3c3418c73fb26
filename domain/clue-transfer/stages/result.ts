import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { answer, begin, receiverRow } from '../limits.js';
import { Outcome } from '../references.js';
import {
  RECEIVER_ROLES,
  receiverAt,
  sinceLastStep,
  withHandler,
  type ClueState,
} from '../state.js';

const isHandled = receiverAt(
  ['handling'],
  reject('handling-not-chosen', 'A result is reported once the handling is chosen.'),
);

const Result = z.object({ reportedOn: CalendarDate, outcome: Outcome, sheet: Digest });

/** The receiver answers within three months what became of the clue (Art. 29): a word for the count, the sheet sealed. */
export const result = stageOf<ClueState>()({
  name: 'result',
  commands: {
    ReportClueResult: {
      by: RECEIVER_ROLES,
      guard: isHandled,
      data: z.strictObject(Result.shape),
    },
  },
  events: { ClueResultReported: Result },
  decide: {
    ReportClueResult: (data, clue, context) =>
      dateRefusal(data.reportedOn, context, sinceLastStep(clue)) ?? [
        { type: 'ClueResultReported', data },
      ],
  },
  evolve: {
    ClueResultReported: (clue, { reportedOn }, { actor }) => ({
      ...clue,
      status: 'reported',
      sinceOn: reportedOn,
      handlers: withHandler(clue, actor.id),
    }),
  },
  clock: {
    ClueResultReported: ({ reportedOn }, clue) => [
      ...answer(clue, receiverRow('clue-result', clue), reportedOn),
      ...begin(clue, 'clue-closing', reportedOn),
    ],
  },
});
