import { z } from 'zod';

/**
 * What may be said of a clue outside its sealed card. Content is sealed, so no text of a person's own fits into
 * any field: each is a digest, a date, a number, a code of fixed form or one word of a closed list.
 * Source: `domain.md` D.3, rules 2 and 3.
 */

/** Code of a unit as in the plan, such as `W-T1`. */
export const UnitCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, 'a unit code');

/** Scope of the group that found it, such as `group:XC-10-12/1`. */
export const GroupScope = z
  .string()
  .regex(/^group:[A-Za-z0-9][A-Za-z0-9-]{0,59}\/\d{1,3}$/, 'the scope of a group');

/** Pseudonymous id of somebody; no name is written this way. */
export const PersonRef = z.string().regex(/^[A-Za-z][A-Za-z0-9:-]{0,79}$/, 'the id of a person');

/** The round and the target's inspection in which it was found, by their streams' ids. */
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
export const RoundRef = z
  .string()
  .regex(new RegExp(`^inspection-round-${UUID}$`), 'the stream id of a round');
export const TargetRef = z
  .string()
  .regex(new RegExp(`^target-inspection-${UUID}$`), 'the stream id of an inspection');

export const PinnedPack = z.object({
  pack: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'the name of a pack')
    .max(40),
  version: z.int().min(1),
});

/** The six disciplines (六项纪律), offences, and what is none of them. */
export const Category = z.enum([
  'political',
  'organizational',
  'integrity',
  'masses',
  'work',
  'life',
  'offence',
  'other',
]);

/** Who may receive a clue. Source: 《中国共产党巡视工作条例》(2015) Art. 28. */
export const ReceiverKind = z.enum(['discipline', 'organization', 'competentUnit', 'upperLevel']);
export type ReceiverKind = z.infer<typeof ReceiverKind>;

/** 谈话函询, 初步核实, 暂存待查, 予以了结. */
export const Handling = z.enum(['talkAndLetter', 'preliminaryVerification', 'hold', 'conclude']);
export type Handling = z.infer<typeof Handling>;

/** How far the receiver is; a later filing (立案) is progress too. */
export const Progress = z.enum([
  'talkHeld',
  'letterAnswered',
  'verifying',
  'verified',
  'held',
  'caseFiled',
]);

export const Outcome = z.enum([
  'unfounded',
  'reminded',
  'organizationalMeasure',
  'partyDiscipline',
  'transferredToJustice',
  'held',
]);

/** Parts of a clue that lie under keys of their own. */
export const Compartment = z.enum(['subject', 'reporter', 'text']);

/** Why a limit of a clue moves or ends; the last three are given by the case itself. */
export const LimitReason = z.enum([
  'complexity',
  'personUnavailable',
  'jointInvestigation',
  'judicialProceeding',
  'officeError',
  'fastTrack',
  'rerouted',
  'ended',
]);
