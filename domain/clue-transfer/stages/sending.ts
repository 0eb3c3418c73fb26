import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { answer, begin, receiverRow } from '../limits.js';
import { sinceLastStep, standsAt, type ClueState } from '../state.js';

const isApproved = standsAt(
  ['approved'],
  reject('transfer-not-approved', 'Only an approved transfer is sent.'),
);

const HandOver = z.object({
  sentOn: CalendarDate,
  slip: Digest,
  /** Digests of the two signatures on the slip: of who hands over and of who takes it. */
  givenSignature: Digest,
  takenSignature: Digest,
});

/** The office hands the sealed envelope over against a slip with two signatures. */
export const sending = stageOf<ClueState>()({
  name: 'sending',
  commands: {
    TransferClue: {
      by: ['officeStaff', 'officeDirector'],
      guard: isApproved,
      data: z.strictObject(HandOver.shape),
    },
  },
  events: { ClueTransferred: HandOver },
  decide: {
    TransferClue: (data, clue, context) =>
      data.givenSignature === data.takenSignature
        ? reject('signatures-alike', 'The slip bears two different signatures.')
        : (dateRefusal(data.sentOn, context, sinceLastStep(clue)) ?? [
            { type: 'ClueTransferred', data },
          ]),
  },
  evolve: {
    ClueTransferred: (clue, { sentOn }) => ({ ...clue, status: 'sent', sinceOn: sentOn }),
  },
  clock: {
    // A rerouted clue is sent within the usual limit, whichever track it came on.
    ClueTransferred: ({ sentOn }, clue) => [
      ...answer(clue, 'clue-sending', sentOn),
      ...answer(clue, 'clue-sending-fast', sentOn),
      ...begin(clue, receiverRow('clue-receipt', clue), sentOn),
    ],
  },
});
