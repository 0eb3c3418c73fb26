import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { allViews } from '../../projections/index.js';
import { standings } from '../../projections/checkpoint.js';
import { compareWithRebuild } from '../../projections/compare.js';
import { expectSound } from '../support/checker.js';
import { diesOf, openInstallation, type Installation } from '../support/installation.js';
import { openOffice, type Office } from '../support/office.js';

let installation: Installation;
let office: Office;
let round: string;

beforeAll(async () => {
  installation = await openInstallation();
  office = await openOffice(installation);
  await Promise.all([installation.start('api'), installation.start('worker')]);
  round = (await office.propose()).stream;
  await office.write([round], 3);
});
afterEach(() => installation.killAll('projections'));
afterAll(() => installation.close());

const built = () => standings(installation.database.admin.db);

describe('projections killed', () => {
  test('in the first build leave no half-built view, and are built at the next start', async () => {
    const fault = installation.fault('rebuild.before-swap', { action: 'kill', hit: 2 });
    await diesOf(installation.run(['projections'], fault), fault);
    // The first view was swapped in, the second was about to be.
    expect(await built()).toHaveLength(1);

    await installation.start('projections');
    await expectSound(installation, office);
  });

  /** Views that must have moved when the process is dead. */
  const points = [
    ['proj.before-commit', 0],
    ['proj.committed', 1],
  ] as const;

  test.each(points)('at %s take each event once', async (point, moved) => {
    const before = new Map((await built()).map(({ view, position }) => [view, position]));
    const fault = installation.fault(point, { action: 'kill', hit: 2 });
    const doomed = installation.run(['projections'], fault);
    await office.write([round], 3);
    await diesOf(doomed, fault);
    const after = await built();
    const ahead = after.filter(({ view, position }) => position > (before.get(view) ?? 0));
    expect(ahead.length).toBeGreaterThanOrEqual(moved);
    expect(after.some(({ position, logPosition }) => position < logPosition)).toBe(true);

    await installation.start('projections');
    await expectSound(installation, office);
  });

  test('in a rebuild leave the live view as it was', async () => {
    await installation.start('projections');
    await expectSound(installation, office);
    const fault = installation.fault('rebuild.before-swap', { action: 'kill', hit: 4 });
    await diesOf(installation.run(['rebuild', '--all'], fault), fault);
    const { db } = installation.database.admin;
    for (const projection of allViews)
      expect((await compareWithRebuild({ db, projection })).equal).toBe(true);

    const again = installation.run(['rebuild', '--all']);
    expect(await again.ended).toEqual({ code: 0, signal: null });
    await expectSound(installation, office);
  });
});
