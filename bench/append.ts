import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { createAppender } from '../event-store/appender.js';
import { median, quantile } from './statistics.js';

export interface AppendBenchUrls {
  /** A superuser's URL of a migrated database that holds nothing worth keeping: it is emptied. */
  readonly admin: string;
  /** URL of `worker_rw` on the same database. */
  readonly worker: string;
}

/** Rates are events per second over all callers. */
export interface AppendBenchRow {
  readonly callers: number;
  readonly bareMedian: number;
  readonly oursMedian: number;
  /** Ours over bare of the same round. */
  readonly ratioMin: number;
  readonly ratioMedian: number;
  readonly ratioMax: number;
  /** Time of one append at the median of the rounds, in milliseconds. */
  readonly oursP50Ms: number;
  readonly oursP99Ms: number;
}

interface Slot {
  readonly rate: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

type Call = (caller: number) => Promise<unknown>;

const callerCounts = [1, 8, 32] as const;
const warmUpMs = 300;
const slotMs = 1500;

async function measure(callers: number, call: Call): Promise<Slot> {
  const start = performance.now();
  const from = start + warmUpMs;
  const until = from + slotMs;
  const times: number[] = [];
  const loop = async (caller: number): Promise<void> => {
    for (;;) {
      const before = performance.now();
      if (before >= until) return;
      await call(caller);
      const after = performance.now();
      // Counted when its commit was acknowledged within the slot.
      if (after >= from && after < until) times.push(after - before);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => loop(caller)));
  times.sort((a, b) => a - b);
  return {
    rate: times.length / (slotMs / 1000),
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
  };
}

/** About 580 bytes of JSON with its envelope, as the events of a round are. */
const data = {
  title: '落实巡察整改主体责任不够到位，整改台账更新不及时',
  category: 'political-responsibility',
  handlers: ['a-71d2', 'a-90c4'],
  foundOn: '2021-06-03',
  basis: '巡察工作条例',
};
const body = JSON.stringify(data);
const meta = JSON.stringify({ envelope: 'x'.repeat(440) });

function bareInsert(pool: pg.Pool): Call {
  return (caller) =>
    pool.query({
      name: 'bare',
      text: 'insert into bench_bare (stream, ver, type, body, meta) values ($1, $2, $3, $4, $5)',
      values: [`bench-${caller}`, 1, 'FindingRecorded', body, meta],
    });
}

function ourAppend(pool: pg.Pool): Call {
  const appender = createAppender(pool);
  const request = createHash('sha256').update(body).digest('hex');
  const run = randomUUID();
  const versions = new Map<number, number>();
  return async (caller) => {
    const expected = versions.get(caller) ?? 0;
    const outcome = await appender.submit({
      id: randomUUID(),
      stream: `bench-${run}-${caller}`,
      expected,
      events: [{ type: 'FindingRecorded', schemaVersion: 1, data }],
      now: '2026-05-20T01:00:00.000Z',
      actor: { id: 'a-71d2', posts: [{ role: 'inspector', scope: 'group-3' }] },
      cause: null,
      request,
    });
    if (outcome.outcome !== 'ok') throw new Error(`An append ended in ${outcome.outcome}.`);
    versions.set(caller, outcome.version);
  };
}

async function empty(admin: pg.Client): Promise<void> {
  await admin.query('begin');
  await admin.query('alter table es.log disable trigger deny');
  await admin.query('truncate es.log');
  await admin.query('alter table es.log enable trigger deny');
  await admin.query('commit');
  await admin.query('truncate bench_bare');
}

async function prepare(admin: pg.Client): Promise<void> {
  await admin.query('drop table if exists bench_bare');
  await admin.query(`create table bench_bare (
    pos bigint generated always as identity primary key, stream text not null, ver int not null,
    type text not null, at timestamptz not null default now(), body text not null,
    meta text not null)`);
}

function summary(callers: number, bare: readonly Slot[], ours: readonly Slot[]): AppendBenchRow {
  const ratios = ours
    .map(({ rate }, round) => rate / (bare[round]?.rate ?? Number.NaN))
    .sort((a, b) => a - b);
  return {
    callers,
    bareMedian: Math.round(median(bare.map(({ rate }) => rate))),
    oursMedian: Math.round(median(ours.map(({ rate }) => rate))),
    ratioMin: ratios[0] ?? 0,
    ratioMedian: quantile(ratios, 0.5),
    ratioMax: ratios.at(-1) ?? 0,
    oursP50Ms: median(ours.map(({ p50Ms }) => p50Ms)),
    oursP99Ms: median(ours.map(({ p99Ms }) => p99Ms)),
  };
}

/**
 * Our append (digest, chain, command id, expected version, notification of the readers) against
 * a bare prepared INSERT of the same bytes, at 1, 8 and 32 callers, in interleaved slots of 1.5 s:
 * only ratios of one round are compared, as the machine changes from minute to minute.
 *
 * @param rounds rounds over all six slots, each slot in another place of the order
 */
export async function benchAppend(
  urls: AppendBenchUrls,
  rounds: number,
  onProgress: (line: string) => void = () => undefined,
): Promise<AppendBenchRow[]> {
  const admin = new pg.Client({ connectionString: urls.admin });
  await admin.connect();
  const bare = new pg.Pool({ connectionString: urls.admin, max: 32 });
  const worker = new pg.Pool({ connectionString: urls.worker, max: 3 });
  const slots = callerCounts.flatMap((callers) => [
    { callers, pool: bare, call: bareInsert, results: [] as Slot[] },
    { callers, pool: worker, call: ourAppend, results: [] as Slot[] },
  ]);
  try {
    await prepare(admin);
    for (let round = 0; round < rounds; round++) {
      await admin.query('checkpoint');
      for (let turn = 0; turn < slots.length; turn++) {
        // Steps of 5 through 6 slots, from another start each round.
        const slot = slots[(round + turn * 5) % slots.length];
        if (slot === undefined) continue;
        await empty(admin);
        slot.results.push(await measure(slot.callers, slot.call(slot.pool)));
      }
      onProgress(`append: round ${round + 1} of ${rounds}`);
    }
    await admin.query('drop table bench_bare');
  } finally {
    await Promise.all([bare.end(), worker.end(), admin.end()]);
  }
  return callerCounts.map((callers, index) =>
    summary(callers, slots[index * 2]?.results ?? [], slots[index * 2 + 1]?.results ?? []),
  );
}
