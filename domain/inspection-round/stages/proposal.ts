import { z } from 'zod';
import { start } from '../../clock/actions.js';
import { guard, reject, stageOf, type Rejection } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { dateRefusal } from '../../shared/business-date.js';
import { PaperNumber, Uuid, parseStream } from '../../shared/ids.js';
import {
  InspectionMode,
  InspectionType,
  OwningCommittee,
  judgesOldFindings,
} from '../../shared/inspection.js';
import { Level } from '../../shared/levels.js';
import { PackRef, packOrNone } from '../../shared/policy.js';
import { TARGETS_PER_GROUP, leavesOwnCommittee, targetOf, type RoundState } from '../state.js';

const isProposed = guard<RoundState>(
  (round) =>
    round.status === 'proposed' ||
    reject('round-not-proposed', 'Targets are nominated only until the round is approved.'),
);

const LookBack = z.object({
  inspection: z.string().min(1).max(80),
  round: z.string().min(1).max(80),
  findings: z.array(z.string().min(1).max(40)).min(1).max(200),
});

const Nomination = z.object({
  unit: z.string().min(1).max(40),
  name: z.string().min(1).max(100),
  category: z.string().min(1).max(40),
  type: InspectionType,
  modes: z.array(InspectionMode).max(3).default([]),
  owner: OwningCommittee.optional(),
  lookBackOf: LookBack.optional(),
  plannedFrom: CalendarDate.optional(),
  plannedTo: CalendarDate.optional(),
});
type Nomination = z.output<typeof Nomination>;

const JointPartner = z.object({
  code: z.string().min(1).max(40),
  name: z.string().min(1).max(100),
  level: Level,
});

const Proposal = z.object({
  number: z.string().min(1).max(40),
  name: z.string().min(1).max(100),
  term: z.string().min(1).max(40),
  sequence: z.int().min(1),
  proposedOn: CalendarDate,
  plannedFrom: CalendarDate,
  plannedTo: CalendarDate,
  pack: PackRef,
  targetsPerGroup: z.int().min(1).max(40).default(TARGETS_PER_GROUP),
  termPlan: Uuid.optional(),
  level: Level.optional(),
  jointWith: JointPartner.optional(),
  /** Number of the theme campaign that the round belongs to; one campaign spans several rounds. */
  campaign: PaperNumber.optional(),
});

/** The office proposes a round and nominates its targets; the leading group answers within the pack's limit. */
export const proposal = stageOf<RoundState>()({
  name: 'proposal',
  commands: {
    ProposeRound: {
      by: ['officeStaff', 'officeDirector'],
      opens: true,
      data: z.strictObject(Proposal.shape),
    },
    NominateTarget: {
      by: ['officeStaff', 'officeDirector'],
      guard: isProposed,
      data: z.strictObject(Nomination.shape),
    },
    WithdrawTarget: {
      by: ['officeStaff', 'officeDirector'],
      guard: isProposed,
      data: z.strictObject({ unit: z.string().min(1).max(40), reason: z.string().min(1).max(500) }),
    },
  },
  events: {
    RoundProposed: Proposal,
    TargetNominated: Nomination,
    TargetWithdrawn: z.object({ unit: z.string(), reason: z.string() }),
  },
  decide: {
    ProposeRound: (data, _round, context) => {
      if (data.plannedTo < data.plannedFrom)
        return reject('period-reversed', 'The planned period ends before it begins.');
      if (data.jointWith && data.jointWith.level === data.level)
        return reject('joint-level-same', 'A joint operation joins two different levels.');
      const pack = packOrNone(context.packs, data.pack);
      if (!pack)
        return reject('pack-unknown', 'No such version of the policy pack was ever published.');
      if (data.proposedOn < pack.effectiveFrom)
        return reject('pack-not-in-effect', `The pack is in effect from ${pack.effectiveFrom}.`);
      return dateRefusal(data.proposedOn, context) ?? [{ type: 'RoundProposed', data }];
    },
    NominateTarget: (data, round) => {
      if (targetOf(round, data.unit))
        return reject(
          'target-already-nominated',
          `${data.unit} is a target of this round already.`,
        );
      return (
        linkRefusal(data) ??
        modesRefusal(data) ??
        periodRefusal(data, round) ?? [{ type: 'TargetNominated', data }]
      );
    },
    WithdrawTarget: (data, round) =>
      targetOf(round, data.unit)
        ? [{ type: 'TargetWithdrawn', data }]
        : reject('target-unknown', `${data.unit} is no target of this round.`),
  },
  evolve: {
    RoundProposed: (round, data, { actor }) => ({
      ...round,
      ...data,
      status: 'proposed',
      proposedBy: actor.id,
    }),
    TargetNominated: (round, data) => ({
      ...round,
      targets: { ...round.targets, [data.unit]: data },
    }),
    TargetWithdrawn: (round, { unit }) => {
      const { [unit]: _gone, ...targets } = round.targets;
      return { ...round, targets };
    },
  },
  clock: {
    RoundProposed: ({ pack, proposedOn }) => [start('round-approval', pack, proposedOn)],
  },
});

/**
 * Whoever judges old findings names the inspection they come from. The round cannot look into that stream; that
 * the link is the stream of a target's inspection keeps out at least what was never inspected.
 */
function linkRefusal({ type, lookBackOf }: Nomination): Rejection | undefined {
  if (judgesOldFindings(type) !== (lookBackOf !== undefined))
    return reject(
      'look-back-link',
      'A look-back or a rectification supervision, and only these, names the earlier inspection.',
    );
  if (lookBackOf && parseStream(lookBackOf.inspection)?.process !== 'target-inspection')
    return reject('look-back-link', 'The earlier inspection is no inspection of a target.');
  return undefined;
}

/** A target may have a period of its own, within that of the round. Source: row 8. */
function periodRefusal(
  { plannedFrom, plannedTo }: Nomination,
  round: RoundState,
): Rejection | undefined {
  const from = plannedFrom ?? round.plannedFrom;
  const to = plannedTo ?? round.plannedTo;
  if (from < round.plannedFrom || to > round.plannedTo)
    return reject('period-outside-round', 'A target is inspected within the period of the round.');
  return to < from
    ? reject('period-reversed', 'The planned period ends before it begins.')
    : undefined;
}

/** Feedback goes to the owning committee first, so who that is must be known from the nomination on. */
function modesRefusal({ modes, owner }: Nomination): Rejection | undefined {
  if (new Set(modes).size < modes.length)
    return reject('mode-named-twice', 'Each mode of the inspection is named once.');
  if (leavesOwnCommittee(modes) && !owner)
    return reject(
      'owning-committee-missing',
      'An upgraded or cross inspection names the committee the target belongs to.',
    );
  if (!leavesOwnCommittee(modes) && owner)
    return reject(
      'owning-committee-unexpected',
      'Only an upgraded or cross inspection names an owning committee.',
    );
  return undefined;
}
