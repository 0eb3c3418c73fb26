import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SUBJECTS } from '../support/case-stories.js';
import { between, type Draw } from '../support/command-values.js';
import { SENDERS, walkThrough } from '../support/case-walk.js';
import { contextOn, type Step } from '../support/given.js';

/** Holds every post there is, so that nothing but the recusal refuses them. */
const recused = SENDERS[0]!;

/** Guard 6 of `domain.md` B.6, for the cases that a recusal keeps somebody from. */
describe.each(SUBJECTS.filter(({ process }) => process.commands.has('NoteRecusal')))(
  '$name',
  ({ process, story }) => {
    const walk = (draw: Draw) => {
      const place = between(draw, 1, story.length);
      const note: Step = { type: 'NoteRecusal', data: { person: recused.id } };
      return walkThrough(process, [...story.slice(0, place), note, ...story.slice(place)], draw);
    };

    test('a recused person is refused every command, and nothing is recorded of them', () => {
      let refused = 0;
      fc.assert(
        fc.property(fc.gen(), (draw) => {
          const { strides, events } = walk(draw);
          const since = events.find(
            ({ type, data }) =>
              type === 'RecusalNoted' && (data as { person: string }).person === recused.id,
          )?.version;
          if (since === undefined) return;
          const own = strides.filter(
            ({ context, version }) => context.actor.id === recused.id && version >= since,
          );
          // A command that only opens a case is refused for being late, whoever sends it.
          for (const { rejection, recorded } of own) {
            expect(['recused', 'already-open']).toContain(rejection?.rejected);
            expect(recorded).toEqual([]);
          }
          refused += own.length;
        }),
        { numRuns: 20 },
      );
      expect(refused).toBeGreaterThan(0);
    });

    test('no command is said to be open to them', () => {
      fc.assert(
        fc.property(fc.gen(), (draw) => {
          const { state, events, today } = walk(draw);
          if (process.recused?.(state).includes(recused.id) !== true) return;
          const context = contextOn(today, recused, 'any');
          const available = process.availableCommands(state, events.length, context);
          expect(available.length).toBeGreaterThan(0);
          for (const { allowed, reason } of available) {
            expect(allowed).toBe(false);
            expect(['recused', 'already-open']).toContain(reason?.code);
          }
        }),
        { numRuns: 10 },
      );
    });
  },
);
