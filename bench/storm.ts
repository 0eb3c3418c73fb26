import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../cli/sandbox.js';
import { countyDefault } from '../domain/policy/county-default.js';
import { addDays } from '../domain/shared/calendar-date.js';
import {
  instantFromMillis,
  shanghaiClock,
  shanghaiDate,
  shanghaiMoment,
} from '../domain/shared/instant.js';
import { officeMinutes, type PolicyPack } from '../domain/shared/policy.js';
import type { Role } from '../domain/shared/roles.js';
import { organizationStream } from '../rule-book/index.js';
import { poke } from '../temporal/poke.js';
import { createDecider, envelopeOf } from '../tests/support/decide.js';
import type { RunStatus } from '../workflows/contract.js';
import { ourCommand } from './commands.js';
import { quantile, rounded } from './statistics.js';

const PARALLEL = 32;
const RATE_SECONDS = 20;
const GIVE_UP_SECONDS = 1_800;
/** The goal's own machine decided this many commands a second with 32 callers. */
const REFERENCE_RATE = 105;
const GOAL_SECONDS = 120;

export interface StormResult {
  readonly deadlines: number;
  /** Commands a second by 32 callers over HTTP on the same stack, the better of before and after. */
  readonly commandsPerSecond: number;
  readonly allRecordedSeconds: number;
  readonly goalSeconds: number;
  readonly ratioToGoal: number;
  readonly delayP50Seconds: number;
  readonly delayP99Seconds: number;
  readonly recorded: number;
  readonly doubled: number;
  readonly early: number;
}

/**
 * Many deadlines due in one minute over as many open workflows, on the whole product: how long until each has
 * its one reminder in the log. The due minute is a real one, a few minutes ahead: no clock is skipped.
 */
export async function benchStorm(
  sandbox: Sandbox,
  deadlines: number,
  onProgress: (line: string) => void,
): Promise<StormResult> {
  const commandsPerSecond = await rateOf(sandbox);
  onProgress(`storm: ${commandsPerSecond} commands/s with ${PARALLEL} callers`);
  // Preparing takes some forty milliseconds a case; the due minute lies safely behind it.
  const leadMinutes = Math.ceil(2 + deadlines / 2_000);
  const { pack, dueAt } = stormPack(leadMinutes);
  await publish(sandbox, pack);
  const streams = await openRounds(sandbox, pack, deadlines);
  onProgress(
    `storm: ${streams.length} rounds in the log, due at ${shanghaiClock(instantFromMillis(dueAt))}`,
  );
  await startRuns(sandbox, streams);
  const left = dueAt - Date.now();
  if (left < 5_000) throw new Error(`the due minute came ${-left} ms too early to measure`);
  onProgress(`storm: ${streams.length} runs wait, ${Math.round(left / 1000)} s to go`);
  await sleep(left);
  const seconds = await allRecorded(sandbox, deadlines, dueAt, onProgress);
  const found = await figures(sandbox, dueAt);
  // The rate of a disturbed minute would make the goal too easy: the better one counts.
  const rate = Math.max(commandsPerSecond, await rateOf(sandbox));
  return { ...found, ...goal(rate, seconds), deadlines };
}

function goal(commandsPerSecond: number, seconds: number) {
  const goalSeconds = rounded((GOAL_SECONDS * REFERENCE_RATE) / commandsPerSecond);
  const allRecordedSeconds = rounded(seconds);
  const ratioToGoal = rounded(seconds / goalSeconds);
  return { commandsPerSecond, allRecordedSeconds, goalSeconds, ratioToGoal };
}

async function rateOf(sandbox: Sandbox): Promise<number> {
  const callers = await Promise.all(
    Array.from({ length: PARALLEL }, () => ourCommand(sandbox, { patient: true })),
  );
  const until = performance.now() + RATE_SECONDS * 1_000;
  let count = 0;
  await Promise.all(
    callers.map(async (send) => {
      await send();
      while (performance.now() < until) {
        await send();
        count += 1;
      }
    }),
  );
  return rounded(count / RATE_SECONDS);
}

