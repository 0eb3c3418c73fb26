import { test } from '@jest/globals';
import { digest } from '../../support/given.js';
import { approveRound, round } from '../../support/round.js';
import { recordSelection, selected } from '../../support/round-lines.js';

const { given } = round;
const consulted = selected.slice(0, -1);

test('the strategy is recorded with the scores and the letters they rest on', () => {
  given(...consulted)
    .when(recordSelection())
    .then({
      type: 'SelectionRecorded',
      data: { strategy: 'problemFirst', scores: { 'W-T1': 80, 'W-T2': 55 }, letters: ['Z-1'] },
    });
});

test('the same selection is recorded once, another one replaces it', () => {
  given(...selected)
    .when(recordSelection())
    .thenNothing();
  given(...selected)
    .when(recordSelection({ strategy: 'mixed', document: digest('second') }))
    .then({ type: 'SelectionRecorded' })
    .thenState({ selection: { strategy: 'mixed' } });
});

test('an approval needs no selection, and ends the choosing', () => {
  given(...consulted)
    .when(approveRound({ approvedOn: '2021-05-13' }))
    .thenState({ status: 'approved' });
  given(...selected, approveRound({ approvedOn: '2021-05-13' }))
    .when(recordSelection())
    .thenRejected('round-not-proposed');
});

test.each([
  ['target-unknown', { scores: { 'W-T9': 10 } }],
  ['target-unknown', { scores: { constructor: 10 } }],
  ['consultation-unanswered', { letters: ['Z-9'] }],
  ['recorded-too-early', { recordedOn: '2021-04-30' }],
  ['date-in-future', { recordedOn: '2023-04-30' }],
])('refused: %s %j', (code, change) => {
  given(...consulted)
    .when(recordSelection(change))
    .thenRejected(code);
});

test('a letter counts once it is answered', () => {
  given(...consulted.slice(0, -1))
    .when(recordSelection())
    .thenRejected('consultation-unanswered');
});
