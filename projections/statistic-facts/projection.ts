import { shanghaiDate, type Instant } from '../../domain/shared/instant.js';
import { parseStream } from '../../domain/shared/ids.js';
import { date, flag, integer, json, text, type RowOf } from '../column.js';
import {
  changeBeside,
  defineProjection,
  update,
  type Change,
  type LogEvent,
} from '../projection.js';
import { OFFICE_READERS } from '../readers.js';
import { cellOf } from './cell.js';
import { MEMORIES, NOWHERE, OPENINGS, type Belonging, type Memory } from './context.js';
import type { Count, Counting, Countings, Measure } from './counting.js';
import { FINDING_COUNTINGS, ROUND_COUNTINGS, TARGET_COUNTINGS } from './inspection-countings.js';
import { CLUE_COUNTINGS, ORGANIZATION_COUNTINGS } from './organization-countings.js';
import { DEADLINE_COUNTINGS, ITEM_COUNTINGS } from './rectification-countings.js';

/** Every counted event of every process, by its type. */
export const COUNTINGS: Countings = {
  ...ROUND_COUNTINGS,
  ...TARGET_COUNTINGS,
  ...FINDING_COUNTINGS,
  ...ITEM_COUNTINGS,
  ...DEADLINE_COUNTINGS,
  ...CLUE_COUNTINGS,
  ...ORGANIZATION_COUNTINGS,
};

const columns = {
  /** `case` is the row that a case's facts take their belonging from; it counts nothing. */
  measure: text<Measure | 'case'>(),
  amount: integer(),
  atLeast: flag(),
  kind: text().nullable(),
  receiver: text().nullable(),
  subject: text().nullable(),
  process: text(),
  stream: text(),
  version: integer(),
  position: integer(),
  type: text(),
  occurredOn: date(),
  term: text().nullable(),
  round: text().nullable(),
  unit: text().nullable(),
  category: text().nullable(),
  inspectionType: text().nullable(),
  mode: text().nullable(),
  group: integer().nullable(),
  /** All that figures tell facts apart by, in one word; see `cellOf`. */
  cell: text(),
  memory: json<Memory>().nullable(),
};

export type FactRow = RowOf<typeof columns>;

const processOf = (stream: string): string => parseStream(stream)?.process ?? '';

function belongingOf(row: FactRow | undefined): Belonging {
  if (!row) return NOWHERE;
  const { term, round, unit, category, inspectionType, mode, group } = row;
  return { term, round, unit, category, inspectionType, mode, group };
}

const UNCOUNTED = { amount: 0, atLeast: false, kind: null, receiver: null, subject: null };

/** What every row says of the event it comes from. */
function source({ stream, version, position, type, now }: LogEvent, on: string | undefined) {
  const occurredOn = on ?? shanghaiDate(now as Instant);
  return { process: processOf(stream), stream, version, position, type, occurredOn };
}

function caseOpened(event: LogEvent): readonly Change<FactRow>[] {
  const { parent, own } = OPENINGS[event.type]?.(event.data, event.stream) ?? {};
  if (!own) return [];
  return [
    changeBeside<FactRow>(event.stream, parent ?? event.stream, (row, opener) => ({
      ...UNCOUNTED,
      measure: 'case',
      ...source(event, undefined),
      ...belongingOf(row ?? opener),
      ...own,
      cell: '',
      memory: {},
    })),
  ];
}

function facts(event: LogEvent, { on, counts }: Counting): readonly Change<FactRow>[] {
  return counts(event.data).map(({ measure, of }: Count, n) =>
    changeBeside<FactRow>(`${event.stream}:${event.version}:${n}`, event.stream, (_row, ofCase) => {
      const belonging = belongingOf(ofCase);
      const counted = of(event.data, ofCase?.memory ?? {}, belonging);
      if (counted.amount === 0) return undefined;
      const fact = {
        measure,
        ...{ kind: null, receiver: null, subject: null, atLeast: false },
        ...counted,
        ...source(event, on(event.data)),
        ...belonging,
      };
      return { ...fact, cell: cellOf(fact), memory: null };
    }),
  );
}

function remembered({ type, stream, data }: LogEvent): readonly Change<FactRow>[] {
  const next = MEMORIES[type];
  if (!next) return [];
  return [
    update<FactRow>(stream, (row) => {
      const memory = next(row.memory ?? {}, data);
      return memory === row.memory ? row : { ...row, memory };
    }),
  ];
}

/** A fact sees its case as the events before have left it, so the memory comes last. */
function rowsOf(event: LogEvent): readonly Change<FactRow>[] {
  const counting = COUNTINGS[event.type];
  return [...caseOpened(event), ...(counting ? facts(event, counting) : []), ...remembered(event)];
}

const TYPES = [...Object.keys(OPENINGS), ...Object.keys(COUNTINGS), ...Object.keys(MEMORIES)];

/**
 * Every fact a statistic counts, one row for what one event adds to one measure. A fact never changes: what
 * an event takes back is a fact of its own, so that a figure as of a position is the sum up to there.
 */
export const statisticFacts = defineProjection({
  name: 'statistic-facts',
  version: 1,
  title: { zh: '统计事实', en: 'Statistic facts' },
  columns,
  filters: ['measure', 'stream', 'term', 'round', 'unit', 'position'],
  orders: ['position'],
  hidden: ['cell', 'memory'],
  readableBy: OFFICE_READERS,
  on: {
    ...Object.fromEntries(TYPES.map((type) => [type, rowsOf])),
    GroupAssigned: ({ stream, data }: LogEvent<{ readonly group: number }>) => [
      update<FactRow>(stream, (row) => ({ ...row, group: data.group })),
    ],
  },
});
