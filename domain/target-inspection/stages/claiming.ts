import { z } from 'zod';
import { meet } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { FindingId } from '../plan-row.js';
import { fedBackFindings, withFinding, type TargetState } from '../state.js';

const isFedBack = guard<TargetState>(
  ({ feedbackReceivedOn }) =>
    feedbackReceivedOn !== undefined ||
    reject('feedback-missing', 'Findings are claimed once the feedback has been received.'),
);

const Claim = z.object({ finding: FindingId, claimedOn: CalendarDate });

/** The target claims (认领) every finding as its own; the plan waits for the last. */
export const claiming = stageOf<TargetState>()({
  name: 'claiming',
  commands: {
    ClaimFinding: {
      by: ['targetPrincipal', 'targetLiaison'],
      guard: isFedBack,
      data: z.strictObject(Claim.shape),
    },
  },
  events: {
    FindingClaimed: Claim,
    AllFindingsClaimed: z.object({ claimedOn: CalendarDate }),
  },
  decide: {
    ClaimFinding: (data, target, context) => {
      const found = target.findings[data.finding];
      if (found?.status === 'claimed')
        return reject('finding-already-claimed', `Finding ${data.finding} is claimed already.`);
      if (found?.status !== 'approved')
        return reject('finding-not-fed-back', `Finding ${data.finding} was not fed back.`);
      const refusal = dateRefusal(data.claimedOn, context, {
        on: target.feedbackReceivedOn,
        code: 'before-feedback',
        message: 'Findings are claimed after the feedback.',
      });
      if (refusal) return refusal;
      const isLast = fedBackFindings(target).every(
        (id) => id === data.finding || target.findings[id]?.status === 'claimed',
      );
      return [
        { type: 'FindingClaimed', data },
        ...(isLast
          ? [{ type: 'AllFindingsClaimed' as const, data: { claimedOn: data.claimedOn } }]
          : []),
      ];
    },
  },
  evolve: {
    FindingClaimed: (target, { finding }) => withFinding(target, finding, { status: 'claimed' }),
    AllFindingsClaimed: (target) => ({ ...target, status: 'claimed' }),
  },
  clock: {
    AllFindingsClaimed: ({ claimedOn }) => [meet('claim', claimedOn)],
  },
});
