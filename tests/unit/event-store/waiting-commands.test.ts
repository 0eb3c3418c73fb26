import { describe, expect, test } from '@jest/globals';
import { WaitingCommands } from '../../../event-store/waiting-commands.js';
import { seal } from '../../../event-store/envelope.js';
import { someAppend } from '../../support/appends.js';

const plain = { type: 'RoundProposed', schemaVersion: 1, data: {} };

function waitingFor(counts: readonly number[], limits: Partial<Record<string, number>>) {
  const waiting = new WaitingCommands({ commands: 9, events: 99, bytes: 99_999, ...limits });
  for (const count of counts) {
    const events = Array.from({ length: count }, () => plain);
    waiting.add({ command: seal(someAppend({ events }), 'log') });
  }
  const sizes: number[][] = [];
  while (waiting.length > 0) {
    sizes.push(waiting.take().map(({ command }) => command.events.length));
  }
  return sizes;
}

describe('commands that wait for a call', () => {
  test('leave in the order in which they came, as many as fit', () => {
    expect(waitingFor([1, 2, 3, 4], {})).toEqual([[1, 2, 3, 4]]);
  });

  test('are at most so many commands a call', () => {
    expect(waitingFor([1, 1, 1, 1, 1], { commands: 2 })).toEqual([[1, 1], [1, 1], [1]]);
  });

  test('have at most so many events a call', () => {
    expect(waitingFor([3, 2, 1, 5], { events: 5 })).toEqual([[3, 2], [1], [5]]);
  });

  test('have at most so many bytes a call, and one alone always leaves', () => {
    expect(waitingFor([1, 1], { bytes: 1 })).toEqual([[1], [1]]);
  });

  test('none waiting gives none', () => {
    expect(new WaitingCommands({ commands: 1, events: 1, bytes: 1 }).take()).toEqual([]);
  });
});
