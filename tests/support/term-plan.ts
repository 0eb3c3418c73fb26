import type { Command } from '../../domain/process.js';
import { termPlan } from '../../domain/term-plan/index.js';
import { command, scenarioOf, uuid } from './given.js';

/** The term of the tenth county committee, 2016 to 2021; commands with defaults. */
export const term = scenarioOf(termPlan, { today: '2021-06-30' });

export const openTerm = command('OpenTerm', {
  number: 'T-10',
  name: '十届县委',
  ordinal: 10,
  fromOn: '2016-07-01',
  toOn: '2021-07-31',
  categories: ['乡镇', '村（社区）'],
  pack: { pack: 'county-default', version: 1 },
});
export const addUnit = command('AddUnit', { unit: 'W-T1', name: '院堡镇', category: '乡镇' });
export const addVillage = command('AddUnit', {
  unit: 'W-V1',
  name: '东村',
  category: '村（社区）',
  parent: 'W-T1',
});
export const addUnits = (lines: readonly unknown[]): Command => ({
  type: 'AddUnits',
  data: { lines },
});
export const changeUnit = command('ChangeUnit', {
  unit: 'W-T1',
  name: '院堡镇党委',
  category: '乡镇',
  reason: '更名',
});
export const removeUnit = command('RemoveUnit', { unit: 'W-V1', reason: '撤并' });
export const publishChecklist = command('PublishChecklist', {
  category: '乡镇',
  version: 1,
  topics: ['扶贫领域'],
  publishedOn: '2018-01-10',
});
export const setAnnualPlan = command('SetAnnualPlan', {
  year: 2019,
  minimum: 70,
  rounds: 2,
  setOn: '2019-01-15',
});
export const reviseAnnualPlan = command('ReviseAnnualPlan', {
  year: 2019,
  minimum: 80,
  rounds: 2,
  setOn: '2019-06-01',
  reason: '任务调整',
});
export const noteRound = command('NoteRoundApproved', {
  round: `inspection-round-${uuid(1)}`,
  approvedOn: '2019-03-01',
  targets: 39,
});
export const noteCovered = command('NoteTargetCovered', {
  unit: 'W-T1',
  round: `inspection-round-${uuid(1)}`,
  inspection: 'XC-10-07-W-T1',
  coveredOn: '2018-05-10',
  type: 'regular',
});
export const exemptUnit = command('ExemptUnit', {
  unit: 'W-V1',
  exemptedOn: '2021-06-01',
  reason: '整体搬迁',
});
export const closeTerm = command('CloseTerm', { closedOn: '2021-06-20' });

export const opened = [openTerm()];
export const cataloged = [...opened, addUnit(), addVillage()];
export const settled = [...cataloged, noteCovered(), exemptUnit()];

/** Every step of a term, each event of it at least once. */
export const whole = [
  ...opened,
  addUnit(),
  addUnits([{ unit: 'W-V1', name: '东村', category: '村（社区）', parent: 'W-T1' }]),
  addVillage({ unit: 'W-V2', name: '西村' }),
  changeUnit(),
  removeUnit({ unit: 'W-V2' }),
  publishChecklist(),
  setAnnualPlan(),
  noteRound(),
  reviseAnnualPlan(),
  noteCovered(),
  exemptUnit(),
  closeTerm(),
];
