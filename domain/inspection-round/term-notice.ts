import type { Command, EffectContext, EffectDraft } from '../process.js';
import { streamOf } from '../shared/ids.js';
import { isFedBack } from '../shared/inspection.js';
import { targetName, targetOf, targetsOf, type RoundState } from './state.js';

/** A round that names no term plan belongs to none, as every round before this could be named. */
function toTermPlan({ termPlan }: RoundState, command: Command): readonly EffectDraft[] {
  return termPlan === undefined ? [] : [{ process: 'term-plan', id: termPlan, command }];
}

/** The year's minimum counts inspected organizations; a rectification supervision inspects none. Source: row 76. */
export function noteApproval(
  round: RoundState,
  approvedOn: string,
  stream: string,
): readonly EffectDraft[] {
  const targets = targetsOf(round).filter(({ type }) => isFedBack(type)).length;
  const data = { round: stream, approvedOn, targets };
  return toTermPlan(round, { type: 'NoteRoundApproved', data });
}

/**
 * An inspection counts for its unit once its report is accepted, from the day the group left; the plan knows by
 * the type that a look-back ends idleness and covers nothing anew. Source: row 1.
 */
export function noteCoverage(
  round: RoundState,
  unit: string,
  { stream, deriveId }: EffectContext,
): readonly EffectDraft[] {
  const target = targetOf(round, unit);
  if (!target || !isFedBack(target.type)) return [];
  const coveredOn = target.withdrawnOn ?? target.reportAcceptedOn;
  const inspection = streamOf('target-inspection', deriveId(targetName(stream, unit)));
  const data = { unit, round: stream, inspection, coveredOn, type: target.type };
  return toTermPlan(round, { type: 'NoteTargetCovered', data });
}
