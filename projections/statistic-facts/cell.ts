import type { Dimension } from './figures.js';
import type { Belonging } from './context.js';
import type { Measure } from './counting.js';

/** Measures that figures count by unit, each unit once, and those whose age they take, case by case. */
const BY_UNIT: readonly string[] = ['coverage'];
const BY_STREAM: readonly string[] = ['itemsOpen'];

type Told = Pick<Belonging, Exclude<Dimension, 'kind' | 'receiver'> | 'unit'> & {
  readonly measure: Measure | 'case';
  readonly process: string;
  readonly stream: string;
  readonly kind: string | null;
  readonly receiver: string | null;
};

/** What figures tell facts apart by. Facts of one cell are only ever added up, so the database can do that. */
export function cellOf(fact: Told): string {
  const { measure, process, kind, receiver, category, inspectionType, mode } = fact;
  const unit = BY_UNIT.includes(measure) ? fact.unit : null;
  const stream = BY_STREAM.includes(measure) ? fact.stream : '';
  return JSON.stringify([
    ...[measure, process, kind, receiver, category, inspectionType, mode],
    ...[unit, stream],
  ]);
}

/** The inverse of {@link cellOf}; unit and stream are there only where figures tell them apart. */
export function toldBy(cell: string): Told {
  const [measure, process, kind, receiver, category, inspectionType, mode, unit, stream] =
    JSON.parse(cell) as CellTuple;
  return { measure, process, kind, receiver, category, inspectionType, mode, unit, stream };
}

type Word = string | null;
type CellTuple = [Told['measure'], string, Word, Word, Word, Word, Word, Word, string];
