import { test } from '@jest/globals';
import { confirmCopy, sendCopy } from '../../support/follow-up.js';
import {
  feedBackToPrincipal,
  feedBackToUnit,
  given,
  issueLetters,
  storyOf,
} from '../../support/target-story.js';

const { accepted, decided, fedBack, planned, rectificationReported } = storyOf();

test('a copy notice goes to the leader in charge, who confirms it', () => {
  given(...fedBack)
    .when(sendCopy())
    .then({ type: 'CopyNoticeSent', data: { to: 'supervisingLeader' } });
  given(...fedBack, sendCopy())
    .when(confirmCopy())
    .then({ type: 'CopyNoticeReceived', data: { copy: 'CG-1' } })
    .thenState({ copyNotices: { 'CG-1': { sentOn: '2021-08-06', receivedOn: '2021-08-09' } } });
});

test.each([
  ['report', accepted, decided, '2021-07-21'],
  ['feedback', decided, [...decided, issueLetters()], '2021-07-28'],
  ['feedback', decided, [...decided, feedBackToPrincipal()], '2021-08-04'],
  ['feedback', decided, [...decided, feedBackToUnit()], '2021-08-05'],
  ['plan', fedBack, planned, '2021-09-01'],
  ['rectificationReport', planned, rectificationReported, '2021-11-03'],
] as const)('a copy of the %s follows the paper itself', (of, before, after, since) => {
  const copy = (sentOn: string) => sendCopy({ of, sentOn });
  given(...before)
    .when(copy(since))
    .thenRejected('nothing-to-copy');
  given(...after)
    .when(copy('2021-07-20'))
    .thenRejected('before-copied-paper');
  given(...after)
    .when(copy(since))
    .then({ type: 'CopyNoticeSent', data: { of } });
});

test('a number stands for one copy, and a receipt follows its copy', () => {
  given(...fedBack, sendCopy())
    .when(sendCopy({ to: 'audit' }))
    .thenRejected('copy-number-taken');
  given(...fedBack, sendCopy())
    .when(sendCopy({ copy: 'CG-2', to: 'audit' }))
    .then({ type: 'CopyNoticeSent', data: { to: 'audit' } });
  given(...fedBack, sendCopy())
    .when(confirmCopy({ copy: 'CG-2' }))
    .thenRejected('copy-unknown');
  given(...fedBack, sendCopy())
    .when(confirmCopy({ receivedOn: '2021-08-05' }))
    .thenRejected('before-copy');
  given(...fedBack, sendCopy(), confirmCopy())
    .when(confirmCopy())
    .thenRejected('copy-already-received');
  given(...fedBack)
    .when({ ...sendCopy(), on: '2021-08-05' })
    .thenRejected('date-in-future');
  given(...fedBack, sendCopy())
    .when({ ...confirmCopy(), on: '2021-08-08' })
    .thenRejected('date-in-future');
});
