import { expect, test } from '@jest/globals';
import { decideExemption, grantExemption } from '../../support/follow-up.js';
import { digest } from '../../support/given.js';
import { given, storyOf } from '../../support/target-story.js';

const { rectificationReported, rectificationAccepted } = storyOf();

test.each([
  ['party', 'publish-inside-party'],
  ['society', 'publish-to-society'],
])(
  'an exemption on the track %s ends its deadline, and tells no reader of it why',
  (track, deadline) => {
    const { decided } = given(...rectificationAccepted)
      .when(grantExemption({ track, grounds: ['caseUnderVerification', 'stateSecret'] }))
      .then({
        type: 'ExemptionGranted',
        data: { track, grounds: ['caseUnderVerification', 'stateSecret'] },
      })
      .thenClock({ type: 'DeadlineWaived', data: { deadline } });
    const [waived] = decided.filter(({ type }) => type === 'DeadlineWaived');
    expect(JSON.stringify(waived)).not.toMatch(/caseUnderVerification|stateSecret/);
  },
);

test('a refused exemption leaves the deadline running; what was asked for stays on record', () => {
  given(...rectificationAccepted)
    .when(decideExemption({ grounds: ['hostilePublicity'], targetReasons: digest('reasons') }))
    .then({ type: 'ExemptionRefused', data: { track: 'party', grounds: ['hostilePublicity'] } })
    .thenClock()
    .thenState({ exemptions: { party: { exempted: false, decidedOn: '2021-11-10' } } });
});

test('an exemption needs one of the five grounds and the reasons of the target', () => {
  given(...rectificationAccepted)
    .when(grantExemption({ grounds: undefined }))
    .thenRejected('grounds-missing');
  given(...rectificationAccepted)
    .when(grantExemption({ targetReasons: undefined }))
    .thenRejected('target-reasons-missing');
  given(...rectificationAccepted)
    .when(grantExemption({ grounds: ['stateSecret', 'stateSecret'] }))
    .thenRejected('ground-twice');
});

test('it is decided once on each track, after the acceptance of the report', () => {
  given(...rectificationReported)
    .when(decideExemption())
    .thenRejected('report-not-accepted');
  for (const first of [decideExemption, grantExemption])
    given(...rectificationAccepted, first())
      .when(decideExemption())
      .thenRejected('exemption-already-decided');
  given(...rectificationAccepted, decideExemption())
    .when(grantExemption({ track: 'society' }))
    .then({ type: 'ExemptionGranted' });
  given(...rectificationAccepted)
    .when(decideExemption({ decidedOn: '2021-11-07' }))
    .thenRejected('before-acceptance');
  given(...rectificationAccepted)
    .when({ ...decideExemption(), on: '2021-11-09' })
    .thenRejected('date-in-future');
});
