import { expect, test } from '@jest/globals';
import { annualProgress, coverageOf, uncataloged } from '../../../domain/term-plan/coverage.js';
import { forecast } from '../../../domain/term-plan/forecast.js';
import { uuid } from '../../support/given.js';
import * as story from '../../support/term-plan.js';

const { given } = story.term;
const { opened, cataloged, settled, setAnnualPlan, reviseAnnualPlan, noteRound } = story;
const second = noteRound({
  round: `inspection-round-${uuid(2)}`,
  approvedOn: '2019-09-01',
  targets: 31,
});

test('a year is owed until both minimums are reached', () => {
  given(...opened)
    .when(setAnnualPlan())
    .thenClock({
      type: 'DeadlineSet',
      data: { deadline: 'annual-plan-2019', dueOn: '2019-12-31' },
    });
  const once = given(...opened, setAnnualPlan(), noteRound());
  expect(annualProgress(once.state, 2019)).toEqual({
    minimum: 70,
    approvedTargets: 39,
    remaining: 31,
    percentTenths: 557,
  });
  once.when(noteRound()).thenNothing();
  once.when(second).thenClock({ type: 'DeadlineMet', data: { metOn: '2019-09-01' } });
});

test('a revision keeps what it revises, and a reached year that is raised runs again', () => {
  given(...opened, setAnnualPlan(), noteRound(), second)
    .when(reviseAnnualPlan({ setOn: '2019-10-01' }))
    .then({ type: 'AnnualPlanRevised' })
    .thenClock({ type: 'DeadlineSet', data: { deadline: 'annual-plan-2019-2' } })
    .thenState({ annualPlans: { 2019: { minimum: 80, history: [{ minimum: 70 }] } } });
});

test('a plan belongs to a year of the term and is set once', () => {
  const planned = given(...opened, setAnnualPlan());
  planned.when(setAnnualPlan()).thenRejected('plan-already-set');
  planned.when(reviseAnnualPlan({ setOn: '2019-01-14' })).thenRejected('set-before-plan');
  const empty = given(...opened);
  empty.when(reviseAnnualPlan()).thenRejected('plan-not-set');
  empty.when(setAnnualPlan({ year: 2022 })).thenRejected('year-outside-term');
  empty.when(setAnnualPlan({ setOn: '2020-01-01' })).thenRejected('year-over');
});

test('a unit counts once, a look-back not at all, a supervision not even against idleness, an unknown unit is kept', () => {
  const { noteCovered } = story;
  const { state } = given(
    ...cataloged,
    noteCovered(),
    noteCovered({ inspection: 'again', coveredOn: '2018-06-01' }),
    noteCovered({ inspection: 'back', unit: 'W-V1', type: 'lookBack', coveredOn: '2020-01-01' }),
    noteCovered({ inspection: 'odd', unit: 'X-1' }),
    noteCovered({
      ...{ inspection: 'visit', unit: 'W-T1', coveredOn: '2021-04-01' },
      type: 'rectificationSupervision',
    }),
  );
  expect(coverageOf(state, '2021-06-01')).toEqual({
    covered: 1,
    total: 2,
    percentTenths: 500,
    neverInspected: [],
    idle: ['W-T1'],
  });
  expect(coverageOf(state, '2021-05-31').idle).toEqual([]);
  expect(coverageOf(state, '2018-01-01').neverInspected).toEqual(['W-T1', 'W-V1']);
  expect(uncataloged(state)).toMatchObject([{ unit: 'X-1' }]);
});

test('a term closes when every unit is covered or exempted', () => {
  const { closeTerm, exemptUnit } = story;
  given(...settled)
    .when(closeTerm())
    .then({ type: 'TermClosed' })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'coverage', metOn: '2021-06-01' } });
  given(...settled)
    .when(closeTerm({ closedOn: '2021-05-31' }))
    .thenRejected('closed-before-coverage');
  given(...cataloged)
    .when(closeTerm())
    .thenRejected('units-uncovered');
  given(...opened)
    .when(closeTerm())
    .thenRejected('catalog-empty');
  given(...opened)
    .when(exemptUnit())
    .thenRejected('unit-unknown');
  given(...settled)
    .when(exemptUnit({ unit: 'W-T1' }))
    .thenRejected('unit-covered');
  given(...settled)
    .when(exemptUnit())
    .thenNothing();
});

test('the forecast counts waves back from the end of the term', () => {
  const input = {
    ...{ uncovered: ['a', 'b', 'c'], groups: 1, targetsPerGroup: 2, fieldworkDays: 30 },
    ...{ restDays: 10, today: '2021-01-01', termTo: '2021-07-31' },
  };
  expect(forecast(input)).toEqual({
    units: [
      { unit: 'a', lastSafeStartOn: '2021-05-23' },
      { unit: 'b', lastSafeStartOn: '2021-05-23' },
      { unit: 'c', lastSafeStartOn: '2021-07-02' },
    ],
    impossibleFrom: '2021-05',
  });
  expect(forecast({ ...input, uncovered: [] }).impossibleFrom).toBeNull();
  expect(forecast({ ...input, groups: 0 }).impossibleFrom).toBe('2021-01');
});
