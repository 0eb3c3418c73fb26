import { z } from 'zod';
import {
  pauseRunning,
  resumeSuspended,
  resumedFrom,
  suspendedFrom,
  suspendedSince,
} from '../../clock/suspension.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { toTargets } from '../groups.js';
import { targetsOf, type RoundState, type RoundStatus } from '../state.js';

/** Once the secretary's meeting has decided, the targets wait for its decision and the round goes to its end. */
const BEFORE_DECISION: readonly RoundStatus[] = [
  'approved',
  'deployed',
  'stationed',
  'fieldworkEnded',
  'leadingGroupHeard',
];

const canSuspend = guard<RoundState>((round) => {
  if (!BEFORE_DECISION.includes(round.status))
    return reject(
      'round-not-suspendable',
      'A round is suspended between its approval and the secretary’s meeting.',
    );
  return (
    suspendedSince(round) === undefined ||
    reject('round-already-suspended', 'The round is suspended already.')
  );
});

const isSuspended = guard<RoundState>(
  (round) =>
    suspendedSince(round) !== undefined ||
    reject('round-not-suspended', 'Only a suspended round is resumed.'),
);

const Suspending = z.object({ suspendedOn: CalendarDate, reason: z.string().min(1).max(500) });
const Resuming = z.object({ resumedOn: CalendarDate });

/** The leading-group head suspends a round with a reason; its targets and every deadline stand still with it. */
export const suspension = stageOf<RoundState>()({
  name: 'suspension',
  commands: {
    SuspendRound: {
      by: ['leadingGroupHead'],
      guard: canSuspend,
      data: z.strictObject(Suspending.shape),
    },
    ResumeRound: {
      by: ['leadingGroupHead'],
      guard: isSuspended,
      data: z.strictObject(Resuming.shape),
    },
  },
  events: { RoundSuspended: Suspending, RoundResumed: Resuming },
  decide: {
    SuspendRound: (data, { approvedOn, suspension: last }, context) =>
      dateRefusal(data.suspendedOn, context, {
        on: approvedOn,
        code: 'suspended-before-approval',
        message: 'Only an approved round is suspended.',
      }) ??
      dateRefusal(data.suspendedOn, context, {
        on: last?.toOn ?? undefined,
        code: 'suspended-before-resumption',
        message: 'The round was resumed from an earlier suspension only after that day.',
      }) ?? [{ type: 'RoundSuspended', data }],
    ResumeRound: (data, round, context) =>
      dateRefusal(data.resumedOn, context, {
        on: suspendedSince(round),
        code: 'resumed-before-suspension',
        message: 'A round goes on after it was suspended.',
      }) ?? [{ type: 'RoundResumed', data }],
  },
  evolve: {
    RoundSuspended: (round, { suspendedOn }) => suspendedFrom(round, suspendedOn),
    RoundResumed: (round, { resumedOn }) => resumedFrom(round, resumedOn),
  },
  clock: {
    RoundSuspended: ({ suspendedOn, reason }, round, context) =>
      pauseRunning(round, suspendedOn, reason, context),
    RoundResumed: ({ resumedOn }, round) => resumeSuspended(round, resumedOn),
  },
  effects: {
    RoundSuspended: (data, round, context) =>
      toTargets(round, unitsOf(round), context, { type: 'SuspendTarget', data }),
    RoundResumed: (data, round, context) =>
      toTargets(round, unitsOf(round), context, { type: 'ResumeTarget', data }),
  },
});

function unitsOf(round: RoundState): readonly string[] {
  return targetsOf(round).map(({ unit }) => unit);
}
