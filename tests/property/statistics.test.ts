import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '../../event-store/event.js';
import { valueOf, type Scope } from '../../projections/statistic-facts/evaluation.js';
import { allReports } from '../../projections/statistic-facts/figures.js';
import { statisticFacts, type FactRow } from '../../projections/statistic-facts/projection.js';
import { rowsAfter } from '../support/stored-events.js';
import { ROUND, statisticsLog, TERM } from '../support/statistics-log.js';

const log = statisticsLog();
const facts = (events: readonly StoredEvent[]) =>
  [...rowsAfter(statisticFacts, events).values()] as unknown as readonly FactRow[];

const scopes = fc.constantFrom<Partial<Scope>>(
  {},
  { term: TERM },
  { round: ROUND },
  { term: TERM, period: { fromOn: '2016-07-01', toOn: '2021-12-31' } },
);

/** Streams in their order up to the target, the rest of the log mixed. */
function mixed(draws: readonly number[]): readonly StoredEvent[] {
  const fixed = log.filter(({ stream }) => !/^(rectification|clue-transfer)/.test(stream));
  const waiting = new Map<string, StoredEvent[]>();
  for (const event of log.slice(fixed.length))
    waiting.set(event.stream, [...(waiting.get(event.stream) ?? []), event]);
  const events = [...fixed];
  for (const draw of draws) {
    const streams = [...waiting.keys()];
    const stream = streams[draw % streams.length];
    const next = stream === undefined ? undefined : waiting.get(stream)?.shift();
    if (next) events.push(next);
    if (stream !== undefined && waiting.get(stream)?.length === 0) waiting.delete(stream);
  }
  events.push(...[...waiting.values()].flat());
  return events.map((event, index) => ({ ...event, position: index + 1 }));
}

const orders = fc.array(fc.nat(50), { maxLength: 60 });

test('every figure as of a position is the fold over the events up to there', () => {
  fc.assert(
    fc.property(orders, fc.nat(), scopes, (draws, cut, scope) => {
      const events = mixed(draws);
      const position = cut % (events.length + 1);
      const whole = facts(events);
      const prefix = facts(events.slice(0, position));
      for (const { figures } of allReports)
        for (const figure of figures) {
          const asOf = valueOf(figure, whole, { ...scope, position, on: '2021-12-01' });
          const then = valueOf(figure, prefix, {
            ...scope,
            position: events.length,
            on: '2021-12-01',
          });
          expect([figure.figure, asOf]).toEqual([figure.figure, then]);
        }
    }),
    { numRuns: 30 },
  );
});

test('a figure does not depend on the order in which cases went on', () => {
  const end = { position: log.length, on: '2021-12-01' };
  const usual = facts(log);
  fc.assert(
    fc.property(orders, scopes, (draws, scope) => {
      const other = facts(mixed(draws));
      for (const { figures } of allReports)
        for (const figure of figures)
          expect(valueOf(figure, other, { ...scope, ...end })).toEqual(
            valueOf(figure, usual, { ...scope, ...end }),
          );
    }),
    { numRuns: 30 },
  );
});

test('the parts of a sum add up to the whole, and no count is below nothing', () => {
  fc.assert(
    fc.property(orders, fc.nat(), scopes, (draws, cut, scope) => {
      const events = mixed(draws);
      const rows = facts(events);
      const position = cut % (events.length + 1);
      for (const { figures } of allReports)
        for (const figure of figures) {
          const { value, parts } = valueOf(figure, rows, {
            ...scope,
            position,
            on: '2021-12-01',
          });
          expect(value).toBeGreaterThanOrEqual(0);
          if (figure.formula.does === 'sum' && figure.formula.by)
            expect(parts.reduce((sum, part) => sum + part.value, 0)).toBe(value);
        }
    }),
    { numRuns: 30 },
  );
});
