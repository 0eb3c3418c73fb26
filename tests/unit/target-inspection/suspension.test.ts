import { describe, expect, test } from '@jest/globals';
import { shippedBook } from '../../../domain/policy/packs.js';
import { targetInspection } from '../../../domain/target-inspection/index.js';
import type { Step } from '../../support/given.js';
import { resumeTarget, supervised, suspendTarget } from '../../support/target-lines.js';
import {
  cancelTarget,
  closeTarget,
  given,
  holdMeeting,
  storyOf,
  withdrawGroup,
} from '../../support/target-story.js';

const { listed, ready, stationed, withdrawn } = storyOf();
const suspended = [...stationed, suspendTarget()];
const dueOf = (history: readonly Step[]) =>
  targetInspection.dueList(given(...history).state, shippedBook).map(({ rung }) => rung);

describe('a target of a suspended round', () => {
  test('stands still: every deadline is paused, and no rung fires', () => {
    const { state } = given(...stationed)
      .when(suspendTarget())
      .then({ type: 'TargetInspectionSuspended', data: { suspendedOn: '2021-06-01' } })
      .thenEffects();
    const statuses = Object.values(state.clock.deadlines).map(({ status }) => status);
    expect(statuses).toContain('paused');
    expect(statuses).not.toContain('running');
    expect(dueOf(suspended).every((rung) => rung.startsWith('paused-'))).toBe(true);
    expect(dueOf(stationed).some((rung) => rung.startsWith('paused-'))).toBe(false);
  });

  test('before the stationing, with limits that count backwards, stands still as well', () => {
    const on = { on: '2021-05-10' };
    const { state } = given(...listed.map((step) => ({ ...step, ...on }))).when({
      ...suspendTarget({ suspendedOn: '2021-05-10' }),
      ...on,
    });
    expect(Object.values(state.clock.deadlines).map(({ status }) => status)).toEqual([
      'paused',
      'paused',
    ]);
  });

  test('is told once', () => {
    given(...suspended)
      .when(suspendTarget({ suspendedOn: '2021-06-02' }))
      .thenNothing();
    given(...stationed)
      .when(resumeTarget())
      .thenNothing();
    given(...suspended, resumeTarget())
      .when(resumeTarget())
      .thenNothing();
  });

  test('is neither entered, left nor closed until it is resumed', () => {
    for (const [history, command] of [
      [ready, holdMeeting()],
      [stationed, withdrawGroup()],
      [supervised, closeTarget()],
    ] as const) {
      given(...history, suspendTarget())
        .when(command)
        .thenRejected('round-suspended');
      const { decided } = given(...history, suspendTarget(), resumeTarget()).when(command);
      expect(decided).not.toEqual([]);
    }
  });

  test('is cancelled with its round, and what is paused ends', () => {
    const { state } = given(...suspended).when(cancelTarget());
    expect(new Set(Object.values(state.clock.deadlines).map(({ status }) => status))).not.toContain(
      'paused',
    );
  });
});

test('resumed, it gets back the days it stood still', () => {
  const { state } = given(...suspended)
    .when(resumeTarget())
    .then({ type: 'TargetInspectionResumed', data: { resumedOn: '2021-06-11' } });
  expect(given(...stationed).state.clock.deadlines['fieldwork-end']?.dueOn).toBe('2021-06-22');
  expect(state.clock.deadlines['fieldwork-end']).toMatchObject({
    status: 'running',
    dueOn: '2021-07-02',
  });
});

test('a document that is handed in meanwhile starts its review paused', () => {
  const { state } = given(...withdrawn, suspendTarget({ suspendedOn: '2021-07-01' })).when({
    type: 'SubmitReport',
    data: { submittedOn: '2021-07-05', document: 'a'.repeat(64), version: 1 },
  });
  expect(state.clock.deadlines['office-review']).toMatchObject({
    status: 'paused',
    pauses: [{ fromOn: '2021-07-05', toOn: null }],
  });
});
