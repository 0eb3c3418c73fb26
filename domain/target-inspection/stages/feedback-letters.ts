import { z } from 'zod';
import { guard, reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { FindingId } from '../plan-row.js';
import {
  ADDRESSEES,
  fedBackFindings,
  sinceDecision,
  sinceLetters,
  type Addressee,
  type TargetState,
} from '../state.js';

const awaitsLetters = guard<TargetState>((target) => {
  if (target.decidedOn === undefined)
    return reject('decision-missing', 'Letters are issued once both meetings have decided.');
  if (target.feedbackLetters)
    return reject('letters-already-issued', 'The feedback letters have been issued.');
  return (
    (target.principalFedBackOn ?? target.unitFedBackOn) === undefined ||
    reject('feedback-already-given', 'Letters go out before the feedback is given.')
  );
});

const hasLetters = guard<TargetState>(
  ({ feedbackLetters }) =>
    feedbackLetters !== undefined ||
    reject('letters-missing', 'The feedback letters have not been issued yet.'),
);

const Letter = z.object({
  to: z.enum(ADDRESSEES),
  document: Digest,
  findings: z.array(FindingId).max(500),
});
type Letter = z.infer<typeof Letter>;

const Issue = z.object({ issuedOn: CalendarDate, letters: z.array(Letter).min(1).max(6) });

const Receipt = z.object({
  to: z.enum(ADDRESSEES),
  receivedOn: CalendarDate,
  receivedBy: z.string().min(1).max(100),
});

/** The letters of feedback, compared finding by finding before they leave, so that none contradicts another. */
export const feedbackLetters = stageOf<TargetState>()({
  name: 'feedback-letters',
  commands: {
    IssueFeedbackLetters: {
      by: ['officeStaff', 'officeDirector'],
      guard: awaitsLetters,
      data: z.strictObject(Issue.shape),
    },
    ConfirmLetterReceipt: {
      by: ['officeStaff', 'officeDirector'],
      guard: hasLetters,
      data: z.strictObject(Receipt.shape),
    },
  },
  events: {
    FeedbackLettersIssued: Issue,
    LetterReceiptConfirmed: Receipt,
  },
  decide: {
    IssueFeedbackLetters: (data, target, context) =>
      addresseeRefusal(data.letters, target) ??
      findingRefusal(data.letters, target) ??
      dateRefusal(data.issuedOn, context, sinceDecision(target)) ?? [
        { type: 'FeedbackLettersIssued', data },
      ],
    ConfirmLetterReceipt: (data, target, context) => {
      const letter = target.feedbackLetters?.sent[data.to];
      if (!letter)
        return reject('letter-not-issued', `No letter was issued to ${READABLE[data.to]}.`);
      if (letter.receivedOn !== undefined)
        return reject('receipt-already-confirmed', 'The receipt of this letter is confirmed.');
      return (
        dateRefusal(data.receivedOn, context, sinceLetters(target)) ?? [
          { type: 'LetterReceiptConfirmed', data },
        ]
      );
    },
  },
  evolve: {
    FeedbackLettersIssued: (target, { issuedOn, letters }) => ({
      ...target,
      feedbackLetters: {
        issuedOn,
        sent: Object.fromEntries(letters.map(({ to, document }) => [to, { document }])),
      },
    }),
    LetterReceiptConfirmed: (target, { to, receivedOn }) => {
      const letters = target.feedbackLetters;
      const letter = letters?.sent[to];
      if (!letters || !letter) return target;
      const sent = { ...letters.sent, [to]: { ...letter, receivedOn } };
      return { ...target, feedbackLetters: { ...letters, sent } };
    },
  },
});

const READABLE: Readonly<Record<Addressee, string>> = {
  unit: 'the unit',
  principal: 'the principal',
  owningCommittee: 'the owning committee',
  supervisingLeader: 'the supervising leader',
  discipline: 'the discipline organ',
  organization: 'the organization department',
};

/** Those who get the feedback itself; their letters say the same. The others get what concerns them. */
function heardBy({ owner }: TargetState): readonly Addressee[] {
  return owner ? ['unit', 'principal', 'owningCommittee'] : ['unit', 'principal'];
}

function addresseeRefusal(letters: readonly Letter[], target: TargetState): Rejection | undefined {
  const addressees = letters.map(({ to }) => to);
  if (new Set(addressees).size < addressees.length)
    return reject('addressee-twice', 'Each addressee gets one letter.');
  if (!target.owner && addressees.includes('owningCommittee'))
    return reject('no-owning-committee', 'The target has no owning committee to write to.');
  const missing = heardBy(target).filter((to) => !addressees.includes(to));
  return missing.length === 0
    ? undefined
    : reject('letter-missing', `No letter to ${missing.map((to) => READABLE[to]).join(', ')}.`);
}

/** The consistency check: no letter knows of another finding, and none of the feedback keeps one back. */
function findingRefusal(letters: readonly Letter[], target: TargetState): Rejection | undefined {
  const approved = fedBackFindings(target);
  for (const { to, findings } of letters) {
    const unknown = findings.filter((id) => !approved.includes(id));
    if (unknown.length > 0)
      return reject(
        'letter-names-unknown-finding',
        `The letter to ${READABLE[to]} names ${unknown.join(', ')}, which was not approved.`,
      );
    const leftOut = approved.filter((id) => !findings.includes(id));
    if (heardBy(target).includes(to) && leftOut.length > 0)
      return reject(
        'letter-leaves-finding-out',
        `The letter to ${READABLE[to]} leaves out ${leftOut.join(', ')}.`,
      );
  }
  return undefined;
}
