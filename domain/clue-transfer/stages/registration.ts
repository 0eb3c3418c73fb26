import { z } from 'zod';
import { stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
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

/** A card whose matter came up in a finding. */
const SplitCard = Card.extend({ target: TargetRef, finding: PaperNumber });

/**
 * What lies behind a finding is written here and nowhere else: the inspection's own stream shows its target which
 * events there were, so one more there, or a gap between two, would say that a clue exists. Source: `domain.md`
 * B.3; D.3, rule 2.
 */
const Split = z.object({ target: TargetRef, finding: PaperNumber, splitOn: CalendarDate });

/** A group's own people register what that group found. */
const ofGroup = ({ scope }: { readonly scope?: string }) => (scope === undefined ? [] : [scope]);

/** A group's clue officer seals what was learned into a clue card (线索卡); from that day it is never without a limit. */
export const registration = stageOf<ClueState>()({
  name: 'registration',
  commands: {
    RegisterClue: {
      by: ['clueOfficer', 'groupHead'],
      opens: true,
      within: ofGroup,
      data: z.strictObject(Card.shape),
    },
    SplitClueFromFinding: {
      by: ['clueOfficer', 'groupHead'],
      opens: true,
      within: ofGroup,
      data: z.strictObject(SplitCard.shape),
    },
  },
  events: { ClueRegistered: Card, ClueSplitFromFinding: Split },
  decide: {
    RegisterClue: (data, _clue, context) =>
      dateRefusal(data.registeredOn, context) ?? [{ type: 'ClueRegistered', data }],
    SplitClueFromFinding: ({ finding, ...card }, _clue, context) =>
      dateRefusal(card.registeredOn, context) ?? [
        { type: 'ClueRegistered', data: card },
        {
          type: 'ClueSplitFromFinding',
          data: { target: card.target, finding, splitOn: card.registeredOn },
        },
      ],
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
    ClueSplitFromFinding: (clue) => clue,
  },
  clock: {
    ClueRegistered: ({ registeredOn }, clue) => begin(clue, 'clue-screening', registeredOn),
  },
});
