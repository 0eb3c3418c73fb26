import { z } from 'zod';
import { reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { ownEntry } from '../../shared/own-entry.js';
import { Body, Title } from '../references.js';
import type { OrganizationState, RequirementTasks } from '../state.js';

const Aspect = z.strictObject({
  aspect: PaperNumber,
  title: Title,
  /** Bodies that list their key work against it. */
  to: z.array(Body).min(1).max(100),
});

const Decomposition = z.object({
  /** Number of the recorded instruction that is taken apart. */
  requirement: PaperNumber,
  aspects: z.array(Aspect).min(1).max(50),
  decomposedOn: CalendarDate,
});

const Completion = z.object({
  requirement: PaperNumber,
  aspect: PaperNumber,
  completedOn: CalendarDate,
  document: Digest,
});

/** What a conference requires is taken apart into tasks for units; the instruction itself keeps the limit. Source: row 78. */
export const tasks = stageOf<OrganizationState>()({
  name: 'tasks',
  commands: {
    DecomposeRequirement: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(Decomposition.shape),
    },
    CompleteTask: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(Completion.shape),
    },
  },
  events: { RequirementDecomposed: Decomposition, TaskCompleted: Completion },
  decide: {
    DecomposeRequirement: (data, state, context) =>
      decompositionRefusal(data, state) ??
      dateRefusal(data.decomposedOn, context) ?? [{ type: 'RequirementDecomposed', data }],
    CompleteTask: (data, state, context) => {
      const found = tasksOf(state, data.requirement);
      const isOpen = ownEntry(found?.open ?? {}, data.aspect);
      if (!found || isOpen === undefined)
        return reject('task-unknown', `${data.requirement} has no task ${data.aspect}.`);
      if (!isOpen) return [];
      return (
        dateRefusal(data.completedOn, context, {
          on: found.decomposedOn,
          code: 'completed-before-decomposition',
          message: 'A task is completed after it was set.',
        }) ?? [{ type: 'TaskCompleted', data }]
      );
    },
  },
  evolve: {
    RequirementDecomposed: (state, { requirement, aspects, decomposedOn }) => {
      const open = Object.fromEntries(aspects.map(({ aspect }) => [aspect, true]));
      return withTasks(state, requirement, { decomposedOn, open });
    },
    TaskCompleted: (state, { requirement, aspect }) => {
      const found = tasksOf(state, requirement);
      if (!found) return state;
      return withTasks(state, requirement, { ...found, open: { ...found.open, [aspect]: false } });
    },
  },
});

function decompositionRefusal(
  { requirement, aspects }: z.infer<typeof Decomposition>,
  state: OrganizationState,
): Rejection | undefined {
  if (!ownEntry(state.instructions, requirement))
    return reject('requirement-unknown', `No instruction ${requirement} is recorded.`);
  if (tasksOf(state, requirement))
    return reject('requirement-decomposed', `${requirement} has been taken apart already.`);
  const names = aspects.map(({ aspect }) => aspect);
  return new Set(names).size < names.length
    ? reject('aspect-named-twice', 'Each aspect has a number of its own.')
    : undefined;
}

function tasksOf({ tasks: known = {} }: OrganizationState, requirement: string) {
  return ownEntry(known, requirement);
}

function withTasks(
  state: OrganizationState,
  requirement: string,
  fact: RequirementTasks,
): OrganizationState {
  return { ...state, tasks: { ...state.tasks, [requirement]: fact } };
}
