import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { deriveId } from '../../event-store/derive-id.js';
import { targetName } from '../../domain/inspection-round/state.js';
import { countEvents, expectSound } from '../support/checker.js';
import { diesOf, openInstallation, type Installation } from '../support/installation.js';
import { newRound, openOffice, today, type Office } from '../support/office.js';
import { eventually } from '../support/process.js';

let installation: Installation;
let office: Office;

beforeAll(async () => {
  installation = await openInstallation();
  office = await openOffice(installation);
  await Promise.all([installation.start('api'), installation.start('projections')]);
});
afterEach(() => installation.killAll('worker'));
afterAll(() => installation.close());

describe('a worker killed inside a command', () => {
  /** Whether the command's events are in the log when the worker is dead; null when either may be. */
  const points = [
    ['handle.loaded', false],
    ['handle.decided', false],
    ['flush.sent', null],
    ['flush.committed', true],
    ['activity.returning', true],
  ] as const;

  test.each(points)('at %s is replaced by another, which answers the same', async (point, kept) => {
    const fault = installation.fault(point, { action: 'kill' });
    const doomed = await installation.start('worker', { fault });
    const stream = newRound();
    const answer = office.propose({ stream });
    await diesOf(doomed, fault);
    if (kept !== null) expect((await countEvents(installation, stream)) > 0).toBe(kept);

    await installation.start('worker');
    await answer;
    expect(await countEvents(installation, stream, 'RoundProposed')).toBe(1);
    await expectSound(installation, office);
  });
});

describe('the effects of an approval', () => {
  const units = ['W-T1', 'W-T2'];
  const approval = { approvedOn: today(), deploymentOn: today() };
  const role = 'leadingGroupHead';
  let stream: string;
  let targets: string[];

  const roundWithTargets = async () => {
    stream = (await office.propose()).stream;
    targets = units.map((unit) => `target-inspection-${deriveId(targetName(stream, unit))}`);
    for (const unit of units) {
      const data = { unit, name: '县财政局', category: 'party', type: 'regular' };
      await office.send(stream, 'NominateTarget', data);
    }
  };

  const acknowledgements = async () => {
    const { rows } = await sql`
      select from runner.acknowledged where stream = ${stream}`.execute(
      installation.database.admin.db,
    );
    return rows.length;
  };

  const listed = () =>
    Promise.all(targets.map((target) => countEvents(installation, target, 'TargetListed')));

  const expectBothOnce = async () => {
    await eventually('both acknowledgements', async () => (await acknowledgements()) === 2);
    expect(await listed()).toEqual([1, 1]);
    await expectSound(installation, office);
    expect(await listed()).toEqual([1, 1]);
  };

  test('one of which was done and not acknowledged, reach their receivers once', async () => {
    const fault = installation.fault('effect.done', { action: 'kill' });
    const doomed = await installation.start('worker', { fault });
    await roundWithTargets();
    const answer = office.send(stream, 'ApproveRound', approval, { role });
    await diesOf(doomed, fault);
    expect(await listed()).toEqual([1, 0]);
    expect(await acknowledgements()).toBe(0);

    await installation.start('worker');
    await answer;
    await expectBothOnce();
  });

  test('that nobody asks for again and whose run is lost, are found by the watchdog', async () => {
    // Proposal, two nominations, and the approval.
    const fault = installation.fault('activity.returning', { action: 'kill', hit: 4 });
    const doomed = await installation.start('worker', { fault });
    await roundWithTargets();
    const attempts = { role, once: true } as const;
    const answer = office.send(stream, 'ApproveRound', approval, attempts).catch(() => null);
    await diesOf(doomed, fault);
    await installation.temporal.client.workflow.getHandle(stream).terminate('a lost run');
    expect(await answer).toBeNull();
    expect(await countEvents(installation, stream, 'RoundApproved')).toBe(1);
    expect(await listed()).toEqual([0, 0]);

    // The watchdog that finds them first dies before it wakes the round.
    const poking = installation.fault('watchdog.poke', { action: 'kill' });
    await diesOf(installation.run(['worker'], poking), poking);
    await installation.start('worker');
    await expectBothOnce();
  });
});
