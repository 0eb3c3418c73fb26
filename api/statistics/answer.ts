import { z } from 'zod';
import type { Value } from '../../projections/statistic-facts/evaluation.js';
import type { Figure } from '../../projections/statistic-facts/figures.js';

/** Below this a number of clues says too much outside the office. Source: `domain.md` D.3, rule 11. */
const SMALLEST_SHOWN = 3;

const Words = z.object({ zh: z.string(), en: z.string() });

const FigureAnswer = z.object({
  figure: z.string(),
  title: Words,
  unit: z.enum(['count', 'fen', 'percentTenths']),
  value: z.int().nullable().describe('Null when it is suppressed'),
  atLeast: z.boolean().describe('At least this much: an amount in it is a lower bound'),
  suppressed: z.boolean().describe('A number below 3, not shown outside the office'),
  parts: z.array(z.object({ part: z.string(), value: z.int() })),
  lastPrinted: z
    .object({ position: z.int(), value: z.int().nullable() })
    .nullable()
    .describe('The number on the last print before this position'),
  difference: z.int().nullable(),
});

export const ReportAnswer = z.object({
  report: z.enum(['term', 'round', 'stage']),
  title: Words,
  subject: z.string().describe('Term or round it is about; `all` for the whole organization'),
  position: z.int().describe('The figures are folds over the log up to here'),
  on: z.string().describe('Day on which the age of what is open is taken'),
  lastPrinted: z.object({ position: z.int(), printedOn: z.string() }).nullable(),
  figures: z.array(FigureAnswer),
});

export const FactPage = z.object({
  figure: z.string(),
  position: z.int(),
  facts: z
    .array(
      z.object({
        measure: z.string(),
        amount: z.int().describe('What the event adds; negative when it takes something back'),
        atLeast: z.boolean(),
        subject: z.string().nullable(),
        stream: z.string(),
        version: z.int(),
        position: z.int(),
        type: z.string(),
        occurredOn: z.string(),
      }),
    )
    .describe('In the order of the log'),
  next: z.string().nullable().describe('Give it as `cursor` for the next page; null on the last'),
});

interface Shown {
  readonly value: number | null;
  readonly parts: Value['parts'];
  readonly suppressed: boolean;
}

/** With one part withheld the others would give it away, so all of them are. */
function shownOf(value: Value, isWithheld: boolean): Shown {
  if (!isWithheld) return { value: value.value, parts: value.parts, suppressed: false };
  if (value.value < SMALLEST_SHOWN) return { value: null, parts: [], suppressed: true };
  const isSmall = value.parts.some((part) => part.value < SMALLEST_SHOWN);
  return { value: value.value, parts: isSmall ? [] : value.parts, suppressed: isSmall };
}

const NOTHING: Value = { value: 0, atLeast: false, parts: [] };

interface Printed {
  readonly position: number;
  readonly values: ReadonlyMap<string, Value>;
}

/**
 * A figure beside its number on the last print.
 *
 * @param isInside the reader belongs to the office, which sees small numbers of clues too
 */
export function figureAnswer(
  {
    figure,
    title,
    unit,
    ofClues = false,
  }: { readonly ofClues?: boolean } & Omit<Figure, 'ofClues'>,
  values: ReadonlyMap<string, Value>,
  printed: Printed | undefined,
  isInside: boolean,
): z.output<typeof FigureAnswer> {
  const isWithheld = ofClues && !isInside;
  const value = values.get(figure) ?? NOTHING;
  const shown = shownOf(value, isWithheld);
  const before = printed && shownOf(printed.values.get(figure) ?? NOTHING, isWithheld).value;
  const isCompared = before !== undefined && before !== null && shown.value !== null;
  return {
    figure,
    title,
    unit,
    value: shown.value,
    atLeast: value.atLeast,
    suppressed: shown.suppressed,
    parts: [...shown.parts],
    lastPrinted:
      printed && before !== undefined ? { position: printed.position, value: before } : null,
    difference: isCompared ? (shown.value ?? 0) - before : null,
  };
}

const Cursor = z.tuple([z.int().min(0), z.string().max(300)]);

/** @returns null for a text that no page gave */
export function cursorFrom(text: string): readonly [position: number, key: string] | null {
  try {
    return Cursor.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString())).data ?? null;
  } catch {
    return null;
  }
}

export function cursorTo({ position, key }: { position: number; key: string }): string {
  return Buffer.from(JSON.stringify([position, key])).toString('base64url');
}
