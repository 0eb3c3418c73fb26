import { test } from '@jest/globals';
import { actor, digest } from '../../support/given.js';
import {
  doubleStory,
  feedBackToOwner,
  given,
  holdTalk,
  issueLetters,
  storyOf,
} from '../../support/target-story.js';

const { decided } = storyOf();
const double = doubleStory();

test('the owning committee hears the feedback, and its leaders are spoken to', () => {
  given(...double.lettersIssued)
    .when(feedBackToOwner(), actor('executiveDeputyHead'))
    .then({ type: 'FeedbackGivenToOwningCommittee', data: { heldOn: '2021-08-02' } })
    .thenState({ status: 'decided', owningCommitteeFedBackOn: '2021-08-02' });
  given(...double.lettersIssued, feedBackToOwner())
    .when(holdTalk())
    .then({
      type: 'CollectiveTalkHeld',
      data: { attendees: [{ post: '县委书记', role: 'listener' }, { post: '县纪委书记' }] },
    });
});

test('neither is a matter of the group', () => {
  for (const build of [feedBackToOwner, holdTalk])
    given(...double.lettersIssued)
      .when(build(), actor('groupHead'))
      .thenRejected('forbidden');
});

test('a target of the own level has no other committee', () => {
  for (const build of [feedBackToOwner, holdTalk])
    given(...decided, issueLetters())
      .when(build())
      .thenRejected('no-owning-committee');
});

test('neither comes before the decision, nor ahead of its day', () => {
  for (const build of [feedBackToOwner, holdTalk]) {
    given(...double.accepted)
      .when(build())
      .thenRejected('decision-missing');
    given(...double.lettersIssued)
      .when(build({ heldOn: '2021-07-20' }))
      .thenRejected('before-decision');
    given(...double.lettersIssued)
      .when({ ...build(), on: '2021-08-01' })
      .thenRejected('date-in-future');
  }
});

test('the committee gets the letter that was issued to it', () => {
  given(...double.decided)
    .when(feedBackToOwner())
    .thenRejected('letters-missing');
  given(...double.lettersIssued)
    .when(feedBackToOwner({ heldOn: '2021-07-27' }))
    .thenRejected('before-letters');
  given(...double.lettersIssued)
    .when(feedBackToOwner({ letter: digest('another letter') }))
    .thenRejected('letter-not-issued');
});

test('each comes once', () => {
  given(...double.upperFedBack)
    .when(feedBackToOwner())
    .thenRejected('owning-committee-already-fed-back');
  given(...double.upperFedBack)
    .when(holdTalk())
    .thenRejected('collective-talk-already-held');
});
