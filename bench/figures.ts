import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { connect } from '../database/connection.js';
import { createAppender } from '../event-store/appender.js';
import type { NewEvent } from '../event-store/event.js';
import { head } from '../event-store/read.js';
import type { EventCatalog } from '../projections/event-catalog.js';
import type { Scope } from '../projections/statistic-facts/evaluation.js';
import { allReports, type Report } from '../projections/statistic-facts/figures.js';
import { statisticFacts } from '../projections/statistic-facts/projection.js';
import { factsBehind, valuesOf } from '../projections/statistic-facts/queries.js';
import { rebuildView } from '../projections/rebuild.js';
import { quantile, rounded } from './statistics.js';

export interface FigureBenchUrls {
  /** URL of the admin of a migrated database whose log is empty. */
  readonly admin: string;
  readonly secret: string;
}

/** Milliseconds, the 95th percentile of each question. */
export interface FigureBench {
  readonly events: number;
  readonly facts: number;
  readonly rebuildEventsPerSecond: number;
  readonly term: number;
  readonly round: number;
  readonly stage: number;
  /** The term report as of positions drawn over the whole log. */
  readonly asOf: number;
  /** A page of the facts behind the largest figure. */
  readonly lineage: number;
  /** Three of the figures asked of the log directly, as one SQL statement. */
  readonly sqlOnLog: number;
}

/** The log of 孟州: 15 rounds, 361 targets, 2,894 findings with an item each, 180 clues. Source: row 55. */
const ROUNDS = 15;
const TARGETS = 361;
const FINDINGS = 2_894;
const CLUES = 180;
const TERM = '十三届市委';
const catalog: EventCatalog = { schemaVersionOf: () => 1 };

const on = (day: number): string =>
  new Date(Date.UTC(2016, 6, 1) + day * 86_400_000).toISOString().slice(0, 10);
const share = (whole: number, parts: number, index: number): number =>
  Math.floor((whole * (index + 1)) / parts) - Math.floor((whole * index) / parts);
const repeated = (count: number, one: (index: number) => readonly NewEvent[]): NewEvent[] =>
  Array.from({ length: count }, (_, index) => one(index)).flat();
const event = (type: string, data: object): NewEvent => ({ type, schemaVersion: 1, data });
const deadline = (name: string, day: number, late: boolean): NewEvent[] => [
  event('DeadlineSet', { deadline: name, dueOn: on(day) }),
  event('DeadlineMet', { deadline: name, metOn: on(late ? day + 9 : day), dueOn: on(day), late }),
];

const roundEvents = (index: number): NewEvent[] => [
  event('RoundProposed', { term: TERM, number: `XC-13-${index + 1}` }),
  event('RoundApproved', { approvedOn: on(index * 100) }),
  ...repeated(12, (n) => [
    event('InquirySent', { letter: `H-${n}`, sentOn: on(index * 100) }),
    event('InquiryAnswered', { letter: `H-${n}`, answeredOn: on(index * 100 + 9) }),
  ]),
];

function targetEvents(round: string, index: number, findings: number, day: number): NewEvent[] {
  const category = index < 72 ? '政府部门' : '村（社区）';
  const ids = Array.from({ length: findings }, (_, n) => `F${n + 1}`);
  return [
    event('TargetListed', { round, unit: `U-${index}`, category, type: 'regular', modes: [] }),
    event('MobilizationMeetingHeld', { heldOn: on(day) }),
    ...repeated(8, () => [event('PetitionReceived', { receivedOn: on(day + 5) })]),
    ...ids.flatMap((finding) => [
      event('FindingDrafted', { finding, draftedOn: on(day + 9) }),
      event('FindingReviewed', { finding, reviewedOn: on(day + 12) }),
      event('FindingConfirmed', { finding, confirmedOn: on(day + 15), severity: 'moderate' }),
    ]),
    event('GroupWithdrawn', { withdrawnOn: on(day + 30) }),
    event('FindingsApproved', { findings: ids }),
    event('FeedbackReceived', { receivedOn: on(day + 60) }),
    ...ids.map((finding) => event('FindingClaimed', { finding, claimedOn: on(day + 66) })),
    ...repeated(6, (n) => deadline(`d${n}`, day + 10 * n, n === 5)),
  ];
}

function itemEvents(target: string, round: string, index: number, day: number): NewEvent[] {
  const end = index % 40 === 0 ? [] : [event('ItemClosed', { closedOn: on(day + 150) })];
  const rule = { rule: `GZ-${index}`, kind: 'established', establishedOn: on(day + 120) };
  return [
    event('ItemPlanned', { target, round, unit: `U-${index}`, mode: 'concentrated' }),
    event('ItemApproved', { approvedOn: on(day + 90) }),
    ...repeated(5, () => [event('ProgressReported', { percent: 20, reportedOn: on(day + 100) })]),
    ...(index % 9 < 2 ? [event('RuleEstablished', rule)] : []),
    ...(index % 29 === 0
      ? [
          event('MoneyRecovered', {
            recoveredOn: on(day + 130),
            amountFen: 3_450_000,
            atLeast: true,
          }),
        ]
      : []),
    ...deadline('rectification-item', day + 140, index % 11 === 0),
    event('CompletionSubmitted', { submittedOn: on(day + 140) }),
    event('VerificationPassed', { verifiedOn: on(day + 145) }),
    ...end,
  ];
}

