import { deadlineLadder } from '../clock/ladder.js';
import { processOf } from '../process.js';
import { closing } from './stages/closing.js';
import { identification } from './stages/identification.js';
import { implementation } from './stages/implementation.js';
import { suggestion } from './stages/suggestion.js';
import { INITIAL_COMMON_PROBLEM, reachOf, type CommonProblemState } from './state.js';

/** A problem that several targets share, and the suggestion to the department that can end it. */
export const commonProblem = processOf<CommonProblemState>({
  name: 'common-problem',
  workflowType: 'commonProblem',
  title: { zh: '共性问题', en: 'Common problem' },
  initial: INITIAL_COMMON_PROBLEM,
  stages: [identification, suggestion, implementation, closing, deadlineLadder(reachOf)],
  closed: ({ status }) => status === 'closed',
  reach: reachOf,
  number: ({ number }) => number,
  status: ({ status }) => status,
});
