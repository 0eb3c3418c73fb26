import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { armFailpoints } from '../../event-store/failpoint.js';
import { actor, digest } from '../support/given.js';
import { eventually } from '../support/process.js';
import {
  dayOf,
  message,
  pendingEffects,
  proposedRound,
  targetOfRound,
  type CaseRuns,
} from '../support/runs.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { formGroup } from '../support/round.js';
import { nameLiaisonGroup, holdMeeting, fileSafetyPlan, notify } from '../support/target-story.js';

let stack: TestStack;
let day: string;
beforeAll(async () => {
  stack = await startTestStack();
  day = await dayOf(stack);
});
afterEach(() => armFailpoints(undefined));
afterAll(() => stack.stop());

const UNITS = ['W-T1', 'W-T2'];

async function nominatedRound(): Promise<{ round: CaseRuns; targets: readonly CaseRuns[] }> {
  const round = await proposedRound(stack);
  for (const unit of UNITS)
    await round.accept(
      message('NominateTarget', { unit, name: unit, category: '党政机关', type: 'regular' }),
    );
  return { round, targets: UNITS.map((unit) => targetOfRound(stack, round.stream, unit)) };
}

const approve = (round: CaseRuns) =>
  round.accept(message('ApproveRound', { approvedOn: day, deploymentOn: day }));

const allDelivered = (round: CaseRuns) =>
  eventually('every delivery', async () => (await pendingEffects(stack, round.stream)) === 0);

test('an approved round opens each of its targets once', async () => {
  const { round, targets } = await nominatedRound();
  await approve(round);
  await allDelivered(round);
  for (const target of targets) {
    const [listed, ...rest] = await target.events();
    expect(listed).toMatchObject({
      type: 'TargetListed',
      cause: `${round.stream}:6`,
      actor: { id: `process:${round.stream}` },
    });
    expect(rest.map(({ type }) => type)).not.toContain('TargetListed');
    expect((await target.run()).name).toBe('RUNNING');
  }
  const deliveries = (await round.historyTypes()).filter(
    (type) => type === 'activityTaskScheduled',
  );
  expect(deliveries).toHaveLength(UNITS.length);
});

test('what is delivered a second time, for want of an acknowledgement, changes nothing', async () => {
  const { round, targets } = await nominatedRound();
  armFailpoints({ 'effect.done': { action: 'throw' } });
  await approve(round);
  await allDelivered(round);
  const { events } = await round.history();
  const attempts = (events ?? []).flatMap(
    ({ activityTaskStartedEventAttributes: started }) => started?.attempt ?? [],
  );
  expect(attempts).toEqual([2, 1]);
  for (const target of targets)
    expect((await target.types()).filter((type) => type === 'TargetListed')).toHaveLength(1);
});

test('two cases that send each other commands at the same time both get on', async () => {
  const { round, targets } = await nominatedRound();
  await approve(round);
  await round.accept({ ...formGroup({ units: UNITS }), by: actor('officeStaff') });
  const authorization = { group: 1, authorizedOn: day, document: digest('authorization') };
  await round.accept(message('AuthorizeGroupHead', authorization));
  const plan = { group: 1, filedOn: day, document: digest('safety plan') };
  await round.accept(message('FileGroupSafetyPlan', plan));
  await allDelivered(round);
  for (const target of targets)
    for (const step of [
      notify({ notifiedOn: day }),
      nameLiaisonGroup({ namedOn: day }),
      fileSafetyPlan({ filedOn: day }),
    ])
      await target.accept(step);

  // Each target tells the round that it is stationed, while the round cancels every target.
  await Promise.all([
    round.accept(message('CancelRound', { reason: '上级统一部署' })),
    ...targets.map((target) => target.send(holdMeeting({ heldOn: day }))),
  ]);
  for (const one of [round, ...targets]) {
    await allDelivered(one);
    await eventually('its end', async () => (await one.run()).name === 'COMPLETED');
  }
  for (const target of targets)
    expect(
      (await target.types()).filter((type) => type === 'TargetInspectionCancelled'),
    ).toHaveLength(1);
});
