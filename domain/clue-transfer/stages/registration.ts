import { z } from 'zod';
import { stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { begin } from '../limits.js';
import { Category, GroupScope, PinnedPack, RoundRef, TargetRef, UnitCode } from '../references.js';
import type { ClueState } from '../state.js';

const Card = z.object({
  /** Number in the year's register, which no target sees: a clue leaves no gap in another numbering. */
  ordinal: z.int().min(1).max(99_999),
  category: Category,
  /** Stand for the subject and the reporter; what they stand for lies under keys of its own. */
  subjectRef: Digest,
  reporterRef: Digest.optional(),
  sealed: Digest,
  round: RoundRef,
  target: TargetRef.optional(),
  unit: UnitCode.optional(),
  scope: GroupScope.optional(),
  pack: PinnedPack,
  registeredOn: CalendarDate,
});

/** A group's clue officer seals what was learned into a clue card (线索卡); from that day it is never without a limit. */
export const registration = stageOf<ClueState>()({
  name: 'registration',
  commands: {
    RegisterClue: {
      by: ['clueOfficer', 'groupHead'],
      opens: true,
      data: z.strictObject(Card.shape),
    },
  },
  events: { ClueRegistered: Card },
  decide: {
    RegisterClue: (data, _clue, context) =>
      dateRefusal(data.registeredOn, context) ?? [{ type: 'ClueRegistered', data }],
  },
  evolve: {
    ClueRegistered: (clue, { ordinal, scope, pack, sealed, registeredOn }, { actor }) => ({
      ...clue,
      status: 'registered',
      number: `XS-${registeredOn.slice(0, 4)}-${ordinal}`,
      scope: scope ?? null,
      pack,
      sealed,
      sinceOn: registeredOn,
      registeredBy: actor.id,
    }),
  },
  clock: {
    ClueRegistered: ({ registeredOn }, clue) => begin(clue, 'clue-screening', registeredOn),
  },
});
