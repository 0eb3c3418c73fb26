import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { join } from 'node:path';
import { dueCases } from '../../projections/case-index/queries.js';
import { ensureTemporalLogin, withClient } from '../../servers/databases.js';
import { isAlive } from '../../servers/process-identity.js';
import { startTemporal, type TemporalServer } from '../../servers/temporal-server.js';
import { fastForward } from '../../temporal/fast-forward.js';
import { poke } from '../../temporal/poke.js';
import { proposal } from '../support/api.js';
import { countEvents, expectSound } from '../support/checker.js';
import { decideDirectly } from '../support/decide.js';
import { openInstallation, type Installation } from '../support/installation.js';
import { newRound, openOffice, type Office } from '../support/office.js';
import { eventually, type ProductProcess } from '../support/process.js';
import { announceDatabase, ownServers, type OwnServers } from '../support/servers.js';

/** The reminders and escalations of a proposal that nobody decides on, and its missed due day. */
const CLAIMS = 5;

let servers: OwnServers;
let temporal: TemporalServer;
let installation: Installation;
let office: Office;
let worker: ProductProcess;
let rebuilt: TemporalServer | undefined;

beforeAll(async () => {
  servers = ownServers();
  announceDatabase((await servers.postgres()).databaseUrl);
  temporal = await servers.temporal();
  installation = await openInstallation(temporal.address);
  office = await openOffice(installation);
  await Promise.all([installation.start('api'), installation.start('projections')]);
});
afterAll(async () => {
  await installation?.close();
  await rebuilt?.stop();
  await servers?.stop();
});

async function claims(stream: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from es.log where stream = ${stream}
    and type in ('ReminderIssued', 'EscalationRaised', 'DeadlineMissed')`.execute(
    installation.database.admin.db,
  );
  return rows[0]?.count ?? 0;
}

/** A round of years ago whose every due moment has passed, in the log alone: no run was ever told of it. */
async function forgottenRound(): Promise<string> {
  const stream = newRound();
  const worker = installation.database.as('worker_rw', { size: 3 });
  const propose = { type: 'ProposeRound', data: proposal(), by: 'officeStaff' } as const;
  await decideDirectly(worker, stream, { ...propose, now: '2021-05-01T02:00:00.000Z' });
  return stream;
}

const runOf = (stream: string) => installation.temporal.client.workflow.getHandle(stream);

const eventTypes = async (stream: string): Promise<string[]> => {
  const { events } = await runOf(stream).fetchHistory();
  return (events ?? []).flatMap((event) =>
    Object.keys(event).filter((key) => key.endsWith('EventAttributes') && event[key as never]),
  );
};

/** True when the run's timer went off after the last thing that a worker did. */
const timerWaits = async (stream: string): Promise<boolean> => {
  const types = await eventTypes(stream);
  const handled = types.lastIndexOf('workflowTaskCompletedEventAttributes');
  return types.lastIndexOf('timerFiredEventAttributes') > handled;
};

const dueOf = async (stream: string): Promise<string> => {
  const all = await dueCases(installation.database.admin.db, '2100-01-01T00:00:00.000Z');
  return all.find((entry) => entry.stream === stream)?.at ?? '';
};

describe('a due moment', () => {
  test('that passes while worker and Temporal are down fires once when they are back', async () => {
    worker = await installation.start('worker');
    const { stream } = await office.propose();
    await eventually('the round in its list', async () => (await dueOf(stream)) !== '');
    const at = await dueOf(stream);
    expect((await worker.kill()).signal).toBe('SIGKILL');

    // The round's own clock runs on to the moment; nobody is there to see it.
    const skipping = fastForward(installation.temporal.client, stream, Date.parse(at) + 1_000);
    skipping.catch(() => undefined);
    await eventually('the timer going off', () => timerWaits(stream));
    const { pid } = temporal;
    temporal.kill('SIGKILL');
    await eventually('the end of Temporal', () => !isAlive(pid));
    expect(await claims(stream)).toBe(0);

    await temporal.restart();
    expect(await timerWaits(stream)).toBe(true);
    worker = await installation.start('worker');
    await eventually('the reminder', async () => (await claims(stream)) > 0);
    await expectSound(installation, office);
    expect(await countEvents(installation, stream, 'ReminderIssued')).toBe(1);
    expect(await claims(stream)).toBe(1);
  });

  test('of a run that was terminated is found by the watchdog', async () => {
    const { stream: other } = await office.propose();
    await worker.kill();
    const stream = await forgottenRound();
    await poke(
      installation.temporal.client,
      { stream, workflowType: 'inspectionRound', summary: '巡察轮次' },
      installation.temporal.taskQueue,
    );
    for (const lost of [stream, other]) {
      await runOf(lost).terminate('a lost run');
      expect((await runOf(lost).describe()).status.name).toBe('TERMINATED');
    }
    expect(await claims(stream)).toBe(0);

    worker = await installation.start('worker');
    await eventually('every claim', async () => (await claims(stream)) >= CLAIMS);
    // The other round has nothing due yet; its run starts again with the next command.
    await office.nominate(other);
    await expectSound(installation, office);
    expect(await claims(stream)).toBe(CLAIMS);
    expect(worker.output()).toContain('the watchdog woke a stream');
  });
});

describe('a Temporal database that is lost', () => {
  test('is replaced by an empty one: every open round gets a run, what is due fires once', async () => {
    const { stream: known } = await office.propose();
    await worker.kill();
    const stream = await forgottenRound();
    const { port, pid } = temporal;
    await temporal.stop();
    expect(isAlive(pid)).toBe(false);
    const postgres = await servers.postgres();
    await withClient(postgres.urlOf('postgres'), async (client) => {
      await client.query('drop database temporal with (force)');
      await client.query('drop database temporal_visibility with (force)');
    });
    rebuilt = await startTemporal({
      folder: join(servers.folder, 'temporal'),
      databaseUrl: await ensureTemporalLogin(postgres.databaseUrl),
      onProgress: () => undefined,
      port,
    });

    worker = await installation.start('worker');
    await expect(runOf(known).describe()).rejects.toThrow();
    const waking = installation.run(['--json', 'poke', '--all-open']);
    expect(await waking.ended).toEqual({ code: 0, signal: null });
    await eventually('every claim', async () => (await claims(stream)) >= CLAIMS);
    await expectSound(installation, office);
    expect(await claims(stream)).toBe(CLAIMS);
    const { rows } = await sql<{ stream: string }>`
      select distinct stream from es.log`.execute(installation.database.admin.db);
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows)
      expect((await runOf(row.stream).describe()).status.name).toBe('RUNNING');
    await office.nominate(known);
    expect(await countEvents(installation, known, 'TargetNominated')).toBe(1);
  });
});
