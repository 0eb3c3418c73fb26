import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { begin, end } from '../limits.js';
import { sinceLastStep, standsAt, type CommonProblemState } from '../state.js';

const Implementation = z.object({
  implementedOn: CalendarDate,
  document: Digest,
  /** How many rules the department made or bettered. */
  rules: z.int().min(0).max(100),
});

const isAnswered = standsAt(
  ['answered'],
  reject('suggestion-not-answered', 'Only a suggestion that was taken up is carried out.'),
);

/** The department reports measures carried out and rules made: a mechanism for what is on the surface. Source: row 99. */
export const implementation = stageOf<CommonProblemState>()({
  name: 'implementation',
  commands: {
    ImplementSuggestion: {
      by: ['functionalDepartment'],
      guard: isAnswered,
      data: z.strictObject(Implementation.shape),
    },
  },
  events: { SuggestionImplemented: Implementation },
  decide: {
    ImplementSuggestion: (data, problem, context) =>
      dateRefusal(data.implementedOn, context, sinceLastStep(problem)) ?? [
        { type: 'SuggestionImplemented', data },
      ],
  },
  evolve: {
    SuggestionImplemented: (problem, { implementedOn }) => ({
      ...problem,
      status: 'implemented',
      sinceOn: implementedOn,
    }),
  },
  clock: {
    SuggestionImplemented: ({ implementedOn }, problem) => [
      end('suggestion-implementation', problem.suggestions, implementedOn),
      ...begin('common-problem-closing', problem, problem.suggestions, implementedOn),
    ],
  },
});
