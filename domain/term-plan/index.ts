import { deadlineLadder } from '../clock/ladder.js';
import { processOf } from '../process.js';
import { annualPlan } from './stages/annual-plan.js';
import { catalog } from './stages/catalog.js';
import { checklists } from './stages/checklists.js';
import { closing } from './stages/closing.js';
import { covering } from './stages/covering.js';
import { opening } from './stages/opening.js';
import { INITIAL_TERM, type TermState } from './state.js';

const reach = (): readonly string[] => [];

/** The coverage plan (巡察规划) of one term: its target catalog, yearly minimums and progress. */
export const termPlan = processOf<TermState>({
  name: 'term-plan',
  workflowType: 'termPlan',
  title: { zh: '巡察规划', en: 'Coverage plan' },
  initial: INITIAL_TERM,
  stages: [
    opening,
    catalog,
    checklists,
    annualPlan,
    covering,
    closing,
    deadlineLadder(reach, {
      outerLimitOn: ({ toOn }) => toOn,
    }),
  ],
  closed: ({ status }) => status === 'closed',
  reach,
  number: ({ number }) => number,
  status: ({ status }) => status,
});
