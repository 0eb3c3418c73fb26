import type { EventCatalog } from '../../projections/event-catalog.js';
import { date, integer, list, text, type RowOf } from '../../projections/column.js';
import {
  change,
  defineProjection,
  update,
  updateGroup,
  type LogEvent,
  type Projection,
} from '../../projections/projection.js';

/** A view over planted events, with every kind of change a handler can make. */

const columns = {
  stream: text(),
  basket: text(),
  count: integer(),
  openedOn: date().nullable(),
  tags: list(),
};

type CountRow = RowOf<typeof columns>;

type Counted = LogEvent<{ readonly basket: string; readonly on?: string }>;

export interface PlantedOptions {
  readonly name?: string;
  readonly version?: number;
  /** Stream whose `Counted` event the handler cannot take. */
  readonly poison?: string;
}

export function plantedView(options: PlantedOptions = {}): Projection {
  const { name = 'planted-counts', version = 1, poison } = options;
  return defineProjection({
    name,
    version,
    title: { zh: '计数', en: 'Counts' },
    columns,
    filters: ['stream', 'basket', 'count', 'openedOn', 'tags'],
    orders: ['count', 'openedOn', 'stream'],
    group: 'basket',
    readableBy: ['officeStaff', 'groupHead'],
    scopedBy: 'basket',
    on: {
      Counted: ({ stream, data, position }: Counted) => {
        if (stream === poison) throw new Error('poison');
        return [
          change<CountRow>(stream, (row) => ({
            stream,
            basket: data.basket,
            count: (row?.count ?? 0) + 1,
            openedOn: row?.openedOn ?? data.on ?? null,
            tags: [...(row?.tags ?? []), String(position)].slice(-3),
          })),
        ];
      },
      Emptied: ({ data }: Counted) => [
        updateGroup<CountRow>(data.basket, (row) => ({ ...row, count: 0 })),
      ],
      Removed: ({ stream }: Counted) => [update<CountRow>(stream, () => undefined)],
    },
  });
}

/** Planted types at schema version 1; `Stranger` is known to nobody. */
export const plantedCatalog: EventCatalog = {
  schemaVersionOf: ({ type }) =>
    ['Counted', 'Emptied', 'Removed', 'Other'].includes(type) ? 1 : undefined,
};
