import { test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  claimFinding,
  confirmFinding,
  draftFinding,
  feedBackToPrincipal,
  feedBackToUnit,
  given,
  acceptReport,
  recordDecision,
  reviewFinding,
  storyOf,
  submitReport,
  withdrawGroup,
} from '../../support/target-story.js';

const { decided, fedBack, claimed, confirmed } = storyOf();
const second = { finding: 'F2' };
const withTwo = [
  ...confirmed,
  { ...draftFinding(second), by: actor('groupMember') },
  { ...reviewFinding(second), by: actor('groupMember', 'all', 'colleague') },
  confirmFinding(second),
  withdrawGroup(),
  submitReport(),
  acceptReport(),
  recordDecision(),
  feedBackToPrincipal(),
  feedBackToUnit(),
];

test('the last claim completes them', () => {
  given(...withTwo)
    .when(claimFinding())
    .then({ type: 'FindingClaimed' })
    .thenClock();
  given(...withTwo, claimFinding())
    .when(claimFinding(second))
    .then({ type: 'FindingClaimed' }, { type: 'AllFindingsClaimed' })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'claim' } });
});

test('what was not fed back is not claimed', () => {
  given(...decided)
    .when(claimFinding())
    .thenRejected('feedback-missing');
  given(...fedBack)
    .when(claimFinding({ finding: 'F9' }))
    .thenRejected('finding-not-fed-back');
  given(...claimed)
    .when(claimFinding())
    .thenRejected('finding-already-claimed');
  given(...fedBack)
    .when(claimFinding({ claimedOn: '2021-08-04' }))
    .thenRejected('before-feedback');
  given(...fedBack)
    .when({ ...claimFinding(), on: '2021-08-09' })
    .thenRejected('date-in-future');
});
