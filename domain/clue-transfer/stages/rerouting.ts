import { z } from 'zod';
import { waiveOwed, type ClockAction } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { begin } from '../limits.js';
import { ReceiverKind, UnitCode } from '../references.js';
import {
  receiverRefusal,
  sinceLastStep,
  standsAt,
  type ClueState,
  type ClueStatus,
} from '../state.js';

const BEFORE_APPROVAL: readonly ClueStatus[] = ['registered', 'screened'];
const ON_ITS_WAY: readonly ClueStatus[] = ['approved', 'sent', 'received', 'returned', 'handling'];

/** Even someone of the body in question may say so: whoever knows of a conflict speaks up. */
const isUnderWay = guard<ClueState>(
  ({ status }) =>
    [...BEFORE_APPROVAL, ...ON_ITS_WAY, 'reported'].includes(status) ||
    reject('clue-not-under-way', 'A conflict is noted while the clue is under way.'),
);
const isOnItsWay = standsAt(
  ON_ITS_WAY,
  reject('clue-not-on-its-way', 'A clue is rerouted between its approval and its result.'),
);

const Conflict = z.object({
  detectedOn: CalendarDate,
  receiver: ReceiverKind.exclude(['upperLevel']),
  ground: z.enum(['subjectInChain', 'kinship', 'formerPost', 'ownDeclaration']),
  record: Digest,
});
const Route = z.object({
  reroutedOn: CalendarDate,
  receiver: ReceiverKind,
  unit: UnitCode.optional(),
  sheet: Digest,
});
const Rerouting = Route.extend({
  reason: z.enum(['wrongReceiver', 'outsideAuthority', 'conflict']),
});

/** The subject sits in the receiving chain, or the receiver is the wrong one: the clue leaves for another, upwards in a conflict. */
export const rerouting = stageOf<ClueState>()({
  name: 'rerouting',
  commands: {
    DetectConflict: {
      by: [
        'officeDirector',
        'executiveDeputyHead',
        'leadingGroupHead',
        'groupHead',
        'clueOfficer',
        'disciplineReceiver',
        'organizationReceiver',
        'functionalDepartment',
      ],
      guard: isUnderWay,
      data: z.strictObject(Conflict.shape),
    },
    RerouteClue: {
      by: ['leadingGroupHead', 'executiveDeputyHead'],
      guard: isOnItsWay,
      data: z.strictObject({
        ...Route.shape,
        reason: z.enum(['wrongReceiver', 'outsideAuthority']),
      }),
    },
  },
  events: { ConflictDetected: Conflict, ClueRerouted: Rerouting },
  decide: {
    DetectConflict: (data, clue, context) => {
      if (clue.barred.includes(data.receiver)) return []; // already so
      const refusal = dateRefusal(data.detectedOn, context, sinceLastStep(clue));
      if (refusal) return refusal;
      const { detectedOn: reroutedOn, record: sheet, receiver } = data;
      const detected = { type: 'ConflictDetected' as const, data };
      if (clue.receiver !== receiver) return [detected];
      const up = { reroutedOn, receiver: 'upperLevel', reason: 'conflict', sheet } as const;
      return [detected, { type: 'ClueRerouted', data: up }];
    },
    RerouteClue: (data, clue, context) => {
      if (data.receiver === clue.receiver && (data.unit ?? null) === clue.unit)
        return reject('receiver-unchanged', 'The clue goes to this receiver already.');
      return (
        receiverRefusal(clue, data) ??
        dateRefusal(data.reroutedOn, context, sinceLastStep(clue)) ?? [
          { type: 'ClueRerouted', data },
        ]
      );
    },
  },
  evolve: {
    ConflictDetected: (clue, { receiver }) => ({ ...clue, barred: [...clue.barred, receiver] }),
    ClueRerouted: (clue, { reroutedOn, receiver, unit }) => ({
      ...clue,
      status: 'approved',
      sinceOn: reroutedOn,
      receiver,
      unit: unit ?? null,
      handling: null,
      disclosure: null,
    }),
  },
  clock: {
    ClueRerouted: ({ reroutedOn }, clue) => anew(clue, reroutedOn),
  },
});

/** What the former receiver owed is void; the office hands the clue over to the next one. */
function anew(clue: ClueState, on: CalendarDate): readonly ClockAction[] {
  return [...waiveOwed(clue, 'rerouted'), ...begin(clue, 'clue-sending', on)];
}
