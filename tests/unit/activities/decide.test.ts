import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { decide } from '../../../activities/handle-command.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import { processOf, stageOf, type Process } from '../../../domain/process.js';
import { envelopeOf } from '../../support/decide.js';
import { uuid } from '../../support/given.js';

/** A process whose one command writes as many events as it is asked for. */
const lines = processOf<object>({
  name: 'lines',
  workflowType: 'lines',
  title: { zh: '行', en: 'Lines' },
  initial: {},
  stages: [
    stageOf<object>()({
      name: 'entry',
      commands: {
        EnterLines: {
          by: ['officeStaff'],
          opens: true,
          data: z.strictObject({ count: z.int() }),
        },
      },
      events: { LineEntered: z.object({ line: z.int() }) },
      decide: {
        EnterLines: ({ count }) =>
          Array.from({ length: count }, (_none, line) => ({
            type: 'LineEntered' as const,
            data: { line },
          })),
      },
      evolve: { LineEntered: (state) => state },
    }),
  ],
  closed: () => false,
  reach: () => [],
  number: () => '',
  status: () => '',
}) as unknown as Process;

const now = '2026-03-02T02:00:00.000Z';

function enter(count: number) {
  const found = { stream: `lines-${uuid(1)}`, process: lines, state: {}, version: 0 };
  return decide(
    { ...found, position: 0, effects: [] },
    envelopeOf({ type: 'EnterLines', data: { count }, by: 'officeStaff', now }),
    now,
    shippedBook,
  );
}

test('one command writes up to 512 events', () => {
  expect(enter(512)).toHaveLength(512);
});

test('what the log would refuse for ever is refused at once, with what to do', () => {
  expect(enter(513)).toEqual({
    rejected: 'too-many-events',
    message: 'Send it in parts: one command writes 512 events at most.',
  });
});
