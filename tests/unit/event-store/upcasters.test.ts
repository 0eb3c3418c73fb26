import { describe, expect, test } from '@jest/globals';
import type { StoredEvent } from '../../../event-store/event.js';
import { createUpcast, upcasters } from '../../../event-store/upcasters.js';
import type { Upcaster } from '../../../event-store/upcasters.js';

const stored = (type: string, schemaVersion: number, data: unknown): StoredEvent => ({
  position: 7,
  stream: 'rectification-1',
  version: 3,
  commandId: '00000000-0000-4000-8000-000000000000',
  n: 1,
  type,
  schemaVersion,
  at: '2026-05-20T01:00:00.000Z',
  now: '2026-05-20T01:00:00.000Z',
  actor: { id: 'a1', posts: [] },
  cause: null,
  request: '0'.repeat(64),
  data,
});

/** An example: version 2 gave the evidence its count, version 3 made its title a list. */
const example: readonly Upcaster[] = [
  { type: 'EvidenceAdded', from: 2, up: (data) => ({ ...(data as object), titles: ['old'] }) },
  { type: 'EvidenceAdded', from: 1, up: (data) => ({ ...(data as object), count: 1 }) },
];

describe('upcasting', () => {
  const upcast = createUpcast(example);

  test('takes an old event all the way to the current schema, one version at a time', () => {
    expect(upcast(stored('EvidenceAdded', 1, { note: 'x' }))).toEqual(
      stored('EvidenceAdded', 3, { note: 'x', count: 1, titles: ['old'] }),
    );
  });

  test('starts where the event stands', () => {
    expect(upcast(stored('EvidenceAdded', 2, { count: 4 })).data).toEqual({
      count: 4,
      titles: ['old'],
    });
  });

  test('does not touch current events and other types', () => {
    const current = stored('EvidenceAdded', 3, { count: 4 });
    const other = stored('PlanApproved', 1, {});
    expect(upcast(current)).toBe(current);
    expect(upcast(other)).toBe(other);
  });

  test('does not change the event that it was given', () => {
    const old = stored('EvidenceAdded', 1, { note: 'x' });
    upcast(old);
    expect(old).toEqual(stored('EvidenceAdded', 1, { note: 'x' }));
  });

  test('refuses two steps from the same version', () => {
    expect(() => createUpcast([...example, ...example])).toThrow(
      'Two upcasters read version 2 of EvidenceAdded.',
    );
  });

  test('the steps of this version fit together', () => {
    expect(() => createUpcast(upcasters)).not.toThrow();
  });
});
