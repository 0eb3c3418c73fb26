import { z } from 'zod';
import { guard, reject, stageOf, type DecisionContext, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { ownEntry } from '../../shared/own-entry.js';
import { holds } from '../../shared/roles.js';
import { Person, groupOfPerson, pledgesSignedOn, sinceApproval } from '../groups.js';
import { asksForPledges, tellPledges } from '../pledges.js';
import { groupsOf, isListed, type RoundState } from '../state.js';

/** Nobody joins a group without knowing what they will sign. */
const hasNoGroup = guard<RoundState>((round, context) => {
  const listed = isListed(round, context);
  if (listed !== true) return listed;
  return (
    groupsOf(round).length === 0 ||
    reject('groups-formed', 'The pledges are set before the first group is formed.')
  );
});

const hasPledges = guard<RoundState>(
  (round) =>
    asksForPledges(round) || reject('no-pledges', 'No pledges have been set for this round.'),
);

const Texts = z.object({
  texts: z
    .array(z.object({ pledge: PaperNumber, title: z.string().min(1).max(100), document: Digest }))
    .min(1)
    .max(20),
});

const Signature = z.object({ pledge: PaperNumber, person: Person, signedOn: CalendarDate });

/** Everyone in a group signs the discipline pledges of the round before they are stationed. Source: rows 19 and 84. */
export const pledges = stageOf<RoundState>()({
  name: 'pledges',
  commands: {
    SetPledges: {
      by: ['officeStaff'],
      guard: hasNoGroup,
      data: z.strictObject(Texts.shape),
    },
    SignPledge: {
      by: ['officeStaff', 'groupHead', 'groupMember'],
      guard: hasPledges,
      data: z.strictObject(Signature.shape),
    },
  },
  events: {
    PledgesSet: Texts,
    PledgeSigned: Signature,
  },
  decide: {
    SetPledges: (data, round) => {
      const wanted = documentsOf(data);
      if (Object.keys(wanted).length < data.texts.length)
        return reject('pledge-listed-twice', 'Each pledge is listed once.');
      return isSame(wanted, round.pledges) ? [] : [{ type: 'PledgesSet', data }];
    },
    SignPledge: (data, round, context) => {
      const refusal = signatureRefusal(data, round, context);
      if (refusal) return refusal;
      return signedOnOf(round, data) === undefined ? [{ type: 'PledgeSigned', data }] : [];
    },
  },
  evolve: {
    PledgesSet: (round, data) => ({ ...round, pledges: documentsOf(data) }),
    PledgeSigned: (round, { person, pledge, signedOn }) => ({
      ...round,
      signatures: {
        ...round.signatures,
        [person]: { ...ownEntry(round.signatures ?? {}, person), [pledge]: signedOn },
      },
    }),
  },
  effects: {
    PledgeSigned: ({ person }, round, context) => {
      const group = groupOfPerson(round, person);
      const isComplete = group && pledgesSignedOn(round, group) !== undefined;
      return isComplete ? tellPledges(round, group.number, context) : [];
    },
  },
});

function documentsOf({ texts }: z.output<typeof Texts>): Readonly<Record<string, string>> {
  return Object.fromEntries(texts.map(({ pledge, document }) => [pledge, document]));
}

function isSame(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>> = {}) {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function signedOnOf(
  { signatures = {} }: RoundState,
  { person, pledge }: z.output<typeof Signature>,
): CalendarDate | undefined {
  return ownEntry(ownEntry(signatures, person) ?? {}, pledge);
}

function signatureRefusal(
  { pledge, person, signedOn }: z.output<typeof Signature>,
  round: RoundState,
  context: DecisionContext,
): Rejection | undefined {
  if (ownEntry(round.pledges ?? {}, pledge) === undefined)
    return reject('pledge-unknown', `The round has no pledge ${pledge}.`);
  if (!groupOfPerson(round, person))
    return reject('not-a-member', `${person} is in no group of this round.`);
  if (person !== context.actor.id && !holds(context.actor, ['officeStaff'], []))
    return reject('not-your-pledge', 'Everyone signs for themselves; the office records paper.');
  return dateRefusal(
    signedOn,
    context,
    sinceApproval(round, 'signed-before-approval', 'Pledges belong to an approved round.'),
  );
}
