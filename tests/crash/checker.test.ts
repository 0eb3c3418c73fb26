import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAppender } from '../../event-store/appender.js';
import { readLog } from '../../event-store/read.js';
import { allViews } from '../../projections/index.js';
import { rebuildView } from '../../projections/rebuild.js';
import { proposal } from '../support/api.js';
import { faultsOf } from '../support/checker.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { decideDirectly } from '../support/decide.js';
import { newRound, type Acknowledged } from '../support/office.js';

let database: FreshDatabase;
let stream: string;
let acknowledged: Acknowledged[];

/** A log of three commands with its views, and what their clients were told. */
beforeEach(async () => {
  database = await freshDatabase();
  stream = newRound();
  const worker = database.as('worker_rw', { size: 3 });
  const by = 'officeStaff';
  const now = '2021-05-01T02:00:00.000Z';
  await decideDirectly(worker, stream, { type: 'ProposeRound', data: proposal(), by, now });
  for (const unit of ['W-T1', 'W-T2']) {
    const data = { unit, name: '县财政局', category: 'party', type: 'regular' };
    await decideDirectly(worker, stream, { type: 'NominateTarget', data, by, now });
  }
  const events = await readLog(database.admin.db, 0, 100);
  const commands = [...new Set(events.map(({ commandId }) => commandId))];
  acknowledged = commands.map((commandId) => {
    const own = events.filter((event) => event.commandId === commandId);
    const { version, position } = own.at(-1)!;
    return { commandId, stream, version, position, events: own.map(({ type }) => type) };
  });
  await build();
});
afterEach(() => database.drop());

async function build(): Promise<void> {
  const { db } = database.as('projector_rw', { size: 2 });
  for (const projection of allViews) await rebuildView({ db, projection });
}

/** Changes the log behind its guards, as only the owner of the machine can. */
async function tamper(...statements: string[]): Promise<void> {
  const client = await database.admin.pool.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (const statement of statements) await client.query(statement);
  } finally {
    client.release(true);
  }
}

const faults = () => faultsOf(database.admin.db, acknowledged);

test('a sound log with its views has no fault', async () => {
  expect(acknowledged.length).toBe(3);
  expect(await faults()).toEqual([]);
});

describe('the checker finds', () => {
  test('an acknowledged command that the log does not hold', async () => {
    const commandId = '00000000-0000-4000-8000-000000000001';
    acknowledged.push({ ...acknowledged[0]!, commandId });
    expect(await faults()).toEqual([`${commandId} was acknowledged and is not in the log`]);
  });

  test('a command acknowledged a second time at another place', async () => {
    const { commandId, position, version, ...rest } = acknowledged[1]!;
    acknowledged.push({ ...rest, commandId, position: position + 1, version: version + 1 });
    expect(await faults()).toEqual([expect.stringContaining('and is elsewhere')]);
  });

  test('an acknowledgement of other events than the stored ones', async () => {
    acknowledged[1] = { ...acknowledged[1]!, events: ['TargetNominated', 'TargetNominated'] };
    expect(await faults()).toEqual([expect.stringContaining('and is elsewhere')]);
  });

  test('a last event that is gone', async () => {
    await tamper('delete from es.log where pos = (select max(pos) from es.log)');
    await build();
    const { commandId } = acknowledged[2]!;
    expect(await faults()).toContain(`${commandId} was acknowledged and is not in the log`);
  });

  test('a hole in the positions and versions', async () => {
    const { position } = acknowledged[1]!;
    await tamper(`delete from es.log where pos = ${position}`);
    await expect(faults()).rejects.toThrow(/hole|dense|position/);
  });

  test('events of one command stored twice', async () => {
    await tamper(
      'alter table es.log drop constraint log_cmd_n_key',
      `insert into es.log select pos + 1, stream, ver + 1, cmd, n, type, at, body, meta, digest, chain
       from es.log order by pos desc limit 1`,
    );
    await build();
    const found = await faults();
    expect(found).toContain(`the events of ${acknowledged[2]!.commandId} are not one set`);
    expect(found).toContainEqual(expect.stringContaining('does not verify'));
  });

  test('a changed word in an event', async () => {
    await tamper(`update es.log set body = replace(body, 'W-T2', 'W-T3')`);
    expect(await faults()).toContainEqual(expect.stringContaining('does not verify'));
  });

  test('a view that says something else than the log', async () => {
    await tamper(`update views.round_board_v2 set name = 'another'`);
    expect(await faults()).toEqual([expect.stringContaining('round-board is not what the log')]);
  });

  test('a rung that was claimed twice', async () => {
    const worker = database.as('worker_rw', { size: 3 });
    const rung = { deadline: 'round-approval', rung: 'due', rule: 'round-approval' };
    const claim = { ...rung, dueOn: '2021-05-14', lamp: 'yellow', to: [], paper: null };
    const event = { type: 'ReminderIssued', schemaVersion: 1, data: claim };
    const appender = createAppender(worker.pool);
    for (const id of ['1', '2'])
      await appender.submit({
        id: `00000000-0000-4000-8000-00000000000${id}`,
        stream,
        expected: null,
        events: [event],
        now: '2021-05-14T01:00:00.000Z',
        actor: { id: 'clock', posts: [{ role: 'clock', scope: 'all' }] },
        cause: null,
        request: id.repeat(64),
      });
    await build();
    expect(await faults()).toEqual([`claimed 2 times: ${stream} round-approval due`]);
  });
});
