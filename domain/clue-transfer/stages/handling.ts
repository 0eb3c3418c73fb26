import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { owedOf, prolong, receiverRow } from '../limits.js';
import { Handling, LimitReason, Progress } from '../references.js';
import {
  RECEIVER_ROLES,
  receiverAt,
  sinceLastStep,
  standsAt,
  withHandler,
  type ClueState,
} from '../state.js';

const canChoose = receiverAt(
  ['received', 'handling'],
  reject('clue-not-with-receiver', 'The handling of a clue is chosen while its receiver has it.'),
);
const isHandled = receiverAt(
  ['handling'],
  reject('handling-not-chosen', 'Progress is reported once the handling is chosen.'),
);
const canExtend = standsAt(
  ['received', 'handling'],
  reject('clue-not-with-receiver', 'More time is given while the receiver has the clue.'),
);

const Choice = z.object({ chosenOn: CalendarDate, handling: Handling });
const Report = z.object({ reportedOn: CalendarDate, progress: Progress });
const Extension = z.object({
  extendedOn: CalendarDate,
  untilOn: CalendarDate,
  reason: LimitReason.extract([
    'complexity',
    'personUnavailable',
    'jointInvestigation',
    'judicialProceeding',
  ]),
  sheet: Digest,
});

/** The receiver chooses how it handles the clue and says how far it is, in words of a closed list; the choice may change. */
export const handling = stageOf<ClueState>()({
  name: 'handling',
  commands: {
    ChooseClueHandling: {
      by: RECEIVER_ROLES,
      guard: canChoose,
      data: z.strictObject(Choice.shape),
    },
    ReportClueProgress: {
      by: RECEIVER_ROLES,
      guard: isHandled,
      data: z.strictObject(Report.shape),
    },
    ExtendClueHandling: {
      by: ['executiveDeputyHead'],
      guard: canExtend,
      data: z.strictObject(Extension.shape),
    },
  },
  events: {
    ClueHandlingChosen: Choice,
    ClueProgressReported: Report,
    ClueHandlingExtended: Extension,
  },
  decide: {
    ChooseClueHandling: (data, clue, context) => {
      if (clue.handling === data.handling) return []; // already so
      return (
        dateRefusal(data.chosenOn, context, sinceLastStep(clue)) ?? [
          { type: 'ClueHandlingChosen', data },
        ]
      );
    },
    ReportClueProgress: (data, clue, context) =>
      dateRefusal(data.reportedOn, context, sinceLastStep(clue)) ?? [
        { type: 'ClueProgressReported', data },
      ],
    ExtendClueHandling: (data, clue, context) => {
      const due = owedOf(clue, receiverRow('clue-result', clue))?.dueOn;
      if (due === undefined || context.today > due)
        return reject('due-day-passed', 'More time is given before the due day ends.');
      if (data.untilOn <= due)
        return reject('extension-not-later', 'The new date is not later than the due date.');
      return (
        dateRefusal(data.extendedOn, context, sinceLastStep(clue)) ?? [
          { type: 'ClueHandlingExtended', data },
        ]
      );
    },
  },
  evolve: {
    ClueHandlingChosen: (clue, { chosenOn, handling: chosen }, { actor }) => ({
      ...clue,
      status: 'handling',
      sinceOn: chosenOn,
      handling: chosen,
      handlers: withHandler(clue, actor.id),
    }),
    ClueProgressReported: (clue, { reportedOn }, { actor }) => ({
      ...clue,
      sinceOn: reportedOn,
      handlers: withHandler(clue, actor.id),
    }),
    ClueHandlingExtended: (clue) => clue,
  },
  clock: {
    ClueHandlingExtended: ({ untilOn, reason }, clue) =>
      prolong(clue, receiverRow('clue-result', clue), untilOn, reason),
  },
});
