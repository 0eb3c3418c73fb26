import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { countyDefault } from '../../policy/county-default.js';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { ownEntry } from '../../shared/own-entry.js';
import { Body } from '../references.js';
import type { OrganizationState, Pairing } from '../state.js';

const Pairings = z.object({
  /** Each group by its number, and the supervision room or office it is paired with. */
  pairings: z
    .array(z.strictObject({ group: z.int().min(1).max(99), with: Body }))
    .min(1)
    .max(99),
  setOn: CalendarDate,
});

const Question = z.object({
  question: PaperNumber,
  to: Body,
  askedOn: CalendarDate,
  dueOn: CalendarDate,
  document: Digest,
});

const Answer = z.object({ question: PaperNumber, answeredOn: CalendarDate, document: Digest });

/** Groups are paired with supervision rooms and offices, which answer their questions by a day. Source: row 47. */
export const pairings = stageOf<OrganizationState>()({
  name: 'pairings',
  commands: {
    SetPairings: {
      by: ['officeDirector', 'officeStaff'],
      data: z.strictObject(Pairings.shape),
    },
    AskQuestion: { by: ['officeStaff', 'officeDirector'], data: z.strictObject(Question.shape) },
    AnswerQuestion: { by: ['officeStaff', 'officeDirector'], data: z.strictObject(Answer.shape) },
  },
  events: {
    PairingsSet: Pairings,
    QuestionAsked: Question,
    QuestionAnswered: Answer,
  },
  decide: {
    SetPairings: (data, { pairings: last }, context) => {
      const groups = data.pairings.map(({ group }) => group);
      if (new Set(groups).size < groups.length)
        return reject('group-paired-twice', 'A group is paired with one body.');
      if (last && isSame(last.table, data.pairings)) return [];
      return (
        dateRefusal(data.setOn, context, {
          on: last?.setOn,
          code: 'before-last-pairings',
          message: 'A table of pairings replaces an earlier one.',
        }) ?? [{ type: 'PairingsSet', data }]
      );
    },
    AskQuestion: (data, state, context) => {
      if (questionOf(state, data.question))
        return reject('question-exists', `${data.question} has been asked already.`);
      if (data.dueOn < data.askedOn)
        return reject('due-before-asking', 'The answer is due before the question.');
      return dateRefusal(data.askedOn, context) ?? [{ type: 'QuestionAsked', data }];
    },
    AnswerQuestion: (data, state, context) => {
      const found = questionOf(state, data.question);
      if (!found) return reject('question-unknown', `No question ${data.question} was asked.`);
      if (found.isAnswered)
        return reject('question-answered', `${data.question} has been answered already.`);
      return (
        dateRefusal(data.answeredOn, context, {
          on: found.askedOn,
          code: 'answered-before-asking',
          message: 'An answer follows its question.',
        }) ?? [{ type: 'QuestionAnswered', data }]
      );
    },
  },
  evolve: {
    PairingsSet: (state, { pairings: table, setOn }) => ({
      ...state,
      pairings: { table, setOn },
    }),
    QuestionAsked: (state, { question, askedOn }) => ({
      ...state,
      questions: { ...state.questions, [question]: { askedOn, isAnswered: false } },
    }),
    QuestionAnswered: (state, { question }) => {
      const found = questionOf(state, question);
      if (!found) return state;
      return {
        ...state,
        questions: { ...state.questions, [question]: { ...found, isAnswered: true } },
      };
    },
  },
  clock: {
    QuestionAsked: ({ question, askedOn, dueOn }) => [
      start('question-answer', countyDefault, askedOn, { deadline: deadlineOf(question), dueOn }),
    ],
    QuestionAnswered: ({ question, answeredOn }) => [meet(deadlineOf(question), answeredOn)],
  },
});

/** The same pairs in whatever order; no group stands in a table twice. */
function isSame(one: readonly Pairing[], other: readonly Pairing[]): boolean {
  const withOf = new Map(one.map((pair) => [pair.group, pair.with]));
  return one.length === other.length && other.every((pair) => withOf.get(pair.group) === pair.with);
}

function deadlineOf(question: string): string {
  return `question-answer-${question}`;
}

function questionOf({ questions = {} }: OrganizationState, question: string) {
  return ownEntry(questions, question);
}
