import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { countEvents, expectSound } from '../support/checker.js';
import { createDecider, envelopeOf } from '../support/decide.js';
import { openInstallation, type Installation, type Role } from '../support/installation.js';
import { newRound, openOffice, today, type Office } from '../support/office.js';
import { proposal } from '../support/api.js';
import { eventually, type ProductProcess } from '../support/process.js';

const KILLS = 5;
const WRITERS = 4;
const COMMANDS = 16;

let installation: Installation;
let office: Office;

/** Two of each; a place is filled again after its process was killed. */
const places: { readonly role: Role; readonly api: 0 | 1; process?: ProductProcess }[] = [
  { role: 'api', api: 0 },
  { role: 'api', api: 1 },
  { role: 'worker', api: 0 },
  { role: 'worker', api: 0 },
  { role: 'projections', api: 0 },
  { role: 'projections', api: 0 },
];

const fill = async (place: (typeof places)[number]): Promise<void> => {
  place.process = await installation.start(place.role, { api: place.api });
};

beforeAll(async () => {
  installation = await openInstallation();
  office = await openOffice(installation, 2);
});
afterAll(() => installation.close());

describe('one command in two places', () => {
  test('two workers deciding it at once give one answer and one set of events', async () => {
    const deciders = [1, 2].map(() =>
      createDecider(installation.database.as('worker_rw', { size: 3 })),
    );
    const stream = newRound();
    const now = new Date().toISOString();
    const data = proposal({ proposedOn: today() });
    const envelope = envelopeOf({ type: 'ProposeRound', data, by: 'officeStaff', now });
    const answers = await Promise.all(deciders.map((decide) => decide(stream, envelope, now)));
    const [first, second] = answers.map((one) => (one.kind === 'accepted' ? one.accepted : one));
    expect(first).toEqual(second);
    expect(await countEvents(installation, stream, 'RoundProposed')).toBe(1);
  });

  test('two runs of its stream, the first one terminated in the middle, append it once', async () => {
    const fault = installation.fault('handle.decided', { action: 'delay', ms: 2_500 });
    const slow = await installation.start('worker', { fault });
    const api = await installation.start('api');
    const projections = await installation.start('projections');
    const stream = newRound();
    const answer = office.propose({ stream });
    await eventually('the first run deciding', fault.happened);
    const handle = installation.temporal.client.workflow.getHandle(stream);
    const { runId } = await handle.describe();
    await handle.terminate('a lost run');
    // Nothing was appended before the run was lost, so its late attempt meets that of the second run.
    expect(await countEvents(installation, stream)).toBe(0);

    await answer;
    expect((await handle.describe()).runId).not.toBe(runId);
    expect(await countEvents(installation, stream, 'RoundProposed')).toBe(1);
    await expectSound(installation, office);
    await Promise.all([slow, api, projections].map((one) => one.kill()));
  });
});

describe('two of every process', () => {
  test(`one killed at random, ${KILLS} times under load: nothing is lost or doubled`, async () => {
    await Promise.all(places.map(fill));
    const rounds = await Promise.all([office.propose(), office.propose()]);
    const streams = rounds.map(({ stream }) => stream);
    let killed = 0;
    const chaos = async (): Promise<void> => {
      // Each kind is met at least once; which of the two, and who else, is chance.
      const first = [0, 2, 4].map((pair) => places[pair + randomInt(2)]!);
      for (let kill = 0; kill < KILLS; kill += 1) {
        const place = first[kill] ?? places[randomInt(places.length)]!;
        expect((await place.process?.kill())?.signal).toBe('SIGKILL');
        killed += 1;
        await fill(place);
      }
    };
    let writing = true;
    const write = async (): Promise<number> => {
      // Every writer goes on until the last kill, so that each kill meets commands under way.
      for (let sent = 0; ; sent += COMMANDS) {
        if (!writing) return sent;
        await office.write(streams, COMMANDS);
      }
    };
    const writers = Array.from({ length: WRITERS }, write);
    await chaos();
    writing = false;
    const sent = (await Promise.all(writers)).reduce((sum, one) => sum + one, 0);
    expect(killed).toBe(KILLS);
    const stored = await Promise.all(
      streams.map((stream) => countEvents(installation, stream, 'TargetNominated')),
    );
    expect(stored.reduce((sum, one) => sum + one, 0)).toBe(sent);
    await expectSound(installation, office);
  });
});
