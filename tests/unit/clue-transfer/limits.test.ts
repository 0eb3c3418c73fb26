import { expect, test } from '@jest/globals';
import { clueTransfer } from '../../../domain/clue-transfer/index.js';
import { isOwed } from '../../../domain/clock/state.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import { STORIES, clue, closed } from '../../support/clue.js';

const { given } = clue;

test('a clue is watched at every step of every story, until it ends', () => {
  const steps = [...STORIES, closed].flatMap((story) =>
    story.map((_, index) => given(...story.slice(0, index + 1)).state),
  );
  // Every status but the first and the three last ones.
  expect(new Set(steps.map(({ status }) => status)).size).toBe(9);
  for (const state of steps) {
    const owed = Object.values(state.clock.deadlines).filter(isOwed);
    const { status } = state;
    // A closed clue owes nothing; the clock itself ends it.
    expect([status, owed.length > 0]).toEqual([status, status !== 'closed']);
    expect([status, clueTransfer.dueList(state, shippedBook).length > 0]).toEqual([status, true]);
  }
});

test('the state keeps nothing of the inspected unit, whose people would see it', () => {
  const { state } = given(...closed);
  expect(JSON.stringify(state)).not.toContain('W-T1');
  expect(clueTransfer.reach(state)).toEqual(['group:XC-10-12/1']);
});
