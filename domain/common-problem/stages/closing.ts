import { z } from 'zod';
import { waiveOwed } from '../../clock/actions.js';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { end } from '../limits.js';
import { sinceLastStep, standsAt, type CommonProblemState } from '../state.js';

const Closing = z.object({
  closedOn: CalendarDate,
  /** Not pursued: no department is asked, or none again after a refusal; the document says why. */
  outcome: z.enum(['implemented', 'notPursued']),
  document: Digest,
});

const noDepartmentOwes = standsAt(
  ['identified', 'refused', 'implemented'],
  reject('suggestion-outstanding', 'A department has not yet done with the suggestion.'),
);

/** The office ends the case when the measures are in place, or when it gives up on a suggestion, and says so. */
export const closing = stageOf<CommonProblemState>()({
  name: 'closing',
  commands: {
    CloseCommonProblem: {
      by: ['officeDirector'],
      guard: noDepartmentOwes,
      data: z.strictObject(Closing.shape),
    },
  },
  events: { CommonProblemClosed: Closing },
  decide: {
    CloseCommonProblem: (data, problem, context) =>
      (data.outcome === 'implemented') === (problem.status === 'implemented')
        ? (dateRefusal(data.closedOn, context, sinceLastStep(problem)) ?? [
            { type: 'CommonProblemClosed', data },
          ])
        : reject(
            'outcome-does-not-fit',
            'A suggestion counts as carried out once the department has reported so, and only then.',
          ),
  },
  evolve: {
    CommonProblemClosed: (problem, { closedOn }) => ({
      ...problem,
      status: 'closed',
      sinceOn: closedOn,
    }),
  },
  clock: {
    CommonProblemClosed: ({ closedOn, outcome }, problem) =>
      outcome === 'implemented'
        ? [end('common-problem-closing', problem.suggestions, closedOn)]
        : waiveOwed(problem, 'not-pursued'),
  },
});
