import { expect, test } from '@jest/globals';
import { actor, digest } from '../../support/given.js';
import {
  confirmFinding,
  draftFinding,
  dropFinding,
  given,
  orderImmediate,
  otherHead,
  reviewFinding,
  storyOf,
} from '../../support/target-story.js';

const { ready, stationed, drafted, reviewed, confirmed, withdrawn } = storyOf();
const author = actor('groupMember');
const colleague = actor('groupMember', 'all', 'colleague');

const returned = [
  ...drafted,
  { ...reviewFinding({ passed: false, reason: '事实不清' }), by: colleague },
];

test('a finding is drafted by two on evidence they have seen', () => {
  given(...stationed)
    .when(draftFinding(), author)
    .then({ type: 'FindingDrafted' })
    .thenState({ findings: { F1: { status: 'drafted', author: 'groupMember' } } });
  given(...stationed)
    .when(draftFinding({ handlers: ['member-1', 'member-1'] }))
    .thenRejected('one-handler');
  given(...stationed)
    .when(draftFinding({ evidence: [{ digest: digest('x'), observedOn: '2021-06-02' }] }))
    .thenRejected('drafted-before-evidence');
});

test('a finding may say whose responsibility it is, and whether it touches the key few', () => {
  const dimensions = {
    responsibilityLevel: 'firstResponsible',
    responsibilityField: 'strictGovernanceMain',
    keyFew: true,
    topic: '选人用人',
  };
  given(...stationed)
    .when(draftFinding(dimensions), author)
    .then({ type: 'FindingDrafted', data: dimensions });
  expect(() =>
    given(...stationed).when(draftFinding({ responsibilityLevel: 'everybody' }), author),
  ).toThrow();
});

test('a finding has one number and belongs to the fieldwork', () => {
  given(...drafted)
    .when(draftFinding())
    .thenRejected('finding-exists');
  given(...ready)
    .when(draftFinding())
    .thenRejected('not-in-fieldwork');
  given(...stationed)
    .when(
      draftFinding({
        draftedOn: '2021-05-21',
        evidence: [{ digest: digest('x'), observedOn: '2021-05-01' }],
      }),
    )
    .thenRejected('before-stationing');
  given(...stationed)
    .when({ ...draftFinding(), on: '2021-05-31' })
    .thenRejected('date-in-future');
});

test('the group reviews the work of another', () => {
  given(...drafted)
    .when(reviewFinding(), colleague)
    .then({ type: 'FindingReviewed' });
  given(...drafted)
    .when(reviewFinding(), author)
    .thenRejected('reviewed-by-author');
  given(...reviewed)
    .when(reviewFinding(), colleague)
    .thenRejected('finding-not-drafted');
  given(...drafted)
    .when(reviewFinding({ reviewedOn: '2021-05-31' }), colleague)
    .thenRejected('before-draft');
});

test('a returned finding comes with a reason and is drafted again', () => {
  given(...drafted)
    .when(reviewFinding({ passed: false }), colleague)
    .thenRejected('reason-missing');
  given(...drafted)
    .when(reviewFinding({ passed: false, reason: '事实不清' }), colleague)
    .then({ type: 'FindingReturned', data: { reason: '事实不清' } });
  given(...returned)
    .when(draftFinding({ draftedOn: '2021-06-04' }), author)
    .then({ type: 'FindingDrafted' })
    .thenState({ findings: { F1: { status: 'drafted', draftedOn: '2021-06-04' } } });
});

test('the head of the group signs what another has drafted', () => {
  given(...reviewed)
    .when(confirmFinding())
    .then({ type: 'FindingConfirmed', data: { severity: 'moderate' } });
  given(...drafted)
    .when(confirmFinding())
    .thenRejected('finding-not-reviewed');
  given(...reviewed)
    .when(confirmFinding({ confirmedOn: '2021-06-02' }))
    .thenRejected('before-review');
  given(...stationed, { ...draftFinding(), by: otherHead }, { ...reviewFinding(), by: colleague })
    .when(confirmFinding(), otherHead)
    .thenRejected('confirmed-by-author');
});

test('a finding is dropped with a reason, unless its rectification has been ordered', () => {
  given(...confirmed)
    .when(dropFinding())
    .then({ type: 'FindingDropped' });
  given(...confirmed, dropFinding())
    .when(dropFinding())
    .thenRejected('finding-dropped');
  given(...confirmed, orderImmediate())
    .when(dropFinding())
    .thenRejected('finding-in-rectification');
  given(...drafted)
    .when(dropFinding({ droppedOn: '2021-05-31' }))
    .thenRejected('before-draft');
  given(...withdrawn)
    .when(dropFinding())
    .thenRejected('not-in-fieldwork');
});

test.each([reviewFinding, confirmFinding, dropFinding])(
  'an unknown finding is refused',
  (build) => {
    given(...drafted)
      .when(build({ finding: 'F9' }), actor('groupHead'))
      .thenRejected('finding-unknown');
  },
);
