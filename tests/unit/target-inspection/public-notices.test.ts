import { test } from '@jest/globals';
import { decideExemption, grantExemption, recordNotice } from '../../support/follow-up.js';
import { given, storyOf } from '../../support/target-story.js';

const { listed, fedBack, rectificationAccepted } = storyOf();
const ofResults = (publishedOn: string) => recordNotice({ kind: 'rectification', publishedOn });

test('a notice is recorded with source, time and readers', () => {
  given(...fedBack)
    .when(recordNotice())
    .then({ type: 'NoticePublished', data: { publishedAt: '10:42:32', reads: 663 } });
  given(...listed)
    .when(recordNotice({ kind: 'press', reads: undefined }))
    .then({ type: 'NoticePublished', data: { kind: 'press' } });
});

test('the same notice is recorded once, a later count of readers again', () => {
  given(...fedBack, recordNotice())
    .when(recordNotice())
    .thenNothing();
  given(...fedBack, recordNotice())
    .when(recordNotice({ reads: 700 }))
    .then({ type: 'NoticePublished', data: { reads: 700 } });
  given(...fedBack)
    .when({ ...recordNotice(), on: '2021-08-05' })
    .thenRejected('date-in-future');
});

test('guard 5: a notice of the results is a publication to society', () => {
  for (const history of [fedBack, rectificationAccepted])
    given(...history)
      .when(ofResults('2021-11-12'))
      .thenRejected('exemption-undecided');
  given(...rectificationAccepted, grantExemption({ track: 'society' }))
    .when(ofResults('2021-11-12'))
    .thenRejected('publication-exempted');
  const decided = [...rectificationAccepted, decideExemption({ track: 'society' })];
  given(...decided)
    .when(ofResults('2021-11-09'))
    .thenRejected('before-exemption-decision');
  given(...decided)
    .when(ofResults('2021-11-12'))
    .then({ type: 'NoticePublished', data: { kind: 'rectification' } });
});
