import { z } from 'zod';
import { guard, reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { ownEntry } from '../../shared/own-entry.js';
import { targetOf, type RoundState } from '../state.js';

const isProposed = guard<RoundState>(
  ({ status }) =>
    status === 'proposed' ||
    reject('round-not-proposed', 'Targets are selected before the round is approved.'),
);

const Selection = z.object({
  strategy: z.enum(['byBlock', 'mixed', 'problemFirst', 'byPlan']),
  recordedOn: CalendarDate,
  document: Digest,
  /** Priority by unit, 0 to 100: problem units first. */
  scores: z.record(z.string().min(1).max(40), z.int().min(0).max(100)).optional(),
  /** The consultation letters on whose answers the scores rest. */
  letters: z.array(PaperNumber).max(40).optional(),
});
type Selection = z.output<typeof Selection>;

/** By which strategy the targets were chosen, and what each scored. Source: rows 43, 75. */
export const selection = stageOf<RoundState>()({
  name: 'selection',
  commands: {
    RecordSelection: {
      by: ['officeStaff', 'officeDirector'],
      guard: isProposed,
      data: z.strictObject(Selection.shape),
    },
  },
  events: { SelectionRecorded: Selection },
  decide: {
    RecordSelection: (data, round, context) => {
      const refusal =
        groundsRefusal(data, round) ??
        dateRefusal(data.recordedOn, context, {
          on: round.selection?.recordedOn ?? round.proposedOn,
          code: 'recorded-too-early',
          message: 'A selection follows the proposal, and the selection it replaces.',
        });
      if (refusal) return refusal;
      // The document holds the reasons, so the same one is the same selection.
      return isRecorded(data, round) ? [] : [{ type: 'SelectionRecorded', data }];
    },
  },
  evolve: {
    SelectionRecorded: (round, { strategy, recordedOn, document }) => ({
      ...round,
      selection: { strategy, recordedOn, document },
    }),
  },
});

function isRecorded({ strategy, document }: Selection, { selection: last }: RoundState): boolean {
  return last?.strategy === strategy && last.document === document;
}

function groundsRefusal(
  { scores = {}, letters = [] }: Selection,
  round: RoundState,
): Rejection | undefined {
  const stranger = Object.keys(scores).find((unit) => !targetOf(round, unit));
  if (stranger !== undefined)
    return reject('target-unknown', `${stranger} is no target of this round.`);
  const unanswered = letters.find((letter) => {
    const found = ownEntry(round.letters, letter);
    return found?.kind !== 'consultation' || found.answeredOn === undefined;
  });
  return unanswered === undefined
    ? undefined
    : reject('consultation-unanswered', `No consultation ${unanswered} has been answered.`);
}
