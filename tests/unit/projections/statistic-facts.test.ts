import { describe, expect, test } from '@jest/globals';
import { allProcesses } from '../../../domain/processes.js';
import { LADDER_EVENTS } from '../../../domain/clock/ladder-events.js';
import { valueOf, type Scope } from '../../../projections/statistic-facts/evaluation.js';
import {
  allReports,
  figureNamed,
  type ReportName,
} from '../../../projections/statistic-facts/figures.js';
import {
  COUNTINGS,
  statisticFacts,
  type FactRow,
} from '../../../projections/statistic-facts/projection.js';
import { MEMORIES, OPENINGS } from '../../../projections/statistic-facts/context.js';
import { rowsAfter } from '../../support/stored-events.js';
import { HOSPITAL, ROUND, statisticsLog, TERM, TOWN } from '../../support/statistics-log.js';

const log = statisticsLog();
const rows = [...rowsAfter(statisticFacts, log).values()] as unknown as readonly FactRow[];
const end: Scope = { position: log.length, on: '2021-12-01' };

function figure(report: ReportName, name: string, scope: Partial<Scope> = {}) {
  const found = allReports.find((one) => one.report === report);
  const asked = found && figureNamed(found, name);
  if (!asked) throw new Error(`no figure ${name}`);
  return valueOf(asked, rows, { ...end, ...scope });
}

const value = (report: ReportName, name: string, scope: Partial<Scope> = {}) =>
  figure(report, name, scope).value;

describe('a figure', () => {
  test.each([
    ['rounds', 1],
    ['targets', 2],
    ['inspections', 2],
    ['coverage', 1],
    ['unitsCovered', 1],
    ['villagesCovered', 0],
    ['findings', 1],
    ['findingsReported', 1],
    ['findingsFedBack', 1],
    ['cluesTransferred', 2],
    ['rulesEstablished', 1],
    ['moneyRecovered', 1_250_500],
    ['personsDisciplined', 2],
    ['items', 4],
    ['itemsClosed', 1],
    ['itemsContinuing', 1],
    ['itemsOpen', 2],
    ['completionRate', 250],
    ['instructions', 1],
    ['committeeMeetings', 1],
    ['officeRules', 1],
  ])('of the term report: %s', (name, expected) => {
    expect(value('term', name, { term: TERM })).toBe(expected);
  });

  test('is at least as much as it says when one amount is', () => {
    expect(figure('term', 'moneyRecovered').atLeast).toBe(true);
    expect(figure('term', 'rulesEstablished').atLeast).toBe(false);
  });

  test('is divided by the state of its case at that moment', () => {
    expect(figure('term', 'targets').parts).toEqual([
      { part: 'lookBack', value: 1 },
      { part: 'regular', value: 1 },
    ]);
    expect(figure('term', 'coverage').parts).toEqual([{ part: '事业单位', value: 1 }]);
    expect(figure('round', 'verdicts', { round: ROUND }).parts).toEqual([
      { part: 'solved', value: 1 },
    ]);
  });

  test('a rerouted clue stays one clue, at its new receiver', () => {
    expect(figure('term', 'cluesTransferred').parts).toEqual([
      { part: 'discipline', value: 1 },
      { part: 'organization', value: 1 },
    ]);
    const second = rows.filter(
      ({ measure, kind, stream, position }) =>
        measure === 'cluesTransferred' && kind === null && stream.endsWith('32') && position > 0,
    );
    expect(second.map(({ amount, receiver }) => [amount, receiver])).toEqual([
      [1, 'discipline'],
      [1, 'organization'],
      [-1, 'discipline'],
    ]);
  });

  test('of a round leaves the other rounds and the registers out', () => {
    expect(value('round', 'findings', { round: ROUND })).toBe(1);
    expect(value('round', 'findings', { round: 'inspection-round-other' })).toBe(0);
    expect(value('stage', 'items', { round: ROUND })).toBe(4);
  });

  test('of a term takes the registers within its days', () => {
    const period = { fromOn: '2016-07-01', toOn: '2021-07-31' };
    expect(value('term', 'committeeMeetings', { term: TERM, period })).toBe(0);
    expect(value('term', 'rounds', { term: TERM, period })).toBe(1);
    expect(value('term', 'rounds', { term: '九届县委', period })).toBe(0);
  });
});

describe('as of a position', () => {
  const positionOf = (type: string, stream?: string) =>
    log.find((event) => event.type === type && (stream ?? event.stream) === event.stream)
      ?.position ?? 0;

  test('what is taken back later still stands', () => {
    const dropped = positionOf('FindingDropped', TOWN);
    expect(value('term', 'findings', { position: dropped - 1 })).toBe(2);
    expect(value('term', 'findings', { position: dropped })).toBe(1);
    const reopened = positionOf('ItemReopened');
    expect(value('stage', 'itemsClosed', { position: reopened - 1 })).toBe(2);
    expect(value('stage', 'itemsClosed', { position: reopened })).toBe(1);
    expect(value('stage', 'itemsReopened', { position: reopened })).toBe(1);
  });

  test('an event counts from its own position on', () => {
    const withdrawn = positionOf('GroupWithdrawn', HOSPITAL);
    expect(value('term', 'coverage', { position: withdrawn - 1 })).toBe(0);
    expect(value('term', 'coverage', { position: withdrawn })).toBe(1);
  });
});

describe('what is open', () => {
  test('is counted by the days since it was last opened', () => {
    // One item runs since 2021-09-10, the other was opened again on 2021-11-01.
    expect(value('stage', 'open30', { on: '2021-12-01' })).toBe(1);
    expect(value('stage', 'open90', { on: '2021-12-01' })).toBe(1);
    expect(value('stage', 'open90', { on: '2021-12-02' })).toBe(2);
    expect(value('stage', 'openLonger', { on: '2022-12-02' })).toBe(2);
  });
});

test('the on-time rate counts what is overdue as not in time', () => {
  const met = (late: boolean, version: number) => ({
    ...log[0]!,
    stream: 'rectification-x',
    version,
    position: version,
    type: 'DeadlineMet',
    data: { deadline: `d${version}`, metOn: '2021-06-01', dueOn: '2021-06-01', late },
  });
  const missed = { deadline: 'd4', rule: 'r', dueOn: '2021-06-01' };
  const events = [
    met(false, 1),
    met(false, 2),
    met(true, 3),
    { ...met(true, 4), type: 'DeadlineMissed', data: missed },
  ];
  const facts = (some: typeof events) =>
    [...rowsAfter(statisticFacts, some).values()] as unknown as readonly FactRow[];
  const rate = figureNamed(allReports[0]!, 'onTimeRate')!;
  expect(valueOf(rate, facts(events), { ...end, position: 9 }).value).toBe(500);
});

test('no event is counted twice in one part of a figure', () => {
  const seen = rows
    .filter(({ measure }) => measure !== 'case')
    .map(({ stream, version, measure, kind, receiver }) =>
      [stream, version, measure, kind, receiver].join(' '),
    );
  expect(new Set(seen).size).toBe(seen.length);
});

test('every event named here is one that a process writes', () => {
  const written = new Set<string>(Object.keys(LADDER_EVENTS));
  for (const { events } of allProcesses) for (const type of events.keys()) written.add(type);
  const named = [...Object.keys(COUNTINGS), ...Object.keys(MEMORIES), ...Object.keys(OPENINGS)];
  expect(named.filter((type) => !written.has(type))).toEqual([]);
});
