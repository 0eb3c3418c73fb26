import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Due } from '../../domain/clock/actions.js';
import { shippedBook } from '../../domain/policy/packs.js';
import { isRejection, type Process, type RecordedEvent } from '../../domain/process.js';
import { processNamed } from '../../domain/processes.js';
import { CLOCK } from '../../domain/shared/roles.js';
import { SUBJECTS, forEveryWalk, type State } from '../support/case-stories.js';
import { SENDERS, walkThrough } from '../support/case-walk.js';
import { drawValue } from '../support/command-values.js';
import { contextOn, uuid } from '../support/given.js';
import { projectFiles, projectRoot } from '../support/project-tree.js';

/** Every code that stands in the domain's own text. */
const CODES = new Set(
  projectFiles()
    .filter((file) => file.startsWith('domain/') && file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(path.join(projectRoot, file), 'utf8');
      const codes = /(?:reject\(\s*|code: |sinceApproval\(\s*\w+,\s*)'([^']*)'/g;
      return [...text.matchAll(codes)].map(([, code]) => code);
    }),
);

const dueListOf = (process: Process<State>, state: State) => process.dueList(state, shippedBook);
const idOf = ({ deadline, rung, at }: Due) => `${deadline}:${rung}:${at}`;

describe.each(SUBJECTS)('$name', (one) => {
  const { process } = one;

  test('1: a command gives events that their own schemas parse, or a known rejection', () => {
    forEveryWalk(one, ({ strides }) => {
      for (const { recorded, rejection } of strides) {
        for (const { type, data } of recorded)
          expect(process.events.get(type)!.parse(data)).toEqual(data);
        if (rejection) expect(CODES).toContain(rejection.rejected);
      }
    });
  });

  test('2: a command of the clock decided a second time gives nothing', () => {
    forEveryWalk(one, ({ strides }) => {
      for (const { due, command, context, after, version, recorded } of strides) {
        if (!due) continue;
        const again = process.decide(after, version + recorded.length, command, context);
        if (process.closed(after)) expect(again).toMatchObject({ rejected: 'case-closed' });
        else expect(again).toEqual([]);
      }
    });
  });

  test('3: any known event in any state is folded, and the state stays plain JSON', () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const { state, today } = walkThrough(process, one.story, draw);
        const meta = { version: 1, ...contextOn(today, SENDERS[0]!, 'any') };
        for (const [type, schema] of process.events) {
          const data = schema.parse(drawValue(draw, schema, today));
          for (const start of [process.initial, state]) {
            const next = process.evolve(start, { ...meta, type, data });
            expect(JSON.parse(JSON.stringify(next))).toEqual(next);
          }
        }
      }),
      { numRuns: 10 },
    );
  });

  test('4: folding a prefix, then the rest, is folding all', () => {
    forEveryWalk(one, ({ events, strides, state }) => {
      const fold = (start: State, some: readonly RecordedEvent[]) =>
        some.reduce((so, event) => process.evolve(so, event), start);
      expect(fold(process.initial, events)).toEqual(state);
      for (const { before, version } of strides.slice(-3)) {
        const stored = JSON.parse(JSON.stringify(before)) as State;
        expect(fold(stored, events.slice(version))).toEqual(state);
      }
    });
  });

  test('5: a closed case has nothing due and takes no command', () => {
    forEveryWalk(one, (walk) => {
      const { state, events, today } = walk;
      if (!process.closed(state)) return;
      expect(dueListOf(process, state)).toEqual([]);
      const running = Object.values(state.clock.deadlines).filter(
        ({ status }) => status === 'running',
      );
      expect(running).toEqual([]);
      for (const [type] of process.commands)
        for (const by of [...SENDERS, CLOCK]) {
          const context = contextOn(today, by, 'any');
          const decision = process.decide(state, events.length, { type, data: {} }, context);
          expect(isRejection(decision)).toBe(true);
        }
    });
  });

  test('6: a handled due moment is gone, and no id comes twice', () => {
    forEveryWalk(one, ({ strides }) => {
      const handled = new Set<string>();
      for (const { due, after, rejection } of strides) {
        if (due) {
          expect(rejection).toBeNull();
          handled.add(idOf(due));
        }
        const ids = dueListOf(process, after).map(idOf);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => handled.has(id))).toEqual([]);
      }
    });
  });

  test('7: nothing open is forgotten', () => {
    forEveryWalk(one, ({ strides }) => {
      for (const { after, version, recorded } of strides) {
        if (version + recorded.length === 0 || process.closed(after)) continue;
        const running = Object.values(after.clock.deadlines).filter(
          ({ status }) => status === 'running',
        );
        const watched = running.length + dueListOf(process, after).length;
        expect({ status: process.status(after), watched: watched > 0 }).toMatchObject({
          watched: true,
        });
      }
    });
  });

  test('what it tells other cases is a command they know, in a form they accept', () => {
    const deriveId = () => uuid(8);
    forEveryWalk(one, ({ events }) => {
      let state = process.initial;
      for (const event of events) {
        state = process.evolve(state, event);
        const stream = `${process.name}-${uuid(5)}`;
        for (const effect of process.effectsOf(event, state, { stream, deriveId })) {
          if ('notify' in effect) continue;
          const { process: other, command } = effect;
          const known = processNamed(other)?.commands.get(command.type);
          expect(known?.by).toContain('process');
          expect(known?.data.safeParse(command.data).error?.issues ?? []).toEqual([]);
        }
      }
    });
  });

  test('the original due date of a deadline never changes', () => {
    forEveryWalk(one, ({ strides }) => {
      for (const { recorded, before, after } of strides) {
        const set = recorded.filter(({ type }) => type === 'DeadlineSet');
        const reset = set.map(({ data }) => (data as { deadline: string }).deadline);
        for (const { deadline, originalDueOn } of Object.values(before.clock.deadlines))
          if (!reset.includes(deadline))
            expect(after.clock.deadlines[deadline]?.originalDueOn).toBe(originalDueOn);
      }
    });
  });
});

test('the walks go far: every event of every process is written by some of them', () => {
  for (const process of new Set(SUBJECTS.map((one) => one.process))) {
    const missing = new Set(process.events.keys());
    // The ladder kit gives these to every process; they need names of deadlines that chance does not find.
    for (const type of ['DeadlinePaused', 'DeadlineResumed', 'DeadlineRecalculated'])
      missing.delete(type);
    for (const type of ['ReminderAcknowledged', 'ReminderUndelivered']) missing.delete(type);
    if (process.name !== 'rectification') missing.delete('DeadlineExtended');
    const stories = SUBJECTS.filter((one) => one.process === process);
    for (let batch = 0; batch < 20 && missing.size > 0; batch += 1)
      for (const story of stories)
        forEveryWalk(story, ({ events }) => events.forEach(({ type }) => missing.delete(type)), 20);
    expect([...missing]).toEqual([]);
  }
});
