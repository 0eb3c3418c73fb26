import type { EffectContext, EffectDraft } from '../process.js';
import { pledgesSignedOn, toTargets } from './groups.js';
import type { RoundState } from './state.js';

/** Tells a group's targets whether everyone in the group has signed; nothing where no pledge was set. */
export function tellPledges(
  round: RoundState,
  number: number,
  context: EffectContext,
): readonly EffectDraft[] {
  const group = round.groups[number];
  if (!group || !asksForPledges(round)) return [];
  const signedOn = pledgesSignedOn(round, group);
  return toTargets(round, group.units, context, {
    type: 'NotePledges',
    data: signedOn === undefined ? {} : { signedOn },
  });
}

export function asksForPledges({ pledges }: RoundState): boolean {
  return pledges !== undefined;
}
