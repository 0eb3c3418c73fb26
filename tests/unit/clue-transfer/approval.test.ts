import { describe, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  approveTransfer,
  approved,
  clue,
  detectConflict,
  grantFastTrack,
  registered,
  screenClue,
  screened,
} from '../../support/clue.js';

const { given } = clue;

describe('approving', () => {
  test('names the receiver, and the office has five working days to send', () => {
    given(...screened)
      .when(approveTransfer())
      .then({ type: 'ClueTransferApproved', data: { receiver: 'discipline' } })
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'clue-approval' } },
        { type: 'DeadlineSet', data: { deadline: 'clue-sending', dueOn: '2021-06-15' } },
      )
      .thenState({ status: 'approved', receiver: 'discipline', unit: null });
  });

  test('is for a head of the leading group who did not register or screen it', () => {
    given(...screened)
      .when(approveTransfer(), actor('officeDirector'))
      .thenRejected('forbidden');
    for (const id of ['clueOfficer', 'groupHead'])
      given(...screened)
        .when(approveTransfer(), actor('executiveDeputyHead', 'all', id))
        .thenRejected('approved-by-screener');
    given(...registered)
      .when(approveTransfer())
      .thenRejected('clue-not-screened');
  });

  test('names a unit for a competent unit only, and keeps the order of days', () => {
    given(...screened)
      .when(approveTransfer({ receiver: 'competentUnit' }))
      .thenRejected('receiver-unit-mismatch');
    given(...screened)
      .when(approveTransfer({ unit: 'D-3' }))
      .thenRejected('receiver-unit-mismatch');
    given(...screened)
      .when(approveTransfer({ receiver: 'competentUnit', unit: 'D-3' }))
      .thenState({ receiver: 'competentUnit', unit: 'D-3' });
    given(...screened)
      .when(approveTransfer({ approvedOn: '2021-06-02' }))
      .thenRejected('before-previous-step');
  });

  test('goes up when a conflict is known already', () => {
    const known = [...screened, detectConflict()];
    given(...known)
      .when(approveTransfer({ receiver: 'organization' }))
      .thenRejected('conflict-goes-up');
    given(...known)
      .when(approveTransfer({ receiver: 'upperLevel' }))
      .thenState({ receiver: 'upperLevel' });
  });
});

describe('the fast track', () => {
  test('leaves a day for the approval, and a working day for the sending', () => {
    given(...screened)
      .when(grantFastTrack())
      .then({ type: 'FastTrackGranted' })
      .thenClock(
        { type: 'DeadlineWaived', data: { deadline: 'clue-approval', reason: 'fastTrack' } },
        { type: 'DeadlineSet', data: { deadline: 'clue-approval-fast', dueOn: '2021-06-07' } },
      );
    given(...screened, grantFastTrack())
      .when(approveTransfer())
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'clue-approval-fast' } },
        { type: 'DeadlineSet', data: { deadline: 'clue-sending-fast', dueOn: '2021-06-08' } },
      );
  });

  test('is granted before the screening as well', () => {
    given(...registered, grantFastTrack({ grantedOn: '2021-06-02' }))
      .when(screenClue())
      .thenClock(
        { type: 'DeadlineMet' },
        { type: 'DeadlineSet', data: { deadline: 'clue-approval-fast', dueOn: '2021-06-04' } },
      );
  });

  test('once, and before the approval', () => {
    given(...screened, grantFastTrack())
      .when(grantFastTrack())
      .thenNothing();
    given(...approved)
      .when(grantFastTrack())
      .thenRejected('transfer-already-approved');
    given(...screened)
      .when(grantFastTrack({ grantedOn: '2021-06-02' }))
      .thenRejected('before-previous-step');
  });
});
