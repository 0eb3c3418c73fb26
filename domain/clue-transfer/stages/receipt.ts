import { z } from 'zod';
import { reject, stageOf, type DecisionContext, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { ruleOf } from '../../shared/policy.js';
import { dueOf } from '../../shared/working-days.js';
import { answer, begin, receiverRow } from '../limits.js';
import {
  RECEIVER_ROLES,
  receiverAt,
  sinceLastStep,
  standsAt,
  withHandler,
  type ClueState,
} from '../state.js';

const isSent = receiverAt(
  ['sent'],
  reject('clue-not-sent', 'Only a clue that was sent is received.'),
);
const isReceived = receiverAt(
  ['received'],
  reject('clue-not-received', 'A clue is returned after its receipt and before it is handled.'),
);
const isReturned = standsAt(
  ['returned'],
  reject('clue-not-returned', 'Only a returned clue is supplemented.'),
);

/** Counted by the system's own day: a back-dated return does not open the window again. */
function returnRefusal(clue: ClueState, context: DecisionContext): Rejection | undefined {
  const limit = clue.pack && ruleOf(context.packs(clue.pack), 'clue-return').limit;
  const lastOn = limit ? dueOf(clue.sinceOn, limit, context.calendar).dueOn : context.today;
  return context.today > lastOn
    ? reject('return-window-passed', `A clue is returned until ${lastOn}.`)
    : undefined;
}

const Receipt = z.object({ receivedOn: CalendarDate, receipt: Digest });
const Return = z.object({
  returnedOn: CalendarDate,
  reason: z.enum(['materialMissing', 'subjectUnclear', 'placeUnclear', 'amountUnclear']),
});
const Supplement = z.object({ supplementedOn: CalendarDate, sealed: Digest });

/** The receiver signs, from which day its months count, and may send the clue back once more for what is missing. */
export const receipt = stageOf<ClueState>()({
  name: 'receipt',
  commands: {
    ReceiveClue: { by: RECEIVER_ROLES, guard: isSent, data: z.strictObject(Receipt.shape) },
    ReturnClueForSupplement: {
      by: RECEIVER_ROLES,
      guard: isReceived,
      data: z.strictObject(Return.shape),
    },
    SupplementClue: {
      by: ['clueOfficer'],
      guard: isReturned,
      data: z.strictObject(Supplement.shape),
    },
  },
  events: {
    ClueReceived: Receipt,
    ClueReturnedForSupplement: Return,
    ClueSupplemented: Supplement,
  },
  decide: {
    ReceiveClue: (data, clue, context) =>
      dateRefusal(data.receivedOn, context, sinceLastStep(clue)) ?? [
        { type: 'ClueReceived', data },
      ],
    ReturnClueForSupplement: (data, clue, context) =>
      returnRefusal(clue, context) ??
      dateRefusal(data.returnedOn, context, sinceLastStep(clue)) ?? [
        { type: 'ClueReturnedForSupplement', data },
      ],
    SupplementClue: (data, clue, context) =>
      data.sealed === clue.sealed
        ? reject('nothing-supplemented', 'The sealed card is the same as before.')
        : (dateRefusal(data.supplementedOn, context, sinceLastStep(clue)) ?? [
            { type: 'ClueSupplemented', data },
          ]),
  },
  evolve: {
    ClueReceived: (clue, { receivedOn }, { actor }) => ({
      ...clue,
      status: 'received',
      sinceOn: receivedOn,
      handlers: withHandler(clue, actor.id),
    }),
    ClueReturnedForSupplement: (clue, { returnedOn }, { actor }) => ({
      ...clue,
      status: 'returned',
      sinceOn: returnedOn,
      handlers: withHandler(clue, actor.id),
    }),
    ClueSupplemented: (clue, { supplementedOn, sealed }) => ({
      ...clue,
      status: 'received',
      sinceOn: supplementedOn,
      sealed,
    }),
  },
  clock: {
    ClueReceived: ({ receivedOn }, clue) => [
      ...answer(clue, receiverRow('clue-receipt', clue), receivedOn),
      ...begin(clue, receiverRow('clue-result', clue), receivedOn),
    ],
    // The three months are the regulation's own (Art. 29), so a return does not stop them.
    ClueReturnedForSupplement: ({ returnedOn }, clue) => begin(clue, 'clue-supplement', returnedOn),
    ClueSupplemented: ({ supplementedOn }, clue) => answer(clue, 'clue-supplement', supplementedOn),
  },
});
