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
import { isListed, type RoundState } from '../state.js';

const isPreparing = guard<RoundState>((round, context) => {
  const listed = isListed(round, context);
  if (listed !== true) return listed;
  return (
    round.deployedOn === undefined ||
    reject('round-deployed', 'Inquiries are sent before the deployment meeting.')
  );
});

/** How many key people and matters an answer names; the names stay in the document. */
const Answer = LetterAnswered.extend({
  keyPeople: z.int().min(0).max(1000),
  keyMatters: z.int().min(0).max(1000),
});

/** Before each round other bodies are asked what they know of its targets (函询). Source: row 44. */
export const inquiry = stageOf<RoundState>()({
  name: 'inquiry',
  commands: {
    SendInquiry: {
      by: ['officeStaff', 'officeDirector'],
      guard: isPreparing,
      data: z.strictObject(LetterSent.shape),
    },
    RecordInquiryAnswer: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(Answer.shape),
    },
  },
  events: {
    InquirySent: LetterSent,
    InquiryAnswered: Answer,
  },
  decide: {
    SendInquiry: (data, round, context) =>
      sendingRefusal(data, round, context, round.approvedOn) ?? [{ type: 'InquirySent', data }],
    RecordInquiryAnswer: (data, round, context) =>
      answerRefusal(data, 'inquiry', round, context) ?? [{ type: 'InquiryAnswered', data }],
  },
  evolve: {
    InquirySent: (round, data) => withSent(round, data, 'inquiry'),
    InquiryAnswered: withAnswered,
  },
  clock: {
    InquirySent: expectAnswer,
    InquiryAnswered: answerCame,
  },
});
