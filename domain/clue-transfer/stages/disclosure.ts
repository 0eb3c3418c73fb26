import { z } from 'zod';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { holds } from '../../shared/roles.js';
import { answer, begin } from '../limits.js';
import { Compartment } from '../references.js';
import { reachOf, receiverAt, standsAt, type ClueState } from '../state.js';

const STEPS = ['received', 'returned', 'handling', 'reported'] as const;
const notThere = reject(
  'clue-not-with-receiver',
  'An identity is asked for while the receiver has the clue.',
);
const isWithReceiver = standsAt(STEPS, notThere);
const isByReceiver = receiverAt(STEPS, notThere);

/** A head may ask on their own post; a receiving body only about a clue that it was sent. */
const mayAsk = guard<ClueState>((clue, context) =>
  holds(context.actor, ['executiveDeputyHead', 'groupHead'], reachOf(clue))
    ? isWithReceiver(clue, context)
    : isByReceiver(clue, context),
);

const canRequest = guard<ClueState>((clue, context) => {
  const allowed = mayAsk(clue, context);
  if (allowed !== true) return allowed;
  return (
    clue.disclosure === null ||
    clue.disclosure.grantedBy !== null ||
    reject('disclosure-pending', 'A request is waiting for the custodian.')
  );
});

/** Unsealing takes two people: who asks, and a custodian who is somebody else. Source: `domain.md` D.3, rule 6. */
const canAnswer = guard<ClueState>(({ disclosure: asked }, { actor }) => {
  if (asked?.grantedBy !== null)
    return reject('no-disclosure-requested', 'Nobody is waiting for an answer.');
  return (
    asked.requestedBy !== actor.id ||
    reject('answered-by-requester', 'Nobody answers their own request.')
  );
});

/** Only who asked opens what was granted, and only until the day the grant names. */
const canUnseal = guard<ClueState>((clue, context) => {
  const withReceiver = isWithReceiver(clue, context);
  if (withReceiver !== true) return withReceiver;
  const granted = clue.disclosure;
  if (!granted || granted.grantedBy === null)
    return reject('disclosure-not-granted', 'The custodian has granted no disclosure.');
  if (granted.requestedBy !== context.actor.id)
    return reject('not-the-requester', 'Only whoever asked opens the compartment.');
  return (
    context.today <= granted.untilOn || reject('disclosure-ended', 'The grant has come to its end.')
  );
});

const Request = z.object({
  requestedOn: CalendarDate,
  untilOn: CalendarDate,
  ground: z.enum(['verification', 'protection', 'falseReport', 'judicialRequest']),
  request: Digest,
});
const Grant = z.object({ grantedOn: CalendarDate });
const Refusal = z.object({
  refusedOn: CalendarDate,
  reason: z.enum(['notNecessary', 'otherMeansOpen', 'reporterAtRisk']),
});

/** Who reported stays sealed unless a custodian, who never reads the clue, grants a reasoned request for a time. */
export const disclosure = stageOf<ClueState>()({
  name: 'disclosure',
  commands: {
    RequestIdentityDisclosure: {
      by: ['disciplineReceiver', 'executiveDeputyHead', 'groupHead'],
      guard: canRequest,
      data: z.strictObject(Request.shape),
    },
    GrantIdentityDisclosure: {
      by: ['identityCustodian'],
      guard: canAnswer,
      data: z.strictObject(Grant.shape),
    },
    RefuseIdentityDisclosure: {
      by: ['identityCustodian'],
      guard: canAnswer,
      data: z.strictObject(Refusal.shape),
    },
    UnsealCompartment: {
      by: ['disciplineReceiver', 'executiveDeputyHead', 'groupHead'],
      guard: canUnseal,
      data: z.strictObject({ compartment: Compartment }),
    },
  },
  events: {
    IdentityDisclosureRequested: Request,
    IdentityDisclosureGranted: Grant.extend({ untilOn: CalendarDate }),
    IdentityDisclosureRefused: Refusal,
    CompartmentUnsealed: z.object({ compartment: Compartment, unsealedOn: CalendarDate }),
  },
  decide: {
    RequestIdentityDisclosure: (data, _clue, context) =>
      data.untilOn <= context.today
        ? reject('disclosure-end-past', 'A disclosure ends on a day that lies ahead.')
        : (dateRefusal(data.requestedOn, context) ?? [
            { type: 'IdentityDisclosureRequested', data },
          ]),
    GrantIdentityDisclosure: ({ grantedOn }, { disclosure: asked }, context) => {
      if (!asked) return [];
      const { requestedOn, untilOn } = asked;
      return (
        dateRefusal(grantedOn, context, afterRequest(requestedOn)) ?? [
          { type: 'IdentityDisclosureGranted', data: { grantedOn, untilOn } },
        ]
      );
    },
    RefuseIdentityDisclosure: (data, { disclosure: asked }, context) =>
      dateRefusal(data.refusedOn, context, afterRequest(asked?.requestedOn)) ?? [
        { type: 'IdentityDisclosureRefused', data },
      ],
    UnsealCompartment: ({ compartment }, _clue, { today }) => [
      { type: 'CompartmentUnsealed', data: { compartment, unsealedOn: today } },
    ],
  },
  evolve: {
    IdentityDisclosureRequested: (clue, { requestedOn, untilOn }, { actor }) => ({
      ...clue,
      disclosure: { requestedBy: actor.id, requestedOn, untilOn, grantedBy: null },
    }),
    IdentityDisclosureGranted: (clue, _data, { actor }) => ({
      ...clue,
      disclosure: clue.disclosure && { ...clue.disclosure, grantedBy: actor.id },
    }),
    IdentityDisclosureRefused: (clue) => ({ ...clue, disclosure: null }),
    CompartmentUnsealed: (clue) => clue,
  },
  clock: {
    IdentityDisclosureRequested: ({ requestedOn }, clue) =>
      begin(clue, 'clue-disclosure', requestedOn),
    IdentityDisclosureGranted: ({ grantedOn }, clue) => answer(clue, 'clue-disclosure', grantedOn),
    IdentityDisclosureRefused: ({ refusedOn }, clue) => answer(clue, 'clue-disclosure', refusedOn),
  },
});

function afterRequest(on: string | undefined) {
  return { on, code: 'answered-before-request', message: 'An answer follows its request.' };
}
