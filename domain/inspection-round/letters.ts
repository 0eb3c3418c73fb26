import { z } from 'zod';
import { meet, start, waive, type ClockAction } from '../clock/actions.js';
import { isOwed } from '../clock/state.js';
import { reject, type DecisionContext, type Rejection } from '../process.js';
import { dateRefusal } from '../shared/business-date.js';
import { CalendarDate } from '../shared/calendar-date.js';
import { Digest, PaperNumber } from '../shared/ids.js';
import { ownEntry } from '../shared/own-entry.js';
import type { RoundLetter, RoundState } from './state.js';

/** A letter to another body; what it asks stands in the document alone. */
export const LetterSent = z.object({
  letter: PaperNumber,
  body: z.string().min(1).max(100),
  sentOn: CalendarDate,
  dueOn: CalendarDate,
  document: Digest,
});

export const LetterAnswered = z.object({
  letter: PaperNumber,
  answeredOn: CalendarDate,
  document: Digest,
});

type Sent = z.infer<typeof LetterSent>;
type Answered = z.infer<typeof LetterAnswered>;

/**
 * Why a letter cannot be sent.
 *
 * @param earliest day on which the step began that sends such letters
 */
export function sendingRefusal(
  { letter, sentOn, dueOn }: Sent,
  round: RoundState,
  context: DecisionContext,
  earliest: CalendarDate | undefined,
): Rejection | undefined {
  if (letterOf(round, letter))
    return reject('letter-already-sent', `Letter ${letter} has been sent already.`);
  if (dueOn < sentOn) return reject('due-before-sending', 'The answer is due before the letter.');
  return dateRefusal(sentOn, context, {
    on: earliest,
    code: 'sent-too-early',
    message: 'The letter belongs to a step that begins later.',
  });
}

/** Why an answer cannot be recorded: no such letter of this kind, answered already, or before it was sent. */
export function answerRefusal(
  { letter, answeredOn }: Answered,
  kind: RoundLetter['kind'],
  round: RoundState,
  context: DecisionContext,
): Rejection | undefined {
  const found = letterOf(round, letter);
  if (found?.kind !== kind)
    return reject('letter-unknown', `The round has sent no such letter ${letter}.`);
  if (found.answeredOn !== undefined)
    return reject('letter-already-answered', `Letter ${letter} has been answered already.`);
  return dateRefusal(answeredOn, context, {
    on: found.sentOn,
    code: 'answered-before-sending',
    message: 'An answer follows the letter.',
  });
}

export function withSent(
  round: RoundState,
  { letter, body, sentOn }: Sent,
  kind: RoundLetter['kind'],
): RoundState {
  return { ...round, letters: { ...round.letters, [letter]: { kind, body, sentOn } } };
}

export function withAnswered(round: RoundState, { letter, answeredOn }: Answered): RoundState {
  const found = letterOf(round, letter);
  if (!found) return round;
  return { ...round, letters: { ...round.letters, [letter]: { ...found, answeredOn } } };
}

/** The answer is owed to the office, which is reminded to ask for it. */
export function expectAnswer({ letter, sentOn, dueOn }: Sent, { pack }: RoundState): ClockAction[] {
  const deadline = deadlineOf(letter);
  return pack ? [start('letter-answer', pack, sentOn, { deadline, dueOn })] : [];
}

export function answerCame({ letter, answeredOn }: Answered): ClockAction[] {
  return [meet(deadlineOf(letter), answeredOn)];
}

/** A round that has ended waits for no answer any more. */
export function awaitNoAnswer({ clock }: RoundState, reason: string): ClockAction[] {
  return Object.values(clock.deadlines)
    .filter((deadline) => deadline.rule === 'letter-answer' && isOwed(deadline))
    .map(({ deadline }) => waive(deadline, reason));
}

function deadlineOf(letter: string): string {
  return `letter-answer-${letter}`;
}

function letterOf(round: RoundState, letter: string): RoundLetter | undefined {
  return ownEntry(round.letters, letter);
}
