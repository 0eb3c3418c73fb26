import { shippedBook } from '../../domain/policy/packs.js';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '../../event-store/event.js';
import { changesOf, Rows } from '../../projections/fold.js';
import { productCatalog, type EventCatalog } from '../../projections/event-catalog.js';
import { allViews } from '../../projections/index.js';
import type { Projection, Row } from '../../projections/projection.js';
import { uuid } from '../support/given.js';
import * as item from '../support/item.js';
import { plantedCatalog, plantedView } from '../support/planted-view.js';
import { rowsAfter, storyEvents } from '../support/stored-events.js';
import { storyOf } from '../support/target-story.js';

/**
 * Folds in batches as the live runner does, with a table between them that holds rows as JSON does: no member
 * is undefined, nothing is shared.
 */
function inBatches(
  projection: Projection,
  events: readonly StoredEvent[],
  sizes: readonly number[],
  catalog: EventCatalog,
): ReadonlyMap<string, Row> {
  const table = new Map<string, string>();
  for (let from = 0, turn = 0; from < events.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    const perEvent = events
      .slice(from, from + size)
      .map((event) => changesOf(projection, event, catalog));
    const rows = new Rows(projection);
    const changes = perEvent.flat();
    const keys = new Set(
      changes.flatMap((change) =>
        'key' in change
          ? [change.key, ...(change.beside === undefined ? [] : [change.beside])]
          : [],
      ),
    );
    const groups = new Set(changes.flatMap((change) => ('group' in change ? [change.group] : [])));
    for (const [key, json] of table) {
      const row = JSON.parse(json) as Row;
      const { group } = projection;
      if (keys.has(key) || (group !== undefined && groups.has(String(row[group]))))
        rows.load(key, row);
    }
    for (const step of perEvent) rows.apply(step);
    const { written, removed } = rows.changed(shippedBook);
    for (const [key, row] of written) table.set(key, JSON.stringify(row));
    for (const key of removed) table.delete(key);
    from += size;
  }
  return new Map([...table].map(([key, json]) => [key, JSON.parse(json) as Row]));
}

const asJson = (rows: ReadonlyMap<string, Row>) =>
  JSON.parse(JSON.stringify(Object.fromEntries([...rows].sort()))) as unknown;

const batches = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

test('planted rows do not depend on the sizes of the batches', () => {
  const view = plantedView();
  const event = fc.record({
    type: fc.constantFrom(
      'Counted',
      'Counted',
      'Counted',
      'Emptied',
      'Removed',
      'Other',
      'Stranger',
    ),
    stream: fc.constantFrom('s1', 's2', 's3', 's4'),
    basket: fc.constantFrom('b1', 'b2'),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 80 }), batches, (drafts, sizes) => {
      const events = drafts.map(({ type, stream, basket }, index) => ({
        ...template,
        position: index + 1,
        stream,
        type,
        data: { basket },
      }));
      const live = inBatches(view, events, sizes, plantedCatalog);
      expect(asJson(live)).toEqual(asJson(rowsAfter(view, events, plantedCatalog)));
    }),
  );
});

const template = storyEvents(`rectification-${uuid(1)}`, item.opened)[0]!;

/** The cases' own events stay in order; between the cases any order can come. */
const cases = [
  storyEvents(`target-inspection-${uuid(1)}`, storyOf().closed),
  storyEvents(`rectification-${uuid(1)}`, item.closed),
  storyEvents(`rectification-${uuid(2)}`, item.requested, { today: '2021-11-01' }),
];

test('the rows of every view of the product do not depend on the sizes of the batches', () => {
  const order = fc.shuffledSubarray(
    cases.flatMap((events, index) => events.map(() => index)),
    { minLength: cases.flat().length },
  );
  fc.assert(
    fc.property(order, batches, (turns, sizes) => {
      const waiting = cases.map((events) => [...events]);
      const events = turns.map((turn, index) => ({
        ...waiting[turn]!.shift()!,
        position: index + 1,
      }));
      for (const view of allViews) {
        const live = inBatches(view, events, sizes, productCatalog);
        expect(asJson(live)).toEqual(asJson(rowsAfter(view, events)));
      }
    }),
    { numRuns: 25 },
  );
});
