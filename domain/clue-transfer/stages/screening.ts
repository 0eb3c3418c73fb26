import { z } from 'zod';
import { waiveOwed } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { answer, begin, trackRow } from '../limits.js';
import { sinceLastStep, standsAt, type ClueState } from '../state.js';

const isRegistered = standsAt(
  ['registered'],
  reject('clue-not-registered', 'Only a registered clue is screened.'),
);

/** Two people stand behind a clue before it leaves the group. */
const canScreen = guard<ClueState>((clue, context) => {
  const registered = isRegistered(clue, context);
  if (registered !== true) return registered;
  return (
    clue.registeredBy !== context.actor.id ||
    reject('screened-by-registrar', 'Whoever registered a clue does not screen it.')
  );
});

const Meeting = z.object({ heldOn: CalendarDate, minutes: Digest });
const Dismissal = Meeting.extend({
  reason: z.enum(['noViolation', 'tooVague', 'duplicate', 'handledBefore', 'outOfTime']),
});

/** The heads of the group meet and decide what it is: a clue, a petition, or nothing of the kind; the minutes are sealed. */
export const screening = stageOf<ClueState>()({
  name: 'screening',
  commands: {
    ScreenClue: { by: ['groupHead'], guard: canScreen, data: z.strictObject(Meeting.shape) },
    DismissClue: { by: ['groupHead'], guard: canScreen, data: z.strictObject(Dismissal.shape) },
    PassClueToPetition: {
      by: ['groupHead'],
      guard: canScreen,
      data: z.strictObject(Meeting.shape),
    },
  },
  events: { ClueScreened: Meeting, ClueDismissed: Dismissal, CluePassedToPetition: Meeting },
  decide: {
    ScreenClue: (data, clue, context) =>
      dateRefusal(data.heldOn, context, sinceLastStep(clue)) ?? [{ type: 'ClueScreened', data }],
    DismissClue: (data, clue, context) =>
      dateRefusal(data.heldOn, context, sinceLastStep(clue)) ?? [{ type: 'ClueDismissed', data }],
    PassClueToPetition: (data, clue, context) =>
      dateRefusal(data.heldOn, context, sinceLastStep(clue)) ?? [
        { type: 'CluePassedToPetition', data },
      ],
  },
  evolve: {
    ClueScreened: (clue, { heldOn }, { actor }) => ({
      ...clue,
      status: 'screened',
      sinceOn: heldOn,
      screenedBy: actor.id,
    }),
    ClueDismissed: (clue, { heldOn }) => ({ ...clue, status: 'dismissed', sinceOn: heldOn }),
    CluePassedToPetition: (clue, { heldOn }) => ({ ...clue, status: 'petition', sinceOn: heldOn }),
  },
  clock: {
    ClueScreened: ({ heldOn }, clue) => [
      ...answer(clue, 'clue-screening', heldOn),
      ...begin(clue, trackRow('clue-approval', clue), heldOn),
    ],
    ClueDismissed: ({ heldOn }, clue) => [
      ...answer(clue, 'clue-screening', heldOn),
      ...waiveOwed(clue, 'ended'),
    ],
    CluePassedToPetition: ({ heldOn }, clue) => [
      ...answer(clue, 'clue-screening', heldOn),
      ...waiveOwed(clue, 'ended'),
    ],
  },
});
