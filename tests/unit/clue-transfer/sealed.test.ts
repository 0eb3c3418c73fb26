import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { clueTransfer } from '../../../domain/clue-transfer/index.js';
import { LADDER_COMMANDS } from '../../../domain/clock/ladder-commands.js';
import { LADDER_EVENTS } from '../../../domain/clock/ladder-events.js';
import { actor } from '../../support/given.js';
import { clue, handled } from '../../support/clue.js';

interface Node {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly allOf?: readonly Node[];
  readonly additionalProperties?: Node | boolean;
}

/** Names that the ladder and the mailbox write themselves; a person's are checked against the case before they are recorded. */
const BY_MACHINE = new Set([
  ...['deadline', 'rule', 'rung', 'rungs', 'ladder', 'anchorEvent', 'paper', 'scope', 'pack'],
  ...['calendar', 'fromCalendar', 'calendarVersion', 'why'],
]);

/** Paths of every place in a schema where a person could write what they like. */
function openText(node: Node, path: readonly string[], known: ReadonlySet<string>): string[] {
  const closed = node.enum !== undefined || node.const !== undefined || node.pattern !== undefined;
  const own = known.has(path.findLast((step) => !/^(\d+|items)$/.test(step)) ?? '');
  const parts = partsOf(node);
  // A schema of no type takes anything, so it is as open as a text.
  const isText = [node.type].flat().includes('string');
  const isOpen = isText || (node.type === undefined && parts.length === 0);
  if (isOpen && !closed && !own) return [path.join('.')];
  return parts.flatMap(([key, part]) => openText(part, [...path, key], known));
}

/** The schemas inside a schema; the keys of a record are text too. */
function partsOf({
  properties,
  items,
  anyOf,
  allOf,
  additionalProperties,
}: Node): [string, Node][] {
  const isRecord = typeof additionalProperties === 'object';
  return [
    ...Object.entries(properties ?? {}),
    ...Object.entries({ ...(items && { items }) }),
    ...Object.entries(anyOf ?? allOf ?? []),
    ...(isRecord ? [['*', { type: 'string' }] satisfies [string, Node]] : []),
  ];
}

const jsonOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as Node;
const schemas = [
  ...[...clueTransfer.commands].map(([name, { data }]) => [name, data] as const),
  ...clueTransfer.events,
];
const ladderNames = new Set([...Object.keys(LADDER_COMMANDS), ...Object.keys(LADDER_EVENTS)]);

test('there is something to look at', () => {
  expect(schemas.length).toBeGreaterThan(60);
});

test.each(schemas)('%s has no field for a text of one’s own', (name, schema) => {
  const known = ladderNames.has(name) ? BY_MACHINE : new Set<string>();
  expect(openText(jsonOf(schema), [], known)).toEqual([]);
});

describe('the look itself', () => {
  test.each([
    ['note', z.object({ note: z.string().max(80) })],
    ['notes.items', z.object({ notes: z.array(z.string()) })],
    ['note', z.object({ note: z.string().nullable() })],
    ['note.0', z.object({ note: z.union([z.string(), z.int()]) })],
    ['any', z.object({ any: z.unknown() })],
    ['map.*', z.object({ map: z.record(z.string(), z.int()) })],
    ['deep.note', z.object({ deep: z.object({ note: z.string() }) })],
  ])('finds %s', (path, schema) => {
    expect(openText(jsonOf(schema), [], new Set())).toEqual([path]);
  });

  test('would find the reasons of the ladder as other processes have it', () => {
    expect(openText(jsonOf(LADDER_COMMANDS.PauseDeadline.data), [], BY_MACHINE)).toEqual([
      'reason',
    ]);
  });
});

test('a limit is moved for a reason of the list, by the executive deputy head', () => {
  const extend = (reason: string) => ({
    type: 'ExtendDeadline',
    data: { deadline: 'clue-result', untilOn: '2021-12-10', reason },
  });
  expect(() => given(extend('涉及某人'))).toThrow();
  given(extend('complexity')).thenClock({ type: 'DeadlineExtended' });
  clue
    .given(...handled)
    .when(extend('complexity'), actor('officeDirector'))
    .thenRejected('forbidden');
});

function given(command: { readonly type: string; readonly data: unknown }) {
  return clue.given(...handled).when(command, actor('executiveDeputyHead'));
}
