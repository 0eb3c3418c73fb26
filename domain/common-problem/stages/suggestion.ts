import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { begin, end } from '../limits.js';
import { sinceLastStep, standsAt, type CommonProblemState } from '../state.js';

const Suggestion = z.object({
  /** Code of the functional department in whose field the problem lies. */
  department: z.string().regex(/^[A-Z0-9][A-Za-z0-9-]{0,39}$/, 'the code of a department'),
  sentOn: CalendarDate,
  document: Digest,
});

const Answer = z.object({
  answeredOn: CalendarDate,
  /** The improvement measures, as a document. */
  measures: Digest,
  /** The day by which the department will have carried them out. */
  dueOn: CalendarDate,
});

const Refusal = z.object({ refusedOn: CalendarDate, document: Digest });

const noSuggestionOut = standsAt(
  ['identified', 'refused'],
  reject('suggestion-outstanding', 'A department has this suggestion already.'),
);
const awaitsAnswer = standsAt(
  ['sent'],
  reject('no-suggestion-to-answer', 'No suggestion is waiting for an answer.'),
);

/** A functional department is told in writing what to improve (巡察建议书), and answers or refuses. Source: row 99; B.4. */
export const suggestion = stageOf<CommonProblemState>()({
  name: 'suggestion',
  commands: {
    SendSuggestion: {
      by: ['officeDirector', 'officeStaff'],
      guard: noSuggestionOut,
      data: z.strictObject(Suggestion.shape),
    },
    AnswerSuggestion: {
      by: ['functionalDepartment'],
      guard: awaitsAnswer,
      data: z.strictObject(Answer.shape),
    },
    RefuseSuggestion: {
      by: ['functionalDepartment'],
      guard: awaitsAnswer,
      data: z.strictObject(Refusal.shape),
    },
  },
  events: { SuggestionSent: Suggestion, SuggestionAnswered: Answer, SuggestionRefused: Refusal },
  decide: {
    SendSuggestion: (data, problem, context) =>
      dateRefusal(data.sentOn, context, sinceLastStep(problem)) ?? [
        { type: 'SuggestionSent', data },
      ],
    AnswerSuggestion: (data, problem, context) =>
      data.dueOn < data.answeredOn
        ? reject('due-before-answer', 'Measures are carried out after the answer.')
        : (dateRefusal(data.answeredOn, context, sinceLastStep(problem)) ?? [
            { type: 'SuggestionAnswered', data },
          ]),
    RefuseSuggestion: (data, problem, context) =>
      dateRefusal(data.refusedOn, context, sinceLastStep(problem)) ?? [
        { type: 'SuggestionRefused', data },
      ],
  },
  evolve: {
    SuggestionSent: (problem, { department, sentOn }) => ({
      ...problem,
      status: 'sent',
      department,
      suggestions: problem.suggestions + 1,
      sinceOn: sentOn,
    }),
    SuggestionAnswered: (problem, { answeredOn }) => ({
      ...problem,
      status: 'answered',
      sinceOn: answeredOn,
    }),
    SuggestionRefused: (problem, { refusedOn }) => ({
      ...problem,
      status: 'refused',
      sinceOn: refusedOn,
    }),
  },
  clock: {
    SuggestionSent: ({ sentOn }, problem) => [
      end('suggestion-sending', problem.suggestions, sentOn),
      ...begin('suggestion-answer', problem, problem.suggestions, sentOn),
    ],
    SuggestionAnswered: ({ answeredOn, dueOn }, problem) => [
      end('suggestion-answer', problem.suggestions, answeredOn),
      ...begin('suggestion-implementation', problem, problem.suggestions, answeredOn, dueOn),
    ],
    SuggestionRefused: ({ refusedOn }, problem) => [
      end('suggestion-answer', problem.suggestions, refusedOn),
      ...begin('suggestion-sending', problem, problem.suggestions + 1, refusedOn),
    ],
  },
});
