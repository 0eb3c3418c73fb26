import { test } from '@jest/globals';
import { given, listTarget, recordVerdict, storyOf } from '../../support/target-story.js';

const lookBackOf = { inspection: 'earlier', round: 'XC-10-5', findings: ['OLD-1', 'OLD-2'] };
const { ready, stationed } = storyOf(listTarget({ type: 'lookBack', lookBackOf }));

test('each earlier finding gets a verdict, which may be corrected', () => {
  given(...stationed, recordVerdict())
    .when(recordVerdict({ verdict: 'rebounded' }))
    .then({ type: 'LookBackVerdictRecorded' })
    .thenState({ verdicts: { 'OLD-1': 'rebounded' } });
});

test('a verdict is refused elsewhere', () => {
  given(...storyOf().stationed)
    .when(recordVerdict())
    .thenRejected('not-a-look-back');
  given(...ready)
    .when(recordVerdict())
    .thenRejected('not-in-fieldwork');
  given(...stationed)
    .when(recordVerdict({ finding: 'OLD-3' }))
    .thenRejected('old-finding-unknown');
  given(...stationed)
    .when(recordVerdict({ recordedOn: '2021-05-21' }))
    .thenRejected('before-stationing');
});