/** Approval within a day, reminded of on that day at a minute to come. */
function stormPack(leadMinutes: number): { pack: PolicyPack; dueAt: number } {
  const at = instantFromMillis(Date.now() + leadMinutes * 60_000);
  const officeTime = shanghaiClock(at).slice(11);
  const due = { key: 'due', offset: { amount: 0, unit: 'calendarDay' as const } };
  const pack: PolicyPack = {
    ...countyDefault,
    pack: 'storm',
    title: 'storm',
    officeTime,
    rules: countyDefault.rules.map((row) =>
      row.rule === 'round-approval'
        ? { ...row, ladder: 'T', limit: { amount: 1, unit: 'calendarDay', roll: 'none' } }
        : row,
    ),
    ladders: {
      ...countyDefault.ladders,
      T: [{ ...due, lamp: 'yellow', audience: ['owner'] }],
    },
  };
  const dueAt = Date.parse(shanghaiMoment(shanghaiDate(at), officeMinutes(pack) / 60));
  return { pack, dueAt };
}

/** Decides and appends as a worker does, without a workflow: the way to fill a log quickly. */
function decider({ worker }: Sandbox) {
  const decide = createDecider(worker);
  return async (stream: string, type: string, data: unknown, by: Role) => {
    const now = new Date().toISOString();
    const outcome = await decide(stream, envelopeOf({ type, data, by, now }), now);
    if (outcome.kind !== 'accepted') throw new Error(`${type}: ${JSON.stringify(outcome)}`);
  };
}

async function publish(sandbox: Sandbox, pack: PolicyPack): Promise<void> {
  const stream = await organizationStream(sandbox.worker.db);
  await decider(sandbox)(stream, 'PublishPolicyPack', { pack }, 'officeDirector');
}

async function openRounds(
  sandbox: Sandbox,
  { pack, version }: PolicyPack,
  count: number,
): Promise<readonly string[]> {
  const decide = decider(sandbox);
  const yesterday = addDays(shanghaiDate(instantFromMillis(Date.now())), -1);
  const streams = Array.from({ length: count }, () => `inspection-round-${randomUUID()}`);
  await inParallel(streams, (stream, index) =>
    decide(
      stream,
      'ProposeRound',
      {
        number: `STORM-${index}`,
        name: '第一轮',
        term: '第一届',
        sequence: 1,
        proposedOn: yesterday,
        plannedFrom: yesterday,
        plannedTo: addDays(yesterday, 60),
        pack: { pack, version },
      },
      'officeStaff',
    ),
  );
  return streams;
}

/** Starts a run for each case and waits until the last ones have seen their due moment. */
async function startRuns({ temporal }: Sandbox, streams: readonly string[]): Promise<void> {
  const { client, taskQueue } = temporal;
  const addressed = { workflowType: 'inspectionRound', summary: '巡察轮次' };
  await inParallel(streams, (stream) => poke(client, { stream, ...addressed }, taskQueue));
  // Tasks are taken in order, so the last ones tell that all have been.
  for (const stream of streams.slice(-20)) {
    const handle = client.workflow.getHandle(stream);
    const isWaiting = async () => (await handle.query<RunStatus>('status')).wakeAt !== null;
    // A worker with that many tasks before it answers late; the question is put again.
    while (!(await isWaiting().catch(() => false))) await sleep(500);
  }
}

async function inParallel<T>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++)
      await work(items[index] as T, index);
  };
  await Promise.all(Array.from({ length: PARALLEL }, lane));
}

async function recorded({ worker }: Sandbox): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from es.log where type = 'ReminderIssued'`.execute(worker.db);
  return Number(rows[0]?.count ?? 0);
}

async function allRecorded(
  sandbox: Sandbox,
  wanted: number,
  dueAt: number,
  onProgress: (line: string) => void,
): Promise<number> {
  for (let turn = 0; ; turn += 1) {
    const count = await recorded(sandbox);
    const seconds = (Date.now() - dueAt) / 1_000;
    if (count >= wanted || seconds > GIVE_UP_SECONDS) return seconds;
    if (turn % 20 === 0) onProgress(`storm: ${count} recorded after ${Math.round(seconds)} s`);
    await sleep(500);
  }
}

async function figures({ worker }: Sandbox, dueAt: number) {
  const { rows } = await sql<{ stream: string; at: string; now: string }>`
    select stream, at, meta::jsonb ->> 'now' as now from es.log
    where type = 'ReminderIssued'`.execute(worker.db);
  const delays = rows.map(({ at }) => (new Date(at).getTime() - dueAt) / 1_000);
  return {
    delayP50Seconds: rounded(quantile(delays, 0.5)),
    delayP99Seconds: rounded(quantile(delays, 0.99)),
    recorded: rows.length,
    doubled: rows.length - new Set(rows.map(({ stream }) => stream)).size,
    early: rows.filter(({ now }) => Date.parse(now) < dueAt).length,
  };
}
