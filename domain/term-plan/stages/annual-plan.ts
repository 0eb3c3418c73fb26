import { z } from 'zod';
import { meet, start, type ClockAction } from '../../clock/actions.js';
import { deadlineNamed } from '../../clock/state.js';
import { reject, stageOf, type DecisionContext, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { isReached } from '../coverage.js';
import { planOf, yearOf, type AnnualPlan, type TermState } from '../state.js';

const Plan = z.object({
  year: z.int().min(1900).max(2999),
  minimum: z.int().min(1).max(10_000),
  rounds: z.int().min(1).max(50),
  setOn: CalendarDate,
});
const Revision = z.object({ ...Plan.shape, reason: z.string().min(1).max(500) });

type Plan = z.infer<typeof Plan>;

function settingRefusal(
  { year, setOn }: Plan,
  term: TermState,
  context: DecisionContext,
): Rejection | undefined {
  if (year < yearOf(term.fromOn) || year > yearOf(term.toOn))
    return reject('year-outside-term', `The year ${year} lies outside the term.`);
  if (yearOf(setOn) > year) return reject('year-over', `The year ${year} was over by that day.`);
  return dateRefusal(setOn, context, {
    on: planOf(term, year)?.setOn,
    code: 'set-before-plan',
    message: 'A revision follows the plan that it revises.',
  });
}

const withPlan = (term: TermState, year: number, plan: AnnualPlan): TermState => ({
  ...term,
  annualPlans: { ...term.annualPlans, [String(year)]: plan },
});

/** A plan that was reached and is raised runs again, under a name of its own. */
function counted({ year, setOn }: Plan, term: TermState): readonly ClockAction[] {
  const plan = planOf(term, year);
  if (!plan || !term.pack) return [];
  const { deadline } = plan;
  const dueOn = `${year}-12-31`;
  return [
    ...(deadlineNamed(term, deadline)
      ? []
      : [start('annual-plan', term.pack, setOn, { deadline, dueOn })]),
    ...(isReached(term, year) ? [meet(deadline, setOn)] : []),
  ];
}

/** The leading group's minimums for a year: so many organizations, so many rounds. Source: row 76. */
export const annualPlan = stageOf<TermState>()({
  name: 'annual-plan',
  commands: {
    SetAnnualPlan: { by: ['officeDirector'], data: z.strictObject(Plan.shape) },
    ReviseAnnualPlan: { by: ['officeDirector'], data: z.strictObject(Revision.shape) },
  },
  events: { AnnualPlanSet: Plan, AnnualPlanRevised: Revision },
  decide: {
    SetAnnualPlan: (data, term, context) =>
      planOf(term, data.year)
        ? reject('plan-already-set', `The year ${data.year} has a plan; revise it.`)
        : (settingRefusal(data, term, context) ?? [{ type: 'AnnualPlanSet', data }]),
    ReviseAnnualPlan: (data, term, context) =>
      planOf(term, data.year)
        ? (settingRefusal(data, term, context) ?? [{ type: 'AnnualPlanRevised', data }])
        : reject('plan-not-set', `The year ${data.year} has no plan yet.`),
  },
  evolve: {
    AnnualPlanSet: (term, { year, minimum, rounds, setOn }) =>
      withPlan(term, year, {
        ...{ minimum, rounds, setOn },
        history: [],
        deadline: `annual-plan-${year}`,
      }),
    AnnualPlanRevised: (term, { year, minimum, rounds, setOn }) => {
      const before = planOf(term, year);
      if (!before) return term;
      const { history, deadline, ...last } = before;
      const plan = { minimum, rounds, setOn, history: [...history, last], deadline };
      const revised = withPlan(term, year, plan);
      const runsAgain = isReached(term, year) && !isReached(revised, year);
      if (!runsAgain) return revised;
      const name = `annual-plan-${year}-${plan.history.length + 1}`;
      return withPlan(term, year, { ...plan, deadline: name });
    },
  },
  clock: { AnnualPlanSet: counted, AnnualPlanRevised: counted },
});
