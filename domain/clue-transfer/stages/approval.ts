import { z } from 'zod';
import { waive } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { answer, begin, owedOf, trackRow } from '../limits.js';
import { ReceiverKind, UnitCode } from '../references.js';
import { receiverRefusal, sinceLastStep, standsAt, type ClueState } from '../state.js';

const isScreened = standsAt(
  ['screened'],
  reject('clue-not-screened', 'Only a screened clue is approved for transfer.'),
);

const canApprove = guard<ClueState>((clue, context) => {
  const screened = isScreened(clue, context);
  if (screened !== true) return screened;
  const { id } = context.actor;
  return (
    (clue.registeredBy !== id && clue.screenedBy !== id) ||
    reject('approved-by-screener', 'Whoever registered or screened a clue does not approve it.')
  );
});

const isBeforeApproval = standsAt(
  ['registered', 'screened'],
  reject('transfer-already-approved', 'The fast track is granted before the approval.'),
);

const Approval = z.object({
  approvedOn: CalendarDate,
  receiver: ReceiverKind,
  unit: UnitCode.optional(),
  sheet: Digest,
});
const Grant = z.object({ grantedOn: CalendarDate });

/** A head of the leading group decides who receives the clue (Art. 28); the fast track (快查快办) cuts the limits to one day. */
export const approval = stageOf<ClueState>()({
  name: 'approval',
  commands: {
    ApproveClueTransfer: {
      by: ['leadingGroupHead', 'executiveDeputyHead'],
      guard: canApprove,
      data: z.strictObject(Approval.shape),
    },
    GrantFastTrack: {
      by: ['leadingGroupHead', 'executiveDeputyHead'],
      guard: isBeforeApproval,
      data: z.strictObject(Grant.shape),
    },
  },
  events: { ClueTransferApproved: Approval, FastTrackGranted: Grant },
  decide: {
    ApproveClueTransfer: (data, clue, context) =>
      receiverRefusal(clue, data) ??
      dateRefusal(data.approvedOn, context, sinceLastStep(clue)) ?? [
        { type: 'ClueTransferApproved', data },
      ],
    GrantFastTrack: (data, clue, context) => {
      if (clue.fastTrack) return []; // already so
      return (
        dateRefusal(data.grantedOn, context, sinceLastStep(clue)) ?? [
          { type: 'FastTrackGranted', data },
        ]
      );
    },
  },
  evolve: {
    ClueTransferApproved: (clue, { approvedOn, receiver, unit }) => ({
      ...clue,
      status: 'approved',
      sinceOn: approvedOn,
      receiver,
      unit: unit ?? null,
    }),
    FastTrackGranted: (clue) => ({ ...clue, fastTrack: true }),
  },
  clock: {
    ClueTransferApproved: ({ approvedOn }, clue) => [
      ...answer(clue, trackRow('clue-approval', clue), approvedOn),
      ...begin(clue, trackRow('clue-sending', clue), approvedOn),
    ],
    FastTrackGranted: ({ grantedOn }, clue) => {
      const slow = owedOf(clue, 'clue-approval');
      if (!slow) return []; // the screening still runs; the approval then begins on the fast track
      return [
        waive(slow.deadline, 'fastTrack'),
        ...begin(clue, trackRow('clue-approval', clue), grantedOn),
      ];
    },
  },
});
