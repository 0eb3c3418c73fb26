import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { commitBytes, commitText, limits, seal } from '../../../event-store/envelope.js';
import type { Append } from '../../../event-store/event.js';
import { someAppend } from '../../support/appends.js';

const event = (data: unknown, type = 'RoundProposed', schemaVersion = 1) => ({
  type,
  schemaVersion,
  data,
});

describe('sealing', () => {
  test('gives canonical texts and an envelope that commits to the content', () => {
    const command = someAppend({
      stream: 'inspectionRound-1',
      events: [event({ b: 1, a: '整改' }), event({}, 'RoundApproved', 2)],
      cause: 'inspectionRound-0:3',
    });
    const sealed = seal(command, 'xuncha/log');
    expect(sealed.events.map(({ body }) => body)).toEqual(['{"a":"整改","b":1}', '{}']);
    expect(JSON.parse(sealed.events[1]!.meta)).toEqual({
      v: 1,
      log: 'xuncha/log',
      stream: 'inspectionRound-1',
      type: 'RoundApproved',
      sv: 2,
      cmd: command.id,
      n: 2,
      now: command.now,
      actor: command.actor,
      cause: 'inspectionRound-0:3',
      req: command.request,
      parts: [commitText('{}')],
    });
    const bytes = sealed.events.flatMap(({ body, meta }) => [body, meta]).join('');
    expect(sealed.size).toBe(Buffer.byteLength(bytes));
  });

  test('commits by the published formula, text and bytes alike', () => {
    const expected = createHash('sha256')
      .update('part/v1')
      .update('\0')
      .update('整改')
      .digest('hex');
    expect(commitText('整改')).toBe(expected);
    expect(commitBytes(Buffer.from('整改'))).toBe(expected);
  });
});

describe('a command that the log cannot keep is refused with its path', () => {
  test.each<[string, Partial<Append>]>([
    ['$.id', { id: 'not-a-uuid' }],
    ['$.id', { id: '00000000-0000-4000-8000-00000000000A' }],
    ['$.stream', { stream: 'with space' }],
    ['$.stream', { stream: '' }],
    ['$.stream', { stream: 'x'.repeat(201) }],
    ['$.now', { now: '2026-05-20' }],
    ['$.request', { request: 'abc' }],
    ['$.expected', { expected: -1 }],
    ['$.expected', { expected: 0.5 }],
    ['$.events', { events: [] }],
    ['$.events', { events: Array.from({ length: 513 }, () => event({})) }],
    ['$.events[0].type', { events: [event({}, 'not a name')] }],
    ['$.events[1].schemaVersion', { events: [event({}), event({}, 'RoundProposed', 0)] }],
    ['$.events[0].data', { events: [event('x'.repeat(limits.bodyBytes))] }],
    ['$.events[0] with its envelope', { actor: { id: 'x'.repeat(limits.metaBytes), posts: [] } }],
    ['$.events', { events: Array.from({ length: 5 }, () => event('x'.repeat(250_000))) }],
  ])('%s', (path, given) => {
    expect(() => seal(someAppend(given), 'log')).toThrow(expect.objectContaining({ path }));
  });
});
