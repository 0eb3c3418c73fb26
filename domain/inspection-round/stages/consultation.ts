import { z } from 'zod';
import { guard, reject, stageOf } from '../../process.js';
import {
  LetterAnswered,
  LetterSent,
  answerCame,
  answerRefusal,
  expectAnswer,
  sendingRefusal,
  withAnswered,
  withSent,
} from '../letters.js';
import type { RoundState } from '../state.js';

const isProposed = guard<RoundState>(
  ({ status }) =>
    status === 'proposed' ||
    reject('round-not-proposed', 'Other bodies are consulted before the round is approved.'),
);

/** Discipline and organization bodies are heard while targets are chosen, problem units first. Source: row 43. */
export const consultation = stageOf<RoundState>()({
  name: 'consultation',
  commands: {
    RequestConsultation: {
      by: ['officeStaff', 'officeDirector'],
      guard: isProposed,
      data: z.strictObject(LetterSent.shape),
    },
    // An answer that comes after the approval is late, not void.
    RecordConsultationAnswer: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(LetterAnswered.shape),
    },
  },
  events: {
    ConsultationRequested: LetterSent,
    ConsultationAnswered: LetterAnswered,
  },
  decide: {
    RequestConsultation: (data, round, context) =>
      sendingRefusal(data, round, context, round.proposedOn) ?? [
        { type: 'ConsultationRequested', data },
      ],
    RecordConsultationAnswer: (data, round, context) =>
      answerRefusal(data, 'consultation', round, context) ?? [
        { type: 'ConsultationAnswered', data },
      ],
  },
  evolve: {
    ConsultationRequested: (round, data) => withSent(round, data, 'consultation'),
    ConsultationAnswered: withAnswered,
  },
  clock: {
    ConsultationRequested: expectAnswer,
    ConsultationAnswered: answerCame,
  },
});
