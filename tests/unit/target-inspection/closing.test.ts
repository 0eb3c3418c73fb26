import { expect, test } from '@jest/globals';
import { owedDeadline } from '../../../domain/clock/state.js';
import { uuid } from '../../support/given.js';
import {
  cancelTarget,
  closeTarget,
  given,
  noteOutcome,
  storyOf,
} from '../../support/target-story.js';

const story = storyOf();
const { rectificationReported, rectificationAccepted, closed } = story;

test('the office director closes the case; no deadline is left and the round is told', () => {
  const { state } = given(...rectificationAccepted)
    .when(closeTarget())
    .then({ type: 'TargetInspectionClosed' })
    .thenEffects({
      id: uuid(9),
      command: { type: 'NoteTargetClosed', data: { unit: 'W-T1', closedOn: '2021-11-20' } },
    });
  expect(Object.values(state.clock.deadlines).map(({ status }) => status)).not.toContain('running');
});

test('closing waits for report and items', () => {
  given(...rectificationReported)
    .when(closeTarget())
    .thenRejected('report-not-accepted');
  given(...rectificationAccepted, noteOutcome({ outcome: 'reopened' }))
    .when(closeTarget())
    .thenRejected('items-open');
  given(...rectificationAccepted, noteOutcome({ outcome: 'continuing' }))
    .when(closeTarget())
    .thenState({ status: 'closed' });
  given(...rectificationAccepted)
    .when(closeTarget({ closedOn: '2021-11-07' }))
    .thenRejected('before-acceptance');
  given(...rectificationAccepted)
    .when({ ...closeTarget(), on: '2021-11-19' })
    .thenRejected('date-in-future');
});

test('a closed case takes no command', () => {
  given(...closed)
    .when(noteOutcome({ outcome: 'reopened' }))
    .thenRejected('case-closed');
});

test('a cancelled round cancels the target and waives what was running', () => {
  given(...story.listed)
    .when(cancelTarget())
    .then({ type: 'TargetInspectionCancelled' })
    .thenClock(
      { type: 'DeadlineWaived', data: { deadline: 'notice-before-stationing' } },
      { type: 'DeadlineWaived', data: { deadline: 'stationing' } },
    );
  given(...story.listed, cancelTarget())
    .when(cancelTarget())
    .thenRejected('case-closed');
});

test.each(Object.entries(story).filter(([name]) => name !== 'closed'))(
  'nothing is forgotten: %s has a running deadline',
  (_name, history) => {
    const { state } = given(...history);
    const names = Object.keys(state.clock.deadlines);
    expect(names.filter((name) => owedDeadline(state, name))).not.toEqual([]);
  },
);
