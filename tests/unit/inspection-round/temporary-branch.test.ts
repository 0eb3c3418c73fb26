import { describe, expect, test } from '@jest/globals';
import { actor, digest } from '../../support/given.js';
import {
  groupHead,
  grouped,
  holdBranchMeeting,
  proposed,
  replaceMember,
  round,
  setUpTemporaryBranch,
} from '../../support/round.js';

const { given } = round;
const setUp = [...grouped, setUpTemporaryBranch()];

describe('setting up a branch', () => {
  test('names its secretary', () => {
    given(...grouped)
      .when(setUpTemporaryBranch())
      .then({ type: 'TemporaryBranchSetUp', data: { group: 1, secretary: 'head-1' } });
  });

  test.each([
    ['group-unknown', { group: 9 }],
    ['secretary-not-in-group', { secretary: 'head-2' }],
    ['set-up-before-approval', { setUpOn: '2021-05-05' }],
    ['date-in-future', { setUpOn: '2023-01-01' }],
  ])('refused: %s', (code, change) => {
    given(...grouped)
      .when(setUpTemporaryBranch(change))
      .thenRejected(code);
  });

  test('is done once, until the secretary has left; the meetings stay', () => {
    given(...setUp)
      .when(setUpTemporaryBranch({ secretary: 'deputy-1' }))
      .thenRejected('branch-already-set-up');
    const left = replaceMember({ leaves: 'head-1', joins: 'head-3', role: 'head' });
    const { state } = given(...setUp, holdBranchMeeting(), left)
      .when(setUpTemporaryBranch({ secretary: 'deputy-1' }))
      .then({ type: 'TemporaryBranchSetUp' });
    expect(state.groups[1]?.branch).toEqual({
      setUpOn: '2021-05-12',
      secretary: 'deputy-1',
      meetings: [digest('branch minutes')],
    });
  });

  test('needs an approved round', () => {
    given(...proposed)
      .when(setUpTemporaryBranch())
      .thenRejected('round-not-approved');
  });
});

describe('a meeting of the branch', () => {
  test('is recorded by its group; the same minutes once more change nothing', () => {
    given(...setUp)
      .when(holdBranchMeeting(), groupHead)
      .then({ type: 'BranchMeetingHeld', data: { group: 1 } });
    given(...setUp, { ...holdBranchMeeting(), by: actor('officeStaff') })
      .when(holdBranchMeeting(), groupHead)
      .thenNothing();
  });

  test.each([
    ['group-unknown', { group: 9 }],
    ['other-group', { group: 2 }],
    ['held-before-set-up', { heldOn: '2021-05-11' }],
    ['date-in-future', { heldOn: '2023-01-01' }],
  ])('refused: %s', (code, change) => {
    given(...setUp)
      .when(holdBranchMeeting(change), groupHead)
      .thenRejected(code);
  });

  test('needs a branch', () => {
    given(...grouped)
      .when(holdBranchMeeting(), groupHead)
      .thenRejected('branch-missing');
  });
});
