import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { countyDefault } from '../../policy/county-default.js';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { ownEntry } from '../../shared/own-entry.js';
import { Expertise } from '../inspectors.js';
import { Body } from '../references.js';
import type { OrganizationState } from '../state.js';

const Request = z.object({
  request: PaperNumber,
  to: Body,
  expertise: z.array(Expertise).min(1).max(9),
  number: z.int().min(1).max(200),
  sentOn: CalendarDate,
  dueOn: CalendarDate,
  document: Digest,
});

const Answer = z.object({
  request: PaperNumber,
  answeredOn: CalendarDate,
  /** How many cadres the department sends; none, when it declines. */
  granted: z.int().min(0).max(200),
  document: Digest,
});

/** Departments are asked in writing to send cadres, and answer by a day. Source: row 45. */
export const secondments = stageOf<OrganizationState>()({
  name: 'secondments',
  commands: {
    RequestSecondment: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(Request.shape),
    },
    AnswerSecondment: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(Answer.shape),
    },
  },
  events: { SecondmentRequested: Request, SecondmentAnswered: Answer },
  decide: {
    RequestSecondment: (data, state, context) => {
      if (requestOf(state, data.request))
        return reject('request-exists', `${data.request} has been sent already.`);
      if (data.dueOn < data.sentOn)
        return reject('due-before-sending', 'The answer is due before the letter.');
      return dateRefusal(data.sentOn, context) ?? [{ type: 'SecondmentRequested', data }];
    },
    AnswerSecondment: (data, state, context) => {
      const found = requestOf(state, data.request);
      if (!found) return reject('request-unknown', `No request ${data.request} was sent.`);
      if (found.granted !== undefined)
        return reject('request-answered', `${data.request} has been answered already.`);
      if (data.granted > found.number)
        return reject('more-granted-than-asked', `${data.request} asks for ${found.number}.`);
      return (
        dateRefusal(data.answeredOn, context, {
          on: found.sentOn,
          code: 'answered-before-sending',
          message: 'An answer follows the letter.',
        }) ?? [{ type: 'SecondmentAnswered', data }]
      );
    },
  },
  evolve: {
    SecondmentRequested: (state, { request, number, sentOn }) => ({
      ...state,
      secondments: { ...state.secondments, [request]: { number, sentOn } },
    }),
    SecondmentAnswered: (state, { request, granted }) => {
      const found = requestOf(state, request);
      if (!found) return state;
      return { ...state, secondments: { ...state.secondments, [request]: { ...found, granted } } };
    },
  },
  clock: {
    SecondmentRequested: ({ request, sentOn, dueOn }) => [
      start('secondment-answer', countyDefault, sentOn, { deadline: deadlineOf(request), dueOn }),
    ],
    SecondmentAnswered: ({ request, answeredOn }) => [meet(deadlineOf(request), answeredOn)],
  },
});

function deadlineOf(request: string): string {
  return `secondment-answer-${request}`;
}

function requestOf({ secondments: known = {} }: OrganizationState, request: string) {
  return ownEntry(known, request);
}
