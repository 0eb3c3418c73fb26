import { randomUUID } from 'node:crypto';
import type { Append, Appended } from '../../event-store/event.js';

/** An append of one plain event, with the members a test cares for set by it. */
export const someAppend = (given: Partial<Append> = {}): Append => ({
  id: randomUUID(),
  stream: `inspectionRound-${randomUUID()}`,
  expected: null,
  events: [{ type: 'RoundProposed', schemaVersion: 1, data: { name: '第十二轮巡察' } }],
  now: '2026-05-20T01:00:00.000Z',
  actor: { id: 'a1', posts: [{ role: 'officeClerk', scope: 'office' }] },
  cause: null,
  request: '0'.repeat(64),
  ...given,
});

/** The place of an append that must have been stored. */
export function placeOf(outcome: Appended): { version: number; position: number } {
  if (outcome.outcome !== 'ok' && outcome.outcome !== 'again') {
    throw new Error(`The append ended in ${outcome.outcome}.`);
  }
  return { version: outcome.version, position: outcome.position };
}
