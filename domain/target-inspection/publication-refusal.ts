import { reject, type Rejection } from '../process.js';
import type { Earliest } from '../shared/business-date.js';
import type { Track } from './follow-up.js';
import type { TargetState } from './state.js';

/** Guard 5 of `domain.md` B.6: nothing is made known on a track before its exemption was decided, and denied. */
export function publicationRefusal(
  { exemptions }: TargetState,
  track: Track,
): Rejection | undefined {
  const decision = exemptions?.[track];
  if (!decision)
    return reject('exemption-undecided', 'The leading group first decides on an exemption.');
  return decision.exempted
    ? reject('publication-exempted', 'The leading group has exempted this from being made known.')
    : undefined;
}

export function sinceExemption({ exemptions }: TargetState, track: Track): Earliest {
  return {
    on: exemptions?.[track]?.decidedOn,
    code: 'before-exemption-decision',
    message: 'This follows the decision on an exemption.',
  };
}
