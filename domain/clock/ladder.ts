import type { ErasedStage } from '../process.js';
import { clockEvents } from './clock-events.js';
import { LADDER_COMMANDS } from './ladder-commands.js';
import { ladderDecisions, type LadderOptions } from './ladder-decisions.js';
import { LADDER_EVENTS } from './ladder-events.js';
import { ladderEvolve } from './ladder-state.js';
import { caseRungs } from './rungs.js';
import type { WithClock } from './state.js';
import { pausedAtOnce } from './suspension.js';

/**
 * The deadline ladder as a stage kit: every process that lists it has deadlines, reminders before the due
 * day and escalation after it, under the same commands and events. A rung is claimed once by (deadline, rung);
 * only meeting, waiving, extending or pausing the deadline stops the ladder.
 *
 * @param reach scopes of the case, so that a reminder finds the post it is owed to
 */
export function deadlineLadder<S extends WithClock>(
  reach: (state: S) => readonly string[],
  options: LadderOptions<S> = {},
): ErasedStage<S> {
  return {
    name: 'deadline-ladder',
    commands: LADDER_COMMANDS,
    events: LADDER_EVENTS,
    decide: ladderDecisions(reach, options),
    evolve: ladderEvolve<S>(),
    deadlines: (state, book) =>
      caseRungs(state, book).map(({ key: rung, at, of: { deadline, dueOn } }) => ({
        deadline,
        rung,
        at,
        command: { type: 'FireRung', data: { deadline, rung, dueOn } },
      })),
    onClock: (action, state, cause, context) => [
      ...clockEvents(action, state, cause, context),
      ...pausedAtOnce(action, state, context),
    ],
  };
}
