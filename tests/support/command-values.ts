import fc from 'fast-check';
import { z } from 'zod';
import { addDays } from '../../domain/shared/calendar-date.js';
import { digest, uuid } from './given.js';

/** The part of JSON Schema that zod writes for the commands and events of the domain. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

export type Draw = fc.GeneratorValue;

const units = ['W-T1', 'W-T2', 'W-T3', 'W-T9', 'constructor'];

/** Names that mean the same thing wherever they stand; few values, so that commands meet each other. */
const POOLS: Readonly<Record<string, readonly unknown[]>> = {
  unit: units,
  finding: ['F1', 'F2', 'F3', 'OLD-1'],
  item: ['F1-1', 'F1-2', 'F2-1'],
  inspection: [`target-inspection-${uuid(7)}`, `target-inspection-${uuid(8)}`],
  findings: [['OLD-1'], ['OLD-1', 'OLD-2']],
  head: ['head-1', 'head-2', 'a'],
  person: ['head-1', 'member-1', 'a'],
  group: [1, 2, 3],
  inspector: ['inspector-1', 'inspector-2', 'constructor'],
  scope: ['group:XC-10-12/1', 'group:XC-10-12/2'],
  target: [`target-inspection-${uuid(7)}`],
  round: [`inspection-round-${uuid(9)}`],
  termPlan: [uuid(4)],
  pack: [
    { pack: 'county-default', version: 1 },
    { pack: '2015-text', version: 1 },
  ],
};

/** One of the values; an index is drawn, since the values themselves would burden the report of a failure. */
export function pick<T>(draw: Draw, values: readonly T[]): T {
  return values[between(draw, 0, values.length - 1)]!;
}

/** A whole number, both ends included. */
export function between(draw: Draw, min: number, max: number): number {
  return draw(fc.integer, { min, max });
}

const SCHEMAS = new WeakMap<z.ZodType, Schema>();

/**
 * Draws a value that a command's or event's own schema accepts, as the edge or the log would hold it.
 * Dates crowd around today, documents and ids repeat.
 */
export function drawValue(draw: Draw, schema: z.ZodType, today: string): unknown {
  const known = SCHEMAS.get(schema) ?? (z.toJSONSchema(schema, { io: 'input' }) as Schema);
  SCHEMAS.set(schema, known);
  return drawPart(draw, known, '', today);
}

function drawPart(draw: Draw, schema: Schema, name: string, today: string): unknown {
  const pool = POOLS[name];
  if (pool) return pick(draw, pool);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return pick(draw, schema.enum);
  if (schema.anyOf) return drawPart(draw, pick(draw, schema.anyOf), name, today);
  switch (schema.type) {
    case 'object':
      return drawObject(draw, schema, today);
    case 'array':
      return drawList(draw, schema, name, today);
    case 'integer':
    case 'number':
      return drawNumber(draw, schema);
    case 'boolean':
      return draw(fc.boolean);
    case 'null':
      return null;
    case 'string':
    case undefined:
    default:
      return drawText(draw, schema, name, today);
  }
}

function drawObject(draw: Draw, schema: Schema, today: string): unknown {
  if (!schema.properties && typeof schema.additionalProperties === 'object') {
    const value = schema.additionalProperties;
    const keys = draw(fc.subarray, units);
    return Object.fromEntries(keys.map((key) => [key, drawPart(draw, value, '', today)]));
  }
  const drawn = Object.entries(schema.properties ?? {})
    .filter(([key]) => schema.required?.includes(key) === true || draw(fc.boolean))
    .map(([key, part]) => [key, drawPart(draw, part, key, today)] as const);
  return Object.fromEntries(drawn);
}

function drawList(draw: Draw, schema: Schema, name: string, today: string): unknown[] {
  const { items = {}, minItems = 0, maxItems = 3 } = schema;
  const length = between(draw, minItems, Math.min(maxItems, minItems + 2));
  const singular = name === 'units' ? 'unit' : name;
  return Array.from({ length }, () => drawPart(draw, items, singular, today));
}

function drawNumber(draw: Draw, { minimum = 0, maximum = 1_000 }: Schema): number {
  const min = Math.max(minimum, 0);
  return between(draw, min, Math.min(maximum, min + 3));
}

function drawText(draw: Draw, schema: Schema, name: string, today: string): string {
  if (/(^o|[a-z]O)n$|^plannedFrom$|^plannedTo$/.test(name)) return drawDate(draw, name, today);
  if (schema.pattern?.includes('{64}'))
    return pick(draw, [digest('one'), digest('two'), digest('three')]);
  if (schema.pattern?.includes('\\d{4}-\\d{2}')) return drawDate(draw, name, today);
  if (schema.pattern?.includes(':[0-5]')) return '10:42:32';
  // Numbers that an office gives its papers; few, so that an answer meets its letter.
  if (schema.pattern?.startsWith('^[A-Z0-9]')) return pick(draw, ['Z-1', 'H-1']);
  const { minLength = 0, maxLength = 10 } = schema;
  return pick(draw, ['整改', 'a', 'b', 'x'.repeat(Math.min(maxLength, 10))])
    .slice(0, maxLength)
    .padEnd(minLength, 'x');
}

/** Dates that lie ahead by their meaning are drawn ahead; the others mostly on this very day. */
function drawDate(draw: Draw, name: string, today: string): string {
  const isAhead = /^(due|until|newDue|deployment|outerLimit|plannedTo|plannedFrom)/.test(name);
  const usual = isAhead ? between(draw, 1, 200) : 0;
  const days = pick(draw, [usual, usual, usual, -1, -30, 2]);
  return addDays(today, days);
}
