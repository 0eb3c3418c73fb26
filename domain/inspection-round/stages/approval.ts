import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { guard, reject, stageOf, type EffectContext, type EffectDraft } from '../../process.js';
import { dateRefusal, type Earliest } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { isFedBack } from '../../shared/inspection.js';
import { PackRef } from '../../shared/policy.js';
import { awaitNoAnswer } from '../letters.js';
import { targetName, targetsOf, type RoundState, type RoundTarget } from '../state.js';
import { noteApproval } from '../term-notice.js';

const awaitsApproval = guard<RoundState>((round) => {
  if (round.status !== 'proposed')
    return reject('round-not-proposed', 'Only a proposed round is approved or rejected.');
  if (targetsOf(round).length === 0)
    return reject('no-targets', 'A round without targets is not approved.');
  // Its meetings hear reports, and its period of rectification opens with feedback.
  return (
    targetsOf(round).some(({ type }) => isFedBack(type)) ||
    reject('supervision-alone', 'Rectification supervision goes along with another inspection.')
  );
});

const sinceProposal = (round: RoundState): Earliest => ({
  on: round.proposedOn,
  code: 'decided-before-proposal',
  message: 'The leading group decides on a proposal that lies before it.',
});

/** The leading group approves the round; from here on its policy pack is pinned and its targets are listed. */
export const approval = stageOf<RoundState>()({
  name: 'approval',
  commands: {
    ApproveRound: {
      by: ['leadingGroupHead', 'executiveDeputyHead'],
      guard: awaitsApproval,
      data: z.strictObject({ approvedOn: CalendarDate, deploymentOn: CalendarDate }),
    },
    RejectRound: {
      by: ['leadingGroupHead', 'executiveDeputyHead'],
      guard: awaitsApproval,
      data: z.strictObject({ rejectedOn: CalendarDate, reason: z.string().min(1).max(500) }),
    },
  },
  events: {
    RoundApproved: z.object({ approvedOn: CalendarDate, deploymentOn: CalendarDate }),
    PolicyPackPinned: z.object({ pack: PackRef }),
    RoundRejected: z.object({ rejectedOn: CalendarDate, reason: z.string() }),
  },
  decide: {
    ApproveRound: (data, round, context) => {
      if (round.proposedBy === context.actor.id)
        return reject('own-proposal', 'Nobody approves a round of their own proposal.');
      if (data.deploymentOn > round.plannedFrom)
        return reject(
          'deployment-after-stationing',
          'Deployment comes before the first stationing.',
        );
      if (data.deploymentOn < data.approvedOn)
        return reject('deployment-before-approval', 'Deployment is planned before the approval.');
      return (
        dateRefusal(data.approvedOn, context, sinceProposal(round)) ?? [
          ...(round.pack
            ? [{ type: 'PolicyPackPinned', data: { pack: round.pack } } as const]
            : []),
          { type: 'RoundApproved', data },
        ]
      );
    },
    RejectRound: (data, round, context) =>
      dateRefusal(data.rejectedOn, context, sinceProposal(round)) ?? [
        { type: 'RoundRejected', data },
      ],
  },
  evolve: {
    RoundApproved: (round, { approvedOn }) => ({ ...round, status: 'approved', approvedOn }),
    PolicyPackPinned: (round, { pack }) => ({ ...round, pack }),
    RoundRejected: (round) => ({ ...round, status: 'rejected' }),
  },
  clock: {
    RoundApproved: ({ approvedOn, deploymentOn }, { pack }) => [
      meet('round-approval', approvedOn),
      ...(pack ? [start('round-deployment', pack, approvedOn, { dueOn: deploymentOn })] : []),
    ],
    RoundRejected: ({ rejectedOn }, round) => [
      meet('round-approval', rejectedOn),
      ...awaitNoAnswer(round, 'round-rejected'),
    ],
  },
  effects: {
    RoundApproved: ({ approvedOn }, round, context) => [
      ...targetsOf(round).map((target) => listTarget(target, round, context)),
      ...noteApproval(round, approvedOn, context.stream),
    ],
  },
});

function listTarget(
  { unit, name, category, type, ...target }: RoundTarget,
  round: RoundState,
  { stream, deriveId }: EffectContext,
): EffectDraft {
  const { modes, owner, lookBackOf } = target;
  return {
    process: 'target-inspection',
    id: deriveId(targetName(stream, unit)),
    command: {
      type: 'ListTarget',
      data: {
        round: stream,
        number: `${round.number}-${unit}`,
        unit,
        name,
        category,
        type,
        ...(modes ? { modes } : {}),
        ...(owner ? { owner } : {}),
        ...(lookBackOf ? { lookBackOf } : {}),
        plannedFrom: target.plannedFrom ?? round.plannedFrom,
        plannedTo: target.plannedTo ?? round.plannedTo,
        pack: round.pack,
      },
    },
  };
}
