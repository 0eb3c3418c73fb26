import { z } from 'zod';
import { meet } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { awaitNoAnswer } from '../letters.js';
import type { RoundState } from '../state.js';

const isAssessed = guard<RoundState>(
  (round) =>
    round.status === 'assessed' ||
    reject('round-not-assessed', 'A round is closed after its rectification was assessed.'),
);

/** The office director closes the assessed round; nothing of it stays open. */
export const closing = stageOf<RoundState>()({
  name: 'closing',
  commands: {
    CloseRound: {
      by: ['officeDirector'],
      guard: isAssessed,
      data: z.strictObject({ closedOn: CalendarDate }),
    },
  },
  events: { RoundClosed: z.object({ closedOn: CalendarDate }) },
  decide: {
    CloseRound: (data, round, context) =>
      dateRefusal(data.closedOn, context, {
        on: round.assessedOn,
        code: 'closed-before-assessment',
        message: 'A round is closed after its assessment.',
      }) ?? [{ type: 'RoundClosed', data }],
  },
  evolve: {
    RoundClosed: (round) => ({ ...round, status: 'closed' }),
  },
  clock: {
    RoundClosed: ({ closedOn }, round) => [
      meet('round-closing', closedOn),
      ...awaitNoAnswer(round, 'round-closed'),
    ],
  },
});
