import { expect, test } from '@jest/globals';
import { owedDeadline } from '../../../domain/clock/state.js';
import {
  approvePublicReport,
  decideExemption,
  grantExemption,
  notifyParty,
  publishReport,
} from '../../support/follow-up.js';
import { uuid } from '../../support/given.js';
import {
  cancelTarget,
  closeTarget,
  given,
  noteOutcome,
  storyOf,
} from '../../support/target-story.js';

const story = storyOf();
const { rectificationReported, rectificationAccepted, published, closed } = story;

test('the office director closes the case; no deadline is left and the round is told', () => {
  const { state } = given(...published)
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
  given(...published, noteOutcome({ outcome: 'reopened' }))
    .when(closeTarget())
    .thenRejected('items-open');
  given(...published, noteOutcome({ outcome: 'continuing' }))
    .when(closeTarget())
    .thenState({ status: 'closed' });
  given(...published)
    .when(closeTarget({ closedOn: '2021-11-07' }))
    .thenRejected('before-acceptance');
  given(...published)
    .when({ ...closeTarget(), on: '2021-11-19' })
    .thenRejected('date-in-future');
});

test('closing waits until both tracks of publication are walked or exempted', () => {
  const society = { track: 'society' };
  const toSociety = [decideExemption(society), approvePublicReport(), publishReport()];
  const toParty = [decideExemption(), notifyParty()];
  for (const steps of [[], toParty, toSociety, [decideExemption(), grantExemption(society)]])
    given(...rectificationAccepted, ...steps)
      .when(closeTarget())
      .thenRejected('publication-open');
  for (const steps of [
    [...toParty, grantExemption(society)],
    [grantExemption(), ...toSociety],
    [grantExemption(), grantExemption(society)],
  ])
    given(...rectificationAccepted, ...steps)
      .when(closeTarget())
      .thenState({ status: 'closed' });
});

test('a stream from before the tracks existed owes no publication', () => {
  const { events } = given(...rectificationAccepted);
  const old = events.filter(({ data }) => !JSON.stringify(data).includes('"publish-'));
  expect(old.length).toBe(events.length - 2);
  given(...old)
    .when(closeTarget())
    .thenState({ status: 'closed' });
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
