import { test } from '@jest/globals';
import { given, noteOutcome, storyOf } from '../../support/target-story.js';

const { rectifying, rectified } = storyOf();

test('the outcome of an item is noted once', () => {
  given(...rectifying)
    .when(noteOutcome())
    .then({ type: 'ItemOutcomeNoted' })
    .thenState({ items: { 'F1-1': { outcome: 'closed' } } });
  given(...rectified)
    .when(noteOutcome())
    .thenNothing();
});

test('a reopened item is open again', () => {
  given(...rectified)
    .when(noteOutcome({ outcome: 'reopened' }))
    .thenState({ items: { 'F1-1': { outcome: 'open' } } });
  given(...rectifying)
    .when(noteOutcome({ outcome: 'reopened' }))
    .thenNothing();
});

test('an item nobody planned is refused', () => {
  given(...rectifying)
    .when(noteOutcome({ item: 'F9-1' }))
    .thenRejected('item-unknown');
});
