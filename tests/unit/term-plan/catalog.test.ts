import { test } from '@jest/globals';
import * as story from '../../support/term-plan.js';

const { given } = story.term;
const { opened, cataloged, addUnit, addUnits, changeUnit, removeUnit } = story;

test('a term opens with its coverage owed by its last day', () => {
  given()
    .when(story.openTerm())
    .then({ type: 'TermOpened' })
    .thenClock({ type: 'DeadlineSet', data: { deadline: 'coverage', dueOn: '2021-07-31' } });
});

test('a term needs a period, distinct categories and a published pack', () => {
  const refused = (data: object, code: string) =>
    given()
      .when(story.openTerm({ ...data }))
      .thenRejected(code);
  refused({ toOn: '2016-06-30' }, 'period-reversed');
  refused({ categories: ['乡镇', '乡镇'] }, 'category-duplicate');
  refused({ pack: { pack: 'county-default', version: 99 } }, 'pack-unknown');
});

test('a unit is added once, in a known category, under a known parent', () => {
  given(...opened)
    .when(addUnit())
    .then({ type: 'UnitAdded' })
    .thenState({ units: { 'W-T1': { parent: null } } });
  given(...cataloged)
    .when(addUnit())
    .thenRejected('unit-duplicate');
  given(...opened)
    .when(addUnit({ category: '企业' }))
    .thenRejected('category-unknown');
  given(...opened)
    .when(story.addVillage())
    .thenRejected('parent-unknown');
});

test('a batch is added whole, its parents first, or refused line by line', () => {
  const lines = [addUnit().data, story.addVillage().data];
  given(...opened)
    .when(addUnits(lines))
    .then({ type: 'UnitAdded' }, { type: 'UnitAdded' });
  given(...opened)
    .when(addUnits([...lines].reverse()))
    .thenRejected('lines-refused')
    .thenState({ units: {} });
});

test('a unit changes, but is never its own parent', () => {
  given(...cataloged)
    .when(changeUnit())
    .then({ type: 'UnitChanged' })
    .thenState({ units: { 'W-T1': { name: '院堡镇党委' } } });
  given(...cataloged)
    .when(changeUnit({ parent: 'W-V1' }))
    .thenRejected('parent-circular');
  given(...opened)
    .when(changeUnit())
    .thenRejected('unit-unknown');
});

test('a unit is removed unless others stand under it or it was inspected', () => {
  const { state } = given(...cataloged)
    .when(removeUnit())
    .then({ type: 'UnitRemoved' });
  if (Object.hasOwn(state.units, 'W-V1')) throw new Error('the unit is still there');
  given(...cataloged)
    .when(removeUnit({ unit: 'W-T1' }))
    .thenRejected('unit-has-children');
  given(...cataloged, story.noteCovered({ unit: 'W-V1' }))
    .when(removeUnit())
    .thenRejected('unit-inspected');
});

test('checklists of a category follow each other by version', () => {
  const { publishChecklist } = story;
  given(...opened)
    .when(publishChecklist())
    .then({ type: 'ChecklistPublished' })
    .thenState({ checklists: { 乡镇: 1 } });
  given(...opened)
    .when(publishChecklist({ version: 2 }))
    .thenRejected('version-not-next');
  given(...opened)
    .when(publishChecklist({ category: '企业' }))
    .thenRejected('category-unknown');
  given(...opened)
    .when(publishChecklist({ publishedOn: '2021-07-01' }))
    .thenRejected('date-in-future');
});
