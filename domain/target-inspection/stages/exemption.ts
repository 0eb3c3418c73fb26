import { z } from 'zod';
import { waive } from '../../clock/actions.js';
import { reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { isAccepted, sinceAcceptance } from '../acceptance.js';
import { DEADLINE_OF, TRACKS, type Track } from '../follow-up.js';
import type { TargetState } from '../state.js';

/** The five exemptions. Source: `domain.md` 1.3 (a county's opinion built on Art. 32). */
const Ground = z.enum([
  'stateSecret',
  'caseUnderVerification',
  'hostilePublicity',
  'massPetition',
  'otherSensitive',
]);

const Decision = z.object({
  track: z.enum(TRACKS),
  decidedOn: CalendarDate,
  document: Digest,
  /** What the target asked for; only an exemption that is granted has to have it. */
  grounds: z.array(Ground).min(1).max(5).optional(),
  targetReasons: Digest.optional(),
});

/** The leading group decides for each track whether the results are made known; without it, nothing is. */
export const exemption = stageOf<TargetState>()({
  name: 'exemption',
  commands: {
    DecideExemption: {
      by: ['leadingGroupHead', 'executiveDeputyHead'],
      guard: isAccepted,
      data: z.strictObject({ ...Decision.shape, exempted: z.boolean() }),
    },
  },
  events: {
    ExemptionGranted: Decision.required(),
    ExemptionRefused: Decision,
  },
  decide: {
    DecideExemption: ({ exempted, ...data }, target, context) =>
      repeatRefusal(target, data.track) ??
      groundsRefusal(data.grounds ?? []) ??
      dateRefusal(data.decidedOn, context, sinceAcceptance(target)) ??
      (exempted ? granted(data) : [{ type: 'ExemptionRefused', data }]),
  },
  evolve: {
    ExemptionGranted: (target, data) => decided(target, data, true),
    ExemptionRefused: (target, data) => decided(target, data, false),
  },
  clock: {
    // Many read of a deadline; that a case is being verified, say, is not for all of them.
    ExemptionGranted: ({ track }) => [waive(DEADLINE_OF[track], 'publication exempted')],
  },
});

function repeatRefusal({ exemptions }: TargetState, track: Track): Rejection | undefined {
  return exemptions?.[track]
    ? reject('exemption-already-decided', 'The leading group has decided on this exemption.')
    : undefined;
}

function groundsRefusal(grounds: readonly string[]): Rejection | undefined {
  return new Set(grounds).size < grounds.length
    ? reject('ground-twice', 'Each ground is named once.')
    : undefined;
}

function granted({ grounds, targetReasons, ...rest }: z.output<typeof Decision>) {
  if (!grounds) return reject('grounds-missing', 'An exemption rests on one of the five grounds.');
  if (targetReasons === undefined)
    return reject('target-reasons-missing', 'The target states its reasons for an exemption.');
  return [{ type: 'ExemptionGranted' as const, data: { ...rest, grounds, targetReasons } }];
}

function decided(
  target: TargetState,
  { track, decidedOn }: Pick<z.output<typeof Decision>, 'track' | 'decidedOn'>,
  exempted: boolean,
): TargetState {
  return { ...target, exemptions: { ...target.exemptions, [track]: { exempted, decidedOn } } };
}