const clueEvents = (target: string, round: string, index: number): NewEvent[] => [
  event('ClueRegistered', { target, round }),
  event('ClueScreened', {}),
  event('ClueTransferApproved', { receiver: index % 6 === 0 ? 'organization' : 'discipline' }),
  event('ClueTransferred', { sentOn: on(index * 8) }),
  ...deadline('clue-result', index * 8 + 90, false),
  event('ClueResultReported', { reportedOn: on(index * 8 + 80) }),
];

/** Every case of the term with its events, the ones that open others first. */
function term(): { readonly cases: readonly (readonly [string, NewEvent[]])[]; round: string } {
  const rounds = Array.from({ length: ROUNDS }, () => `inspection-round-${randomUUID()}`);
  const opened: [string, NewEvent[]][] = rounds.map((round, index) => [round, roundEvents(index)]);
  const items: [string, NewEvent[]][] = [];
  const targets = Array.from({ length: TARGETS }, (_, index) => {
    const round = rounds[index % ROUNDS] ?? '';
    const day = (index % ROUNDS) * 100 + 20;
    const findings = share(FINDINGS, TARGETS, index);
    const target = `target-inspection-${randomUUID()}`;
    opened.push([target, targetEvents(round, index, findings, day)]);
    for (let n = 0; n < findings; n++)
      items.push([`rectification-${randomUUID()}`, itemEvents(target, round, items.length, day)]);
    return [target, round] as const;
  });
  for (let index = 0; index < CLUES; index++) {
    const [target = '', round = ''] = targets[index * 2] ?? [];
    items.push([`clue-transfer-${randomUUID()}`, clueEvents(target, round, index)]);
  }
  return { cases: [...opened, ...items], round: rounds[7] ?? '' };
}

async function fill(admin: string, secret: string): Promise<string> {
  const { pool, close } = connect(admin, 'worker_rw', { secret, size: 3 });
  const appender = createAppender(pool);
  const { cases, round } = term();
  for (let first = 0; first < cases.length; first += 100)
    await Promise.all(
      cases.slice(first, first + 100).map(([stream, events]) =>
        appender.submit({
          ...{ id: randomUUID(), stream, expected: 0, events, cause: null },
          now: '2021-04-07T01:00:00.000Z',
          actor: { id: 'bench', posts: [{ role: 'officeStaff', scope: 'all' }] },
          request: '0'.repeat(64),
        }),
      ),
    );
  await close();
  return round;
}

/**
 * Measures the three reports over the log of a whole term, now and as of any position.
 *
 * @param times how often each question is asked
 */
export async function benchFigures(
  { admin, secret }: FigureBenchUrls,
  times: number,
): Promise<FigureBench> {
  const round = await fill(admin, secret);
  const { db, close } = connect(admin, 'projector_rw', { secret, size: 2 });
  try {
    const { position: events } = await head(db);
    const started = performance.now();
    await rebuildView({ db, projection: statisticFacts, catalog });
    const seconds = (performance.now() - started) / 1000;
    const end: Scope = { position: events, on: '2021-04-07', term: TERM };
    const figuresOf = (name: Report['report']) =>
      allReports.find(({ report }) => report === name)?.figures ?? [];
    const p95 = async (ask: (turn: number) => Promise<unknown>): Promise<number> => {
      const millis: number[] = [];
      for (let turn = 0; turn < times; turn++) {
        const from = performance.now();
        await ask(turn);
        millis.push(performance.now() - from);
      }
      return rounded(quantile(millis, 0.95));
    };
    const findings = figuresOf('term').find(({ figure }) => figure === 'findings');
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from views.statistic_facts_v1`.execute(db);
    return {
      events,
      facts: rows[0]?.count ?? 0,
      rebuildEventsPerSecond: Math.round(events / seconds),
      term: await p95(() => valuesOf(db, figuresOf('term'), end)),
      round: await p95(() => valuesOf(db, figuresOf('round'), { ...end, round })),
      stage: await p95(() => valuesOf(db, figuresOf('stage'), end)),
      asOf: await p95((turn) =>
        valuesOf(db, figuresOf('term'), { ...end, position: Math.ceil((events * turn) / times) }),
      ),
      lineage: findings ? await p95(() => factsBehind(db, findings, end, { limit: 100 })) : 0,
      sqlOnLog: await p95(() =>
        sql`select count(*) filter (where type = 'RoundApproved') as rounds,
          count(*) filter (where type = 'FindingConfirmed') as findings,
          sum((body::jsonb ->> 'amountFen')::bigint) filter (where type = 'MoneyRecovered') as fen
          from es.log`.execute(db),
      ),
    };
  } finally {
    await close();
  }
}
